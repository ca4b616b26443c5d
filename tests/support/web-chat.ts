import { setImmediate as letOthersRun } from 'node:timers/promises';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { contentHash } from '../../src/answer-bank/content-hash.ts';
import { DEFAULT_LIMITS } from '../../src/channels/web/chat/limiter.ts';
import { webChannel } from '../../src/channels/web/web-channel.ts';
import type { WebDeps } from '../../src/channels/web/web-deps.ts';
import { topicMenu } from '../../src/conversation/decide/questions/topic-menu.ts';
import { createPresence } from '../../src/conversation/desk/presence.ts';
import { createFeedback } from '../../src/conversation/feedback/create-feedback.ts';
import { appendReply, nextSeq } from '../../src/conversation/reply/append-reply.ts';
import { createSender } from '../../src/conversation/reply/sender.ts';
import type { Answer, AnswerContent } from '../../src/domain/answer.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import { SAMPLE_CLINIC } from '../../src/domain/clinic.ts';
import {
  type Conversation,
  emptyConversation,
  type Message,
  type PatientMessage,
  type Turn,
  type TurnOutcome,
} from '../../src/domain/conversation.ts';
import { AnswerId, conversationIdOf, IntentId, TicketNumber } from '../../src/domain/ids.ts';
import type { Part, ReplyDraft } from '../../src/domain/reply.ts';
import type { Signature } from '../../src/domain/staff.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { withTickets } from '../../src/escalation/tickets/with-ticket.ts';
import { loadBlocks } from '../../src/safety/load-blocks.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { aTicket } from './turn-kit.ts';

const NOW = '2026-11-22T15:00:00.000Z';
export const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';

const DRIVING = AnswerId.parse('driving.after-treatment');

const content: AnswerContent = {
  title: 'Driving after treatment',
  intents: [IntentId.parse('driving.after_treatment')],
  besideDose: true,
  sources: [
    {
      title: 'Spravato prescribing information, section 17',
      publisher: 'Janssen',
      url: 'https://www.example.org/label',
      checked: '2026-11-22',
    },
  ],
  reviewEveryMonths: 12,
  awaitingTranslator: false,
  text: 'Do not drive yourself home. Wait until the next day **and** a full night of sleep. [Read more](https://www.example.org/rides).',
};

const answer: Answer = {
  schema: 1,
  id: DRIVING,
  locale: 'en',
  revisions: [
    {
      number: 1,
      content,
      contentHash: contentHash(content),
      state: 'published',
      author: 'starter',
      createdAt: NOW,
      approvals: [],
      renewals: [],
      publishedAt: NOW,
      reviewBy: '2027-11-22T00:00:00.000Z',
    },
  ],
};

const blocks = loadBlocks(SAMPLE_CLINIC);
const bank: WebDeps['bank'] = {
  all: () => [answer],
  revision: () => ({ title: content.title, text: content.text }),
};
const sender = createSender({
  block: blocks.text,
  revision: (id, locale, number) => bank.revision(id, locale, number),
});

type Changing = Pick<Store, 'conversations' | 'watch' | 'audit'>;
type Bot = { receive: WebDeps['receive']; turns: PatientMessage[] };

/** A store in memory whose writes fail once the disk is full. */
async function aStore(disk: { full: boolean }): Promise<Changing> {
  const { conversations, watch, audit } = await openMemoryStore({ now: () => NOW });
  const update: Changing['conversations']['update'] = (id, change) =>
    disk.full ? Promise.reject(new Error('no space left')) : conversations.update(id, change);
  const erase: Changing['conversations']['erase'] = (id, unless) =>
    disk.full ? Promise.reject(new Error('no space left')) : conversations.erase(id, unless);
  return { conversations: { ...conversations, update, erase }, watch, audit };
}

function block(id: string): Part {
  return { kind: 'block', id, locale: 'en' };
}

