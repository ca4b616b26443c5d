import type { ConversationId, Instant, Locale } from '../../../domain/ids.ts';
import type { Expectation } from '../../../domain/question.ts';

/** A question that is tried: one that ships, one that a moderator added, or a patient's, redacted, with nothing expected. */
export type TriedQuestion =
  | { source: 'shipped' | 'kept'; id: string; text: string; locale: Locale; expect: Expectation }
  | {
      source: 'past';
      id: string;
      text: string;
      locale: Locale;
      conversation: ConversationId;
      seq: number;
      at: Instant;
    };

/** What is right for it, where that is known. */
export function expectationOf(question: TriedQuestion): Expectation | undefined {
  return question.source === 'past' ? undefined : question.expect;
}
