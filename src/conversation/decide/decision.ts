import type { RankedIntent } from '../../domain/classification.ts';
import type { FoundConcern, Modifier } from '../../domain/concern.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';
import type { Choice, Part, ReplyKind } from '../../domain/reply.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Escalation } from '../../escalation/tickets/open-ticket.ts';

/**
 * What a turn will do: what is said, in order, and whether staff are called. `R-PASSED` or `R-NOTPASSED` and the
 * warning are not in `parts`: they are added once it is known which of them is true.
 */
export type Decision = {
  kind: ReplyKind;
  locale: Locale;
  parts: Part[];
  choices: Choice[];
  escalation: Escalation | undefined;
  concerns: FoundConcern[];
  modifiers: Modifier[];
  topics: Topic[];
  intents: RankedIntent[];
  answers: { id: AnswerId; revision: number }[];
};

export function blocks(locale: Locale, ...ids: string[]): Part[] {
  return ids.map((id) => ({ kind: 'block', id, locale }));
}

/** A decision that says these blocks and nothing else; the caller adds what differs. */
export function plainDecision(
  kind: ReplyKind,
  locale: Locale,
  ids: string[],
  rest: Partial<Decision> = {},
): Decision {
  return {
    kind,
    locale,
    parts: blocks(locale, ...ids),
    choices: [],
    escalation: undefined,
    concerns: [],
    modifiers: [],
    topics: [],
    intents: [],
    answers: [],
    ...rest,
  };
}