function draftFor(text: string, stored: boolean): ReplyDraft | undefined {
  const draft = (kind: ReplyDraft['kind'], parts: Part[]): ReplyDraft => ({
    kind,
    locale: 'en',
    parts: [...parts, block('WARNING')],
    choices: [],
  });
  if (text.includes('drive') || text === 'Driving after treatment') {
    const parts: Part[] = [
      block('LABEL-SAMPLE'),
      { kind: 'answer', id: DRIVING, locale: 'en', revision: 1 },
    ];
    return draft('answer', parts);
  }
  if (text === 'Talk to a person')
    return draft('escalation', [block('R-HUMAN'), block(stored ? 'R-PASSED' : 'R-NOTPASSED')]);
  if (text.includes('how many mg')) return draft('safety', [block('R-DOSE'), block('R-PASSED')]);
  if (text.includes('silence')) return undefined;
  const choices = topicMenu({ label: (id) => blocks.text(id, 'en'), locale: 'en' });
  return { ...draft('fallback', [block('R-MENU')]), choices };
}

function withPatientWords(conversation: Conversation, message: PatientMessage): Conversation {
  const heard: Message = {
    seq: nextSeq(conversation),
    id: message.messageId,
    at: NOW,
    from: 'patient',
    locale: 'en',
    text: message.text,
    parts: [],
    choices: [],
  };
  return { ...conversation, messages: [...conversation.messages, heard] };
}

/** A bot with one answer, one refusal and a menu. It keeps its promises: the same id makes no second turn. */
function smallBot(store: Changing): Bot {
  const turns: PatientMessage[] = [];
  const taken = (message: PatientMessage, before: Conversation, stored: boolean) => {
    const heard = withPatientWords(before, message);
    const draft = draftFor(message.text, stored);
    const id = `b_${message.messageId}`;
    const replied = draft && appendReply(heard, sender.send(draft), { at: NOW, id });
    const turn = turnOf(message, heard, replied?.message);
    const after = replied?.conversation ?? heard;
    const conversation = { ...after, turns: [...after.turns, turn] };
    return { conversation, outcome: { turn, reply: replied?.message } };
  };
  const receive = async (message: PatientMessage): Promise<TurnOutcome> => {
    await letOthersRun(); // a disk answers no sooner
    const { conversationId: id, messageId } = message;
    const empty = emptyConversation({ conversationId: id, channel: 'web' }, NOW);
    try {
      const outcome = await store.conversations.update(id, async (before = empty) => {
        const turn = before.turns.find((other) => other.messageId === messageId);
        const reply = turn && before.messages.find(({ seq }) => seq === turn.replySeq);
        if (turn) return { next: undefined, result: { turn, reply } };
        const { conversation, outcome: result } = taken(message, before, true);
        turns.push(message);
        return { next: conversation, result };
      });
      return { ...outcome, stored: true };
    } catch {
      return { ...taken(message, empty, false).outcome, stored: false };
    }
  };
  return { receive, turns };
}

function turnOf(message: PatientMessage, heard: Conversation, reply: Message | undefined): Turn {
  const answered = reply?.replyKind === 'answer';
  const refused = reply?.replyKind === 'safety';
  const dose = {
    concern: 'dose',
    level: 3,
    urgency: 'routine',
    detector: 'rule',
    cue: 'mg',
  } as const;
  return {
    messageId: message.messageId,
    at: NOW,
    patientSeq: heard.messages.length,
    ...(reply && { replySeq: reply.seq }),
    replyKind: reply?.replyKind ?? 'silence',
    concerns: refused ? [dose, dose] : [],
    modifiers: [],
    topics: answered ? ['driving'] : [],
    intents: answered
      ? [{ intent: IntentId.parse('driving.after_treatment'), confidence: 0.98 }]
      : [],
    answers: answered ? [{ id: DRIVING, revision: 1 }] : [],
    blocks: reply?.parts.flatMap((part) => (part.kind === 'block' ? [part.id] : [])) ?? [],
    tickets: refused ? [{ number: TicketNumber.parse(7), reason: 'dose', urgency: 'routine' }] : [],
    locale: 'en',
    microseconds: 400,
  };
}

