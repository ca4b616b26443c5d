import { randomUUID } from 'node:crypto';
import { createSender } from '../../src/conversation/reply/sender.ts';
import type { TurnDeps } from '../../src/conversation/turn-deps.ts';
import type { Classification } from '../../src/domain/classification.ts';
import { SAMPLE_CLINIC } from '../../src/domain/clinic.ts';
import type { FoundConcern } from '../../src/domain/concern.ts';
import {
  type Conversation,
  emptyConversation,
  type PatientMessage,
} from '../../src/domain/conversation.ts';
import {
  AnswerId,
  conversationIdOf,
  IntentId,
  StaffId,
  TicketNumber,
} from '../../src/domain/ids.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { withTickets } from '../../src/escalation/tickets/with-ticket.ts';
import { loadBlocks } from '../../src/safety/load-blocks.ts';
import { silentLog } from '../../src/shared/log.ts';

export const T0 = '2026-11-23T15:00:00.000Z';
const DRIVING = IntentId.parse('driving.after_treatment');
const FOOD = IntentId.parse('prep.food_drink');
const TRIALS = IntentId.parse('provider.trials');

const WORDS: Record<
  string,
  { intent: IntentId; title: string; text: string; besideDose: boolean }
> = {
  'driving.after-treatment': {
    intent: DRIVING,
    title: 'Driving after treatment',
    text: 'Do not drive yourself home.',
    besideDose: true,
  },
  'prep.food-drink': {
    intent: FOOD,
    title: 'Eating and drinking before',
    text: 'Your clinic will tell you when to stop eating.',
    besideDose: false,
  },
};

/** A bank of two answers, a gate that finds what it is told to, and a classifier that knows words by their start. */
export function turnDeps(overrides: Partial<TurnDeps> = {}): TurnDeps {
  const blocks = loadBlocks(SAMPLE_CLINIC);
  const bank: TurnDeps['bank'] = {
    find(intent, locale) {
      const [id, answer] = Object.entries(WORDS).find(([, words]) => words.intent === intent) ?? [];
      if (!id || !answer) return { missing: 'no_answer' };
      const { title, besideDose } = answer;
      return { id: AnswerId.parse(id), locale, revision: 1, title, besideDose, sample: true };
    },
    revision(id) {
      const words = WORDS[id];
      if (!words) throw new Error('no such answer');
      return words;
    },
  };
  let tickets = 0;
  return {
    tools: {
      redact: (text) => ({ text, found: [] }),
      detectLanguage: () => ({ locale: 'en', supported: true }),
    },
    gate: { check: () => ({ concerns: [], modifiers: [] }), version: 'test' },
    classifier: { classify, version: 'test' },
    splitQuestions: (text) => text.split(' and '),
    bank,
    intents: [DRIVING, FOOD, TRIALS],
    staffOnly: new Set([TRIALS]),
    blocks,
    sender: createSender({ block: blocks.text, revision: bank.revision }),
    reserveTicketNumber: async () => TicketNumber.parse(++tickets),
    posts: false,
    isOpen: () => false,
    page: async (conversation) => conversation,
    now: () => T0,
    log: silentLog,
    ...overrides,
  };
}

const CUES: [string, IntentId][] = [
  ['drive', DRIVING],
  ['eat', FOOD],
  ['trial', TRIALS],
];

function classify(text: string): Classification {
  const intent = CUES.find(([cue]) => text.includes(cue))?.[1];
  if (!intent) return { kind: 'abstained', ranked: [] };
  return { kind: 'confident', intent, ranked: [{ intent, confidence: 0.9 }] };
}

/** A gate that finds these concerns in every message. */
export function finding(...concerns: FoundConcern[]): Partial<TurnDeps> {
  return { gate: { check: () => ({ concerns, modifiers: [] }), version: 'test' } };
}

export function aConcern(
  found: Partial<FoundConcern> & Pick<FoundConcern, 'concern'>,
): FoundConcern {
  return { level: 3, urgency: 'routine', detector: 'rule', cue: 'test', ...found };
}

export function aMessage(message: Partial<PatientMessage> = {}): PatientMessage {
  return {
    conversationId: conversationIdOf('a patient'),
    messageId: randomUUID(),
    text: 'hello',
    channel: 'web',
    ...message,
  };
}

/** A ticket that no turn of a test opens: its number is far from theirs. */
export function aTicket(ticket: Partial<Ticket> = {}): Ticket {
  return {
    number: TicketNumber.parse(100),
    reason: 'human',
    urgency: 'routine',
    hold: false,
    state: 'new',
    openedAt: T0,
    pages: [],
    notes: [],
    ...ticket,
  };
}

/** A conversation that a member of staff has joined. */
export function aConversationWithStaff(): Conversation {
  const assignee = StaffId.parse('s_aaaaaaaaaaaaaaaa');
  return withTickets(aConversation(), [aTicket({ state: 'claimed', assignee, claimedAt: T0 })]);
}

export function aConversation(conversation: Partial<Conversation> = {}): Conversation {
  const empty = emptyConversation(
    { conversationId: conversationIdOf('a patient'), channel: 'web' },
    T0,
  );
  return { ...empty, ...conversation };
}
