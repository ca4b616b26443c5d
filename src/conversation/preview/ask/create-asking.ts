import type { Conversation, Message, Turn } from '../../../domain/conversation.ts';
import { emptyConversation } from '../../../domain/conversation.ts';
import { type AnswerId, conversationIdOf, type Locale, TicketNumber } from '../../../domain/ids.ts';
import type { ReplyKind } from '../../../domain/reply.ts';
import type { Topic } from '../../../domain/topic.ts';
import { sha256 } from '../../../shared/ids.ts';
import { silentLog } from '../../../shared/log.ts';
import { takeTurn } from '../../take-turn.ts';
import type { TurnDeps } from '../../turn-deps.ts';

/** What a question gets, without the words that were said. */
export type Got = {
  kind: ReplyKind;
  answers: { id: AnswerId; locale: Locale; revision: number; title: string }[];
  topics: Topic[];
  /** A ticket would be opened. */
  staff: boolean;
  /** A byte of the reply is not approved: it would not leave. */
  unapproved: boolean;
  /** Labels of its buttons. */
  choices: string[];
  textHash: string;
};

export type Ask = (question: { text: string }) => Promise<Got>;

const NOBODY = conversationIdOf('a question that is tried out');
const NUMBER = TicketNumber.parse(1);

/** Asks through the real path, each question in a fresh conversation. Opens no ticket, calls nobody and stores nothing. */
export function createAsking(turn: TurnDeps): Ask {
  const deps: TurnDeps = {
    ...turn,
    reserveTicketNumber: async () => NUMBER,
    page: async (conversation: Conversation) => conversation,
    posts: false,
    log: silentLog,
  };
  return async ({ text }) => {
    const message = { conversationId: NOBODY, messageId: 'tried', text, channel: 'api' as const };
    const conversation = emptyConversation(message, deps.now());
    const { outcome } = await takeTurn({ message, choice: undefined }, conversation, deps);
    return gotOf(outcome.turn, outcome.reply, deps);
  };
}

function gotOf(turn: Turn, reply: Message | undefined, { bank, sender }: TurnDeps): Got {
  const parts = reply?.parts.filter((part) => part.kind === 'answer') ?? [];
  return {
    kind: turn.replyKind,
    answers: parts.map(({ id, locale, revision }) => ({
      id,
      locale,
      revision,
      title: bank.revision(id, locale, revision).title,
    })),
    topics: turn.topics,
    staff: turn.tickets.length > 0,
    unapproved:
      turn.blocks.includes('R-FALLBACK') || (reply !== undefined && !sender.mayLeave(reply)),
    choices: reply?.choices.map(({ label }) => label) ?? [],
    textHash: sha256(reply?.text ?? ''),
  };
}
