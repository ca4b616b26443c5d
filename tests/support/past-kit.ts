import { createFigures } from '../../src/conversation/figures/create-figures.ts';
import { createGaps, type ExamplesToPropose } from '../../src/conversation/gaps/create-gaps.ts';
import { createPastTurns } from '../../src/conversation/past/create-past-turns.ts';
import type { Concern, Modifier } from '../../src/domain/concern.ts';
import {
  type ChannelName,
  type Conversation,
  emptyConversation,
  type Message,
  type Turn,
} from '../../src/domain/conversation.ts';
import {
  AnswerId,
  type ConversationId,
  conversationIdOf,
  IntentId,
  type Locale,
  type TicketNumber,
} from '../../src/domain/ids.ts';
import type { ReplyKind } from '../../src/domain/reply.ts';
import type { Reason, Ticket } from '../../src/domain/ticket.ts';
import { topicOf } from '../../src/domain/topic.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Store } from '../../src/store/store.ts';
import { aConcern, aTicket } from './turn-kit.ts';

/** One message of a patient and what the bot did about it; the rest is filled in. */
export type Asked = {
  text: string;
  at: string;
  reply?: ReplyKind;
  answer?: string;
  intent?: string;
  confidence?: number;
  concern?: Concern;
  modifiers?: readonly Modifier[];
  blocks?: readonly string[];
  /** Titles of the buttons under the reply. */
  choices?: readonly string[];
  /** Opens a ticket. */
  reason?: Reason;
  firstResponseAt?: string;
  helped?: boolean;
  helpedAt?: string;
  locale?: Locale;
  /** Which message this is an edit of: 0 is the first. */
  edits?: number;
};

export type Dialogue = { secret?: string; channel?: ChannelName; asked: Asked[] };

/** Writes a conversation as turns would have left it; one that is there is replaced. */
export async function aDialogue(
  store: Store,
  { secret = 'a patient', channel = 'web', asked }: Dialogue,
): Promise<ConversationId> {
  const id = conversationIdOf(secret);
  let next: Conversation = emptyConversation(
    { conversationId: id, channel },
    asked[0]?.at ?? '2026-11-22T15:00:00.000Z',
  );
  for (const [index, one] of asked.entries()) {
    const ticket = one.reason && ticketOf(one, await store.conversations.reserveTicketNumber(id));
    const messages = messagesOf(one, index);
    next = {
      ...next,
      updatedAt: one.at,
      messages: [...next.messages, ...messages],
      turns: [...next.turns, turnOf(one, index, ticket && summaryOf(ticket))],
      tickets: ticket ? [...next.tickets, ticket] : next.tickets,
    };
  }
  await store.conversations.update(id, async () => ({ next, result: undefined }));
  return id;
}

const seqOf = (index: number) => index * 2 + 1;

function messagesOf(
  {
    text,
    at,
    answer,
    choices = [],
    helped,
    helpedAt = at,
    reply = 'answer',
    locale = 'en',
    edits,
  }: Asked,
  index: number,
): Message[] {
  const common = { at, locale, choices: [], parts: [] };
  return [
    {
      ...common,
      seq: seqOf(index),
      id: `p_${index}`,
      from: 'patient',
      text,
      ...(edits !== undefined && { replaces: seqOf(edits) }),
    },
    {
      ...common,
      seq: seqOf(index) + 1,
      id: `b_${index}`,
      from: 'bot',
      text: 'approved words',
      replyKind: reply,
      parts: answer ? [{ kind: 'answer', id: AnswerId.parse(answer), locale, revision: 1 }] : [],
      choices: choices.map((label) => ({
        kind: 'intent',
        intent: IntentId.parse('driving.machines'),
        label,
      })),
      ...(helped !== undefined && { feedback: { helped, at: helpedAt } }),
    },
  ];
}

type Opened = Pick<Conversation['tickets'][number], 'number' | 'reason' | 'urgency'>;

function turnOf(one: Asked, index: number, ticket: Opened | undefined): Turn {
  const { at, reply = 'answer', answer, concern, edits, locale = 'en' } = one;
  const intents = intentsOf(one);
  return {
    messageId: `p_${index}`,
    ...(edits !== undefined && { replaces: `p_${edits}` }),
    at,
    patientSeq: seqOf(index),
    replySeq: seqOf(index) + 1,
    replyKind: reply,
    concerns: concern ? [aConcern({ concern })] : [],
    modifiers: [...(one.modifiers ?? [])],
    topics: answer ? intents.map(({ intent }) => topicOf(intent)) : [],
    intents,
    answers: answer ? [{ id: AnswerId.parse(answer), revision: 1 }] : [],
    blocks: [...(one.blocks ?? [])],
    tickets: ticket ? [ticket] : [],
    locale,
    microseconds: 400,
  };
}

function intentsOf({ intent, confidence = 0.9 }: Asked): Turn['intents'] {
  return intent === undefined ? [] : [{ intent: IntentId.parse(intent), confidence }];
}

function ticketOf(
  { reason, at, firstResponseAt }: Asked,
  number: TicketNumber,
): Ticket | undefined {
  if (!reason) return undefined;
  const answered = firstResponseAt !== undefined && { firstResponseAt, state: 'answered' as const };
  return aTicket({ number, reason, openedAt: at, ...answered });
}

function summaryOf({ number, reason, urgency }: Ticket): Opened {
  return { number, reason, urgency };
}

/** Takes every example, or refuses those with this word in them; says what it was given. */
export function exampleShelf(refusedWord = 'refuse-me') {
  const taken = new Map<string, Parameters<ExamplesToPropose['propose']>[0]>();
  const examples: ExamplesToPropose = {
    async propose(example) {
      if (example.text.includes(refusedWord)) {
        return { kind: 'refused', problem: 'These words are an example already.' };
      }
      const id = `x_${taken.size + 1}`;
      taken.set(id, example);
      return { kind: 'proposed', id };
    },
    drop: async (id) => (taken.delete(id) ? 'dropped' : 'none'),
  };
  return { examples, taken };
}

export const KNOWN_QUESTIONS = [
  'can i drive home after the infusion',
  'how much does it cost',
  'what does the treatment cost',
  'how long does the infusion take',
  'do you take my insurance',
  'where is the clinic',
  'is there parking at the clinic',
  'can i eat before the treatment',
];

/** Past turns, gaps and figures on this store, as the program puts them together. */
export function pastParts({ store, now }: { store: Store; now: Clock }, shelf = exampleShelf()) {
  const past = createPastTurns({ store, now, log: silentLog });
  const timeZone = 'America/New_York';
  const gaps = createGaps({
    past,
    store,
    examples: shelf.examples,
    knownQuestions: () => KNOWN_QUESTIONS,
    now,
  });
  return { past, gaps, figures: createFigures({ past, timeZone, now }), timeZone, shelf };
}
