import { z } from 'zod';
import { Concern, Urgency } from '../../domain/concern.ts';
import type { Conversation, Turn, TurnOutcome } from '../../domain/conversation.ts';
import { Locale } from '../../domain/ids.ts';
import { ReplyKind } from '../../domain/reply.ts';
import { Reason } from '../../domain/ticket.ts';
import { Topic } from '../../domain/topic.ts';

/** One turn as programs outside see it: the object of design section 6, for HTTP and `askwell ask --jsonl` alike. */
export const ContractReply = z.object({
  id: z.string().describe('The messageId that was sent'),
  reply: z.object({
    kind: ReplyKind.describe(
      '`silence` while a member of staff has the conversation, and for an edit that adds no concern',
    ),
    text: z.string().describe('All that the patient reads, the warning last'),
    answers: z
      .array(z.object({ id: z.string(), revision: z.number().int() }))
      .describe('The approved answers that the text is made of'),
    blocks: z.array(z.string()).describe('The fixed texts of the safety policy in the reply'),
  }),
  concerns: z.array(Concern).describe('What the safety gate found in this message'),
  tickets: z
    .array(z.object({ reason: Reason, urgency: Urgency }))
    .describe('Tickets raised to staff by all turns so far'),
  topics: z.array(Topic).describe('Topics that were answered'),
  intents: z.array(z.object({ intent: z.string(), confidence: z.number() })),
  locale: Locale,
  microseconds: z.number().int().describe('Time the turn took'),
});
export type ContractReply = z.infer<typeof ContractReply>;

/** `conversation`: as it stands in the store after the turn, or `undefined` when it could not be read. */
export function contractReply(
  { turn, reply }: TurnOutcome,
  conversation: Conversation | undefined,
): ContractReply {
  return {
    id: turn.messageId,
    reply: {
      kind: reply ? turn.replyKind : 'silence',
      text: reply?.text ?? '',
      answers: reply ? turn.answers : [],
      blocks: reply ? turn.blocks : [],
    },
    concerns: [...new Set(turn.concerns.map(({ concern }) => concern))],
    tickets: ticketsSoFar(turn, conversation?.turns ?? []),
    topics: turn.topics,
    intents: turn.intents,
    locale: turn.locale,
    microseconds: turn.microseconds,
  };
}

/**
 * Tickets of every turn up to this one, each once and as urgent as its last mention made it. Later turns are left
 * out, so that the same message asked again gets the same object.
 */
function ticketsSoFar(turn: Turn, turns: Turn[]): ContractReply['tickets'] {
  const place = turns.findIndex(({ messageId }) => messageId === turn.messageId);
  const before = place === -1 ? turns : turns.slice(0, place);
  const byNumber = new Map(
    [...before, turn].flatMap(({ tickets }) => tickets).map((ticket) => [ticket.number, ticket]),
  );
  return [...byNumber.values()].map(({ reason, urgency }) => ({ reason, urgency }));
}
