import { z } from 'zod';
import type { Explain } from '../../../classifier/explain/explain.ts';
import { GAP_ORDERS, type Gaps, type NotDecided } from '../../../conversation/gaps/create-gaps.ts';
import type { PastTurns } from '../../../conversation/past/create-past-turns.ts';
import { UNMET_KINDS } from '../../../conversation/past/past-turn.ts';
import { IntentId, Locale } from '../../../domain/ids.ts';
import { topicOf } from '../../../domain/topic.ts';
import type { Store } from '../../../store/store.ts';
import type { DecidedGapList, GapDetail, GapList, UndoneGap } from '../../wire/gaps.ts';
import { namesOf, type PersonNames } from '../person-names.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { decidedView, gapDetail, gapView, readingView } from './gap-views.ts';

const DECIDES = ['moderator', 'admin'] as const;
const MOST_SHOWN = 100;
const LONGEST_EXAMPLE = 300;

export type GapRouteDeps = {
  store: Store;
  gaps: Gaps;
  past: Pick<PastTurns, 'progress'>;
  explain: Explain;
};

const OneGap = z.object({ params: z.object({ id: z.string().regex(/^g_[0-9a-f]{16}$/) }) });

const Example = {
  intent: IntentId,
  locale: Locale,
  text: z.string().trim().min(1).max(LONGEST_EXAMPLE),
};
const Deed = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('example'), ...Example }),
  z.object({
    decision: z.literal('out_of_scope'),
    ...Example,
    intent: IntentId.refine(
      (intent) => topicOf(intent) === 'out_of_scope',
      'choose an intent of "out of scope"',
    ),
  }),
  z.object({ decision: z.literal('drafted'), intent: IntentId.optional() }),
  z.object({ decision: z.literal('dismissed') }),
]);

/** Questions that the bot did not meet, and what is done about them. */
export function gapRoutes(deps: GapRouteDeps): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'GET',
      url: '/gaps',
      roles: DECIDES,
      input: z.object({
        query: z.object({
          order: z.enum(GAP_ORDERS).default('lately'),
          kind: z.enum(UNMET_KINDS).optional(),
          locale: Locale.optional(),
        }),
      }),
      async run({ query }): Promise<GapList> {
        const { gaps, past, store } = deps;
        const found = (await gaps.open(query.order))
          .filter(({ kinds }) => query.kind === undefined || kinds[query.kind] > 0)
          .filter(({ locale }) => query.locale === undefined || locale === query.locale);
        const names = await namesOf(store);
        return {
          gaps: found.slice(0, MOST_SHOWN).map((group) => gapView(group, names)),
          total: found.length,
          reading: readingView(past.progress()),
        };
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/gaps/decided',
      roles: DECIDES,
      input: z.object({}),
      async run(): Promise<DecidedGapList> {
        const names = await namesOf(deps.store);
        const decided = (await deps.gaps.decided()).slice(0, MOST_SHOWN);
        return {
          decided: decided.map((one) => ({ ...decidedView(one, names), text: one.text ?? null })),
        };
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/gaps/:id',
      roles: DECIDES,
      input: OneGap,
      async run({ params }): Promise<GapDetail | Refusal> {
        const group = await deps.gaps.find(params.id);
        if (!group) return gone();
        return gapDetail(group, deps.explain(group.text), await namesOf(deps.store));
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/gaps/:id/decide',
      roles: DECIDES,
      input: OneGap.extend({ body: Deed }),
      async run({ params, body }, { staff }) {
        const outcome = await deps.gaps.decide(params.id, body, staff.id);
        const names = await namesOf(deps.store);
        if (outcome.kind === 'decided') return decidedView(outcome.decided, names);
        return refusalOf(outcome, names);
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/gaps/:id/undo',
      roles: DECIDES,
      input: OneGap,
      async run({ params }, { staff }) {
        const outcome = await deps.gaps.undo(params.id, staff.id);
        if (outcome.kind !== 'undone') return notDecided();
        return { exampleStays: outcome.exampleStays } satisfies UndoneGap;
      },
    }),
  ];
}

function refusalOf(outcome: NotDecided, names: PersonNames): Refusal {
  switch (outcome.kind) {
    case 'no_such_gap':
      return gone();
    case 'already_decided': {
      const { firstName } = names.of(outcome.by);
      return new Refusal(
        409,
        outcome.kind,
        `${firstName} has decided on this already. Look under "Decided"; nothing was changed.`,
      );
    }
    case 'example_refused':
      return new Refusal(422, outcome.kind, outcome.problem);
  }
}

function gone(): Refusal {
  return new Refusal(
    404,
    'no_such_gap',
    'These questions are not open any more: they were decided on, erased or answered. Reload the page.',
  );
}

function notDecided(): Refusal {
  return new Refusal(409, 'not_decided', 'This decision was taken back already.');
}
