import { z } from 'zod';
import type { QuestionDesk } from '../../../conversation/preview/questions/create-question-desk.ts';
import { Locale } from '../../../domain/ids.ts';
import { Expectation, KeptQuestion, TakenFrom } from '../../../domain/question.ts';
import type { Store } from '../../../store/store.ts';
import type { QuestionsView } from '../../wire/examples.ts';
import { EDITS } from '../answers/answer-key.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';

export type QuestionRouteDeps = { store: Store; questionDesk: QuestionDesk };

const NewQuestion = z.object({
  body: z.object({
    text: z.string().max(2000),
    locale: Locale,
    expect: Expectation,
    from: TakenFrom.default('written'),
  }),
});

/** The questions that every change is tried on, those that moderators added. */
export function questionRoutes(deps: QuestionRouteDeps): ConsoleRoute[] {
  const view = async (): Promise<QuestionsView> => {
    const { of: nameOf } = await namesOf(deps.store);
    const kept = await deps.questionDesk.kept();
    return {
      shipped: deps.questionDesk.shipped.length,
      kept: kept.map((one) => ({ ...one, by: nameOf(one.by) })),
    };
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/questions',
      roles: EDITS,
      input: z.object({}),
      run: view,
    }),
    staffRoute({
      method: 'POST',
      url: '/questions',
      roles: EDITS,
      input: NewQuestion,
      async run({ body }, { staff }) {
        const outcome = await deps.questionDesk.keep({ ...body, by: staff.id });
        if (outcome.kind === 'kept') return view();
        return new Refusal(422, outcome.rule, outcome.problem);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/questions/:id/drop',
      roles: EDITS,
      input: z.object({ params: z.object({ id: KeptQuestion.shape.id }) }),
      async run({ params: { id } }, { staff }) {
        await deps.questionDesk.drop(id, staff.id);
        return view();
      },
    }),
  ];
}