export type WebChat = {
  app: FastifyInstance;
  /** Messages that made a turn, in order. */
  turns: PatientMessage[];
  conversation(secret?: string): Promise<Conversation>;
  /** What the audit trail holds, newest first. */
  audited(): Promise<AuditEntry[]>;
  /** Changes a stored conversation, as staff or another node would. */
  change(change: (conversation: Conversation) => Conversation, secret?: string): Promise<void>;
  staffSays(text: string, by: Signature, secret?: string): Promise<void>;
  /** A member of staff takes a ticket of the conversation; `writes` is a sign that they, or someone else, write at it. */
  staffJoin(
    by: Signature,
    secret?: string,
    ticket?: Partial<Ticket>,
  ): Promise<{ writes(who?: Signature): void }>;
  /** From now on turns cannot be written. */
  fillDisk(): void;
};

/** The web chat on a server like the program's own, with a small bot behind it. */
export async function aWebChat(overrides: Partial<WebDeps> = {}): Promise<WebChat> {
  const disk = { full: false };
  const own = await aStore(disk);
  const bot = smallBot(own);
  const { store = own, receive = bot.receive, now = () => NOW } = overrides;
  const presence = createPresence({ now });
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'self'"] } },
    frameguard: false,
  });
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: { maxPayload: 1024 * 1024 } });
  await app.register(swagger, {
    openapi: { info: { title: 'Askwell', version: '0' } },
    transform: jsonSchemaTransform,
  });
  await app.register(
    webChannel({
      receive,
      feedback: createFeedback({ store, sender, words: blocks, now, receive }),
      presence,
      store,
      sender,
      bank,
      blocks,
      clinic: SAMPLE_CLINIC,
      mode: 'demo',
      now,
      log: silentLog,
      assets: new URL('../../dist/', import.meta.url),
      ready: async () => ({ ok: true, checks: { store: 'ok' } }),
      metrics: async () => 'askwell_turns_total 1\n',
      limits: DEFAULT_LIMITS,
      ...overrides,
    }),
  );
  const conversation = async (secret = SECRET) => {
    const id = conversationIdOf(secret);
    return (
      (await store.conversations.find(id)) ??
      emptyConversation({ conversationId: id, channel: 'web' }, NOW)
    );
  };
  const change: WebChat['change'] = (step, secret = SECRET) => {
    const id = conversationIdOf(secret);
    const empty = emptyConversation({ conversationId: id, channel: 'web' }, NOW);
    return store.conversations.update(id, async (current = empty) => ({
      next: step(current),
      result: undefined,
    }));
  };
  return {
    app,
    turns: bot.turns,
    conversation,
    audited: () => store.audit.latest(10),
    change,
    staffSays: (text, by, secret) =>
      change((current) => {
        const words: Part = { kind: 'staff', by, locale: 'en', text };
        const parts = [words, block('WARNING')];
        const sealed = sender.send({ kind: 'escalation', locale: 'en', parts, choices: [] });
        return appendReply(current, sealed, { at: now(), id: `s_${text.length}`, signature: by })
          .conversation;
      }, secret),
    async staffJoin(by, secret = SECRET, rest = {}) {
      const number = await store.conversations.reserveTicketNumber(conversationIdOf(secret));
      const claim = { state: 'claimed', assignee: by.id, claimedAt: NOW } as const;
      const ticket = aTicket({ number, ...claim, ...rest });
      await change((current) => withTickets(current, [...current.tickets, ticket]), secret);
      return { writes: (who = by) => presence.writing(number, who) };
    },
    fillDisk: () => {
      disk.full = true;
    },
  };
}
