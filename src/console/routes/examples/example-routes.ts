import { z } from 'zod';
import type { ExampleDesk } from '../../../conversation/examples/create-example-desk.ts';
import { AddedExample } from '../../../domain/example.ts';
import { IntentId, Locale } from '../../../domain/ids.ts';
import { TakenFrom } from '../../../domain/question.ts';
import { EDITS } from '../answers/answer-key.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { type ExampleRouteDeps, examplesView } from './examples-view.ts';

const NewExample = z.object({
  body: z.object({
    text: z.string().max(2000),
    intent: IntentId,
    locale: Locale,
    from: TakenFrom.default('written'),
  }),
});

const OneExample = z.object({ params: z.object({ id: AddedExample.shape.id }) });
const NOTHING = z.object({});

/** Examples on their way to the classifier. Each step gives the page as it is afterwards, or says why it was not taken. */
export function exampleRoutes(deps: ExampleRouteDeps): ConsoleRoute[] {
  const desk = () => deps.exampleDesk;
  const view = () => examplesView(deps);
  const step = (
    url: string,
    run: (by: Parameters<ExampleDesk['publish']>[0]) => Promise<unknown>,
  ) =>
    staffRoute({
      method: 'POST',
      url,
      roles: EDITS,
      input: NOTHING,
      run: async (_, { staff }) => (await run(staff.id)) ?? view(),
    });
  return [
    staffRoute({ method: 'GET', url: '/examples', roles: EDITS, input: NOTHING, run: view }),
    staffRoute({
      method: 'POST',
      url: '/examples',
      roles: EDITS,
      input: NewExample,
      async run({ body }, { staff }) {
        const outcome = await desk().propose({ ...body, by: staff.id });
        if (outcome.kind === 'proposed') return view();
        return new Refusal(422, outcome.rule, outcome.problem);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/examples/:id/drop',
      roles: EDITS,
      input: OneExample,
      async run({ params: { id } }, { staff }) {
        await desk().drop(id, staff.id); // gone already is as good
        return view();
      },
    }),
    step('/examples/try', async () => {
      // Takes a minute: the page asks how far it is.
      void desk().tryOut();
    }),
    step('/examples/stop', async () => desk().stop()),
    step('/examples/publish', async (by) => refusalOf((await desk().publish(by)).kind)),
    step('/examples/rollback', async (by) => refusalOf((await desk().rollback(by)).kind)),
  ];
}

const WORDS: Record<string, string> = {
  needs_try: 'Something changed since these examples were tried out. Try them out again first.',
  nothing_pending: 'No example waits. Somebody else may have put them live already.',
  nothing_to_go_back_to: 'There is nothing to go back to: the examples before these are not kept.',
  busy: 'The classifier is in training. Wait until it is done, then try again.',
  failed:
    'It could not be done, and nothing was changed. Try again, and tell an admin if it goes on.',
};

function refusalOf(kind: string): Refusal | undefined {
  const problem = WORDS[kind];
  return problem === undefined ? undefined : new Refusal(409, kind, problem);
}
