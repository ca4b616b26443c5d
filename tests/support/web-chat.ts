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
import { appendReply, nextSeq } from '../../src/conversation/reply/append-reply.ts';
import { createSender } from '../../src/conversation/reply/sender.ts';
import type { Answer, AnswerContent } from '../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../src/domain/clinic.ts';
import {
  type Conversation,
  emptyConversation,
  type Message,
  type PatientMessage,
  type Turn,
  type TurnOutcome,
} from '../../src/domain/conversation.ts';
import {
  AnswerId,
  type ConversationId,
  conversationIdOf,
  IntentId,
  TicketNumber,
} from '../../src/domain/ids.ts';
import type { Part, ReplyDraft } from '../../src/domain/reply.ts';
import type { Signature } from '../../src/domain/staff.ts';
import { loadBlocks } from '../../src/safety/load-blocks.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Store, StoreEvent } from '../../src/store/store.ts';

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

type Conversations = Map<ConversationId, Conversation>;
type KeptInMemory = WebDeps['store'] & { put(conversation: Conversation): void };

function keptInMemory(): KeptInMemory {
  const all: Conversations = new Map();
  const listeners = new Set<(event: StoreEvent) => void>();
  const unused = () => Promise.reject(new Error('not used by the web chat'));
  const put = (conversation: Conversation) => {
    all.set(conversation.id, conversation);
    for (const tell of listeners) tell({ kind: 'conversation', id: conversation.id });
  };
  const conversations: Store['conversations'] = {
    find: async (id) => all.get(id),
    update: unused,
    reserveTicketNumber: unused,
    findTicket: unused,
    openTickets: unused,
    recentTickets: unused,
    withOutbox: unused,
  };
  const watch: Store['watch'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { conversations, watch, put };
}

function block(id: string): Part {
  return { kind: 'block', id, locale: 'en' };
}

function draftFor(text: string): ReplyDraft | undefined {
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
function smallBot(store: KeptInMemory, turns: PatientMessage[], stored: () => boolean) {
  return async (message: PatientMessage): Promise<TurnOutcome> => {
    const id = message.conversationId;
    const before =
      (await store.conversations.find(id)) ??
      emptyConversation({ conversationId: id, channel: 'web' }, NOW);
    const already = before.turns.find((turn) => turn.messageId === message.messageId);
    if (already) {
      const reply = before.messages.find(({ seq }) => seq === already.replySeq);
      return { turn: already, reply, stored: true };
    }
    turns.push(message);
    const heard = withPatientWords(before, message);
    const draft = draftFor(message.text);
    const replied =
      draft && appendReply(heard, sender.send(draft), { at: NOW, id: `b_${turns.length}` });
    const after = replied?.conversation ?? heard;
    const turn = turnOf(message, heard, replied?.message);
    if (stored()) store.put({ ...after, turns: [...after.turns, turn] });
    return { turn, reply: replied?.message, stored: stored() };
  };
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
  /** Changes a stored conversation, as staff or another node would. */
  change(change: (conversation: Conversation) => Conversation, secret?: string): Promise<void>;
  staffSays(text: string, by: Signature, secret?: string): Promise<void>;
  /** From now on turns cannot be written. */
  fillDisk(): void;
};

/** The web chat on a server like the program's own, with a small bot behind it. */
export async function aWebChat(overrides: Partial<WebDeps> = {}): Promise<WebChat> {
  const store = keptInMemory();
  const turns: PatientMessage[] = [];
  let writable = true;
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'self'"] } },
  });
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: { maxPayload: 1024 * 1024 } });
  await app.register(swagger, {
    openapi: { info: { title: 'Askwell', version: '0' } },
    transform: jsonSchemaTransform,
  });
  await app.register(
    webChannel({
      receive: smallBot(store, turns, () => writable),
      store,
      sender,
      bank,
      blocks,
      clinic: SAMPLE_CLINIC,
      mode: 'demo',
      now: () => NOW,
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
  const change: WebChat['change'] = async (step, secret = SECRET) =>
    store.put(step(await conversation(secret)));
  return {
    app,
    turns,
    conversation,
    change,
    staffSays: (text, by, secret) =>
      change((current) => {
        const words: Part = { kind: 'staff', by, locale: 'en', text };
        const parts = [words, block('WARNING')];
        const sealed = sender.send({ kind: 'escalation', locale: 'en', parts, choices: [] });
        return appendReply(current, sealed, { at: NOW, id: `s_${text.length}`, signature: by })
          .conversation;
      }, secret),
    fillDisk: () => {
      writable = false;
    },
  };
}
