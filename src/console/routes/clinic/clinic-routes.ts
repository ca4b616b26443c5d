import { z } from 'zod';
import type { ClinicDesk } from '../../../answer-bank/slots/clinic-desk.ts';
import { factProblems } from '../../../answer-bank/slots/fact-problems.ts';
import { ClinicFacts } from '../../../domain/clinic.ts';
import type { Store } from '../../../store/store.ts';
import type { FactsPreview } from '../../wire/clinic.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { answersThatChange, clinicView } from './clinic-views.ts';

const EDITS = ['moderator', 'admin'] as const;

const OneRevision = z.object({ number: z.coerce.number().int().positive() });

/** The clinic's facts: what they are, who signed them, and what patients would read with others. */
export function clinicRoutes({
  store,
  clinicDesk: desk,
}: {
  store: Store;
  clinicDesk: ClinicDesk;
}): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'GET',
      url: '/clinic',
      roles: EDITS,
      input: z.object({}),
      async run(_input, { staff }) {
        const names = await namesOf(store);
        return clinicView(desk, await store.answers.all(), { reader: staff.id, names });
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/clinic/preview',
      roles: EDITS,
      input: z.object({ body: z.object({ facts: z.unknown() }) }),
      async run({ body }): Promise<FactsPreview> {
        const problems = factProblems(body.facts);
        const parsed = ClinicFacts.safeParse(withoutFields(body.facts, problems));
        if (!parsed.success) return { problems, answers: [] };
        const answers = answersThatChange(await store.answers.all(), {
          before: desk.values,
          after: (locale) => desk.valuesOf(parsed.data, locale),
        });
        return { problems, answers };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/clinic/revisions',
      roles: EDITS,
      input: z.object({
        body: z.object({
          facts: z.unknown(),
          basedOn: z.number().int().min(0),
          note: z.string().trim().max(500).default(''),
        }),
      }),
      async run({ body: { facts, basedOn, note } }, { staff }) {
        const outcome = await desk.propose({ facts, basedOn, note, by: staff.id });
        return outcome.kind === 'proposed' ? outcome : refusalOf(outcome);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/clinic/revisions/:number/sign',
      roles: EDITS,
      input: z.object({ params: OneRevision, body: z.object({ hash: z.string().min(1) }) }),
      async run({ params, body: { hash } }, { staff: { id: by, credential } }) {
        const outcome = await desk.sign(params.number, { by, hash, credential });
        return outcome.kind === 'signed' ? outcome : refusalOf(outcome);
      },
    }),
  ];
}

/** The facts that nothing is wrong with: one slip of the pen should not hide what the others change. */
function withoutFields(facts: unknown, problems: { field: string }[]): unknown {
  if (typeof facts !== 'object' || facts === null) return facts;
  const wrong = new Set(problems.map(({ field }) => field.split('.')[0]));
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !wrong.has(fact)));
}

type Outcome = Awaited<ReturnType<ClinicDesk['propose'] | ClinicDesk['sign']>>;
type Refused = Exclude<Outcome, { kind: 'proposed' | 'signed' | 'refused' }>['kind'];

const REFUSED: Record<Refused, { status: number; problem: string }> = {
  conflict: {
    status: 409,
    problem:
      'Someone wrote newer facts meanwhile. Yours are kept in this browser: look at theirs below, then save again.',
  },
  unchanged: { status: 409, problem: 'Nothing is changed, so there is nothing to save.' },
  author_may_not: {
    status: 403,
    problem: 'You wrote these facts, so someone else must sign them.',
  },
  hash_differs: {
    status: 409,
    problem: 'These are not the facts you read. Reload the page and read them again.',
  },
  already_by_you: { status: 409, problem: 'You have signed these facts.' },
  superseded: { status: 409, problem: 'A newer revision is in force. Reload the page to see it.' },
  no_such_revision: { status: 404, problem: 'There is no revision of the facts with this number.' },
};

function refusalOf(outcome: Exclude<Outcome, { kind: 'proposed' | 'signed' }>): Refusal {
  if (outcome.kind !== 'refused') {
    const { status, problem } = REFUSED[outcome.kind];
    return new Refusal(status, outcome.kind, problem);
  }
  const problems = outcome.problems.map(({ field, problem }) => `${field}: ${problem}`).join('. ');
  return new Refusal(422, 'refused', `Nothing was saved. ${problems}.`);
}
