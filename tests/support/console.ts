import websocket from '@fastify/websocket';
import Fastify, {
  type FastifyInstance,
  type InjectOptions,
  type LightMyRequestResponse,
} from 'fastify';
import { createAnswerBank } from '../../src/answer-bank/answer-bank.ts';
import { createAnswerLife } from '../../src/answer-bank/answer-life.ts';
import { contentHash } from '../../src/answer-bank/content-hash.ts';
import { createClinicDesk } from '../../src/answer-bank/slots/clinic-desk.ts';
import { cutForSections, toMrkdwn } from '../../src/channels/slack/messages/mrkdwn.ts';
import type { LiveClassifier } from '../../src/classifier/live/create-live-classifier.ts';
import { readConfig } from '../../src/config.ts';
import { createConsole } from '../../src/console/create-console.ts';
import type { StartRouteDeps } from '../../src/console/routes/start/start-routes.ts';
import type { SessionClock } from '../../src/console/sessions.ts';
import type { SessionView } from '../../src/console/wire/session.ts';
import { createPresence } from '../../src/conversation/desk/presence.ts';
import { createStaffActions } from '../../src/conversation/desk/staff-actions.ts';
import { createFirstRun } from '../../src/conversation/first-run/create-first-run.ts';
import { createOutbox } from '../../src/conversation/outbox/create-outbox.ts';
import type { Deliver } from '../../src/conversation/outbox/delivery.ts';
import { createRecalls } from '../../src/conversation/recall/create-recalls.ts';
import { appendReply, nextSeq } from '../../src/conversation/reply/append-reply.ts';
import { createSender } from '../../src/conversation/reply/sender.ts';
import type { Answer, AnswerContent } from '../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../src/domain/clinic.ts';
import type { Urgency } from '../../src/domain/concern.ts';
import {
  type Conversation,
  emptyConversation,
  type Message,
  Outgoing,
} from '../../src/domain/conversation.ts';
import { AnswerId, conversationIdOf, IntentId, TicketNumber } from '../../src/domain/ids.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Role } from '../../src/domain/staff.ts';
import type { Reason } from '../../src/domain/ticket.ts';
import { createClocks } from '../../src/escalation/clocks/create-clocks.ts';
import { openTicket } from '../../src/escalation/tickets/open-ticket.ts';
import { loadBlocks } from '../../src/safety/load-blocks.ts';
import { redact } from '../../src/safety/redact.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { watchedAsIs } from '../../src/shared/watched-clock.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { pastParts } from './past-kit.ts';
import { anUntaughtClassifier, aTrying } from './trying-kit.ts';

export const PASSWORD = 'a sentence nobody guesses';
export const DRIVING = AnswerId.parse('driving.after-treatment');
const DRIVING_INTENT = IntentId.parse('driving.after_treatment');

const INTENTS = [
  {
    id: 'driving.after_treatment',
    topic: 'driving',
    about: 'Driving a car again',
    staffOnly: false,
  },
  {
    id: 'driving.machines',
    topic: 'driving',
    about: 'Bikes, boats, power tools',
    staffOnly: false,
  },
] as const;

export const drivingContent: AnswerContent = {
  title: 'Driving after treatment',
  intents: [DRIVING_INTENT],
  besideDose: true,
  sources: [
    { title: 'Spravato prescribing information', publisher: 'Janssen', checked: '2026-11-22' },
  ],
  reviewEveryMonths: 12,
  awaitingTranslator: false,
  text: 'Do not drive yourself home. Do not drive until 24 hours have passed **and** you have had a full night of sleep.',
};

/** A clinic whose settings are all there, with a webhook that pages. */
const ON_THIS_MACHINE = {
  clinicName: 'Sample Clinic',
  phone: '555-0100',
  phone24: '555-0199',
  hours: 'Mo-Fr 09:00-17:00 (America/New_York)',
  timeZone: 'America/New_York',
  address: 'http://127.0.0.1:3000',
  ways: { slack: false, email: false, webhook: true },
  waysHash: 'a hash',
};

type Options = {
  /** What comes of a test page. */
  tryPages?: StartRouteDeps['tryPages'];
  now?: Clock;
  /** One that jumps; else it goes as `now` does. */
  clock?: SessionClock;
  approvals?: number;
  mode?: 'demo' | 'live';
  assets?: URL;
  /** Places outside that are connected. */
  deliver?: Partial<Record<Outgoing['to'], Deliver>>;
  /** What a recall waits between two messages. */
  recallPauseMs?: number;
  /** Learns examples; without it the one that never trains. */
  live?: LiveClassifier;
  questions?: readonly Question[];
  /** As in the program: nothing is published without a preview. */
  gated?: boolean;
  /** Whom the clinic asks for a second factor. */
  whoMust?: 'optional' | 'admins' | 'everyone';
  idleMinutes?: number;
};

/** The console on a store in memory, with one sample answer; the other parts are the real ones. */
export async function openConsole({
  now = () => '2026-11-22T15:00:00.000Z',
  clock = watchedAsIs(now, silentLog),
  approvals = 2,
  mode = 'demo',
  assets = new URL('../../dist/', import.meta.url),
  deliver = {},
  recallPauseMs = 0,
  live = anUntaughtClassifier(INTENTS.map(({ id }) => id)),
  questions = [],
  gated = false,
  whoMust = 'optional',
  idleMinutes = 480,
  tryPages = async () => [{ way: 'webhook', to: 'askwell', outcome: 'accepted' }],
}: Options = {}) {
  const store = await openMemoryStore({ now });
  await publishSample(store, now());
  const blocks = loadBlocks(SAMPLE_CLINIC);
  const clinicDesk = await createClinicDesk({ store, settings: SAMPLE_CLINIC, now });
  const bank = await createAnswerBank(store, {
    clinic: SAMPLE_CLINIC,
    facts: clinicDesk,
    mode,
    approvals,
    now,
  });
  const sender = createSender({
    block: blocks.text,
    revision: bank.revision,
    isWithdrawn: bank.isWithdrawn,
  });
  const staffActions = createStaffActions({ store, sender, now, posts: false });
  const outbox = createOutbox({ store, deliver, now, log: silentLog });
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, recallPauseMs));
  const recalls = createRecalls({ store, bank, sender, now, wait, log: silentLog });
  recalls.start();
  const pastPartsOf = pastParts({ store, now });
  pastPartsOf.past.start();
  const knownIntents = new Set<string>(INTENTS.map(({ id }) => id));
  const answerLife = createAnswerLife({ store, now, approvals, knownIntents });
  const { past } = pastPartsOf;
  const trying = aTrying({ store, bank, answerLife, past, live, now, mode, approvals, questions });
  const firstRun = createFirstRun({
    store,
    settings: { ...ON_THIS_MACHINE, mode, approvals },
    clinicDesk,
    clocks: createClocks(readConfig({}), now()),
    bank,
    now,
  });
  const staffConsole = await createConsole({
    store,
    staffActions,
    recalls,
    answerLife: gated ? trying.answerLife : answerLife,
    preview: trying.preview,
    questionDesk: trying.questionDesk,
    exampleDesk: trying.exampleDesk,
    bank,
    clinicDesk,
    blocks,
    clinic: SAMPLE_CLINIC,
    presence: createPresence({ now }),
    clocks: createClocks(readConfig({}), now()),
    firstRun,
    tryPages,
    outbox,
    destinations: Outgoing.shape.to.options.filter((to) => deliver[to] !== undefined),
    ...pastPartsOf,
    explain: (text) => [
      {
        text,
        kind: 'abstained',
        topic: 'driving',
        topicConfidence: 0.4,
        intent: DRIVING_INTENT,
        intentConfidence: 0.31,
        words: [],
        nearest: [{ text: 'how do I get there', topic: 'driving', similarity: 0.5 }],
      },
    ],
    toSlack: (markdown) => cutForSections(toMrkdwn(markdown)),
    redact,
    mode,
    approvals,
    intents: INTENTS,
    now,
    clock,
    log: silentLog,
    sessionSecret: 'a secret of thirty-two characters or more',
    secureCookies: false,
    whoMust,
    idleMinutes,
    assets,
  });
  const app = Fastify();
  await app.register(websocket);
  await app.register(staffConsole.plugin);
  await app.ready();
  return {
    app,
    store,
    bank,
    firstRun,
    clinicDesk,
    sender,
    outbox,
    shelf: pastPartsOf.shelf,
    past: pastPartsOf.past,
    setupLink: staffConsole.setupLink,
  };
}

async function publishSample(store: Store, at: string): Promise<void> {
  const answer: Answer = {
    schema: 1,
    id: DRIVING,
    locale: 'en',
    revisions: [
      {
        number: 1,
        content: drivingContent,
        contentHash: contentHash(drivingContent),
        state: 'published',
        author: 'starter',
        createdAt: at,
        approvals: [],
        renewals: [],
        publishedAt: at,
      },
    ],
  };
  await store.answers.update({ id: DRIVING, locale: 'en' }, async () => ({
    next: answer,
    result: undefined,
  }));
}

/** A browser's side: keeps the cookie and the CSRF token from one request to the next. */
export type Caller = {
  get(path: string): Promise<LightMyRequestResponse>;
  post(
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  signIn(login: string, password?: string): Promise<LightMyRequestResponse>;
  cookie(): string;
};

export const OUR_ORIGIN = 'http://localhost';

export function aCaller(app: FastifyInstance): Caller {
  let cookie = '';
  let token = '';
  const send = async (options: InjectOptions) => {
    const response = await app.inject({
      ...options,
      headers: { origin: OUR_ORIGIN, host: 'localhost', cookie, ...options.headers },
    });
    const set = response.cookies.find(({ name }) => name === 'askwell_staff');
    if (set) cookie = `askwell_staff=${encodeURIComponent(set.value)}`;
    return response;
  };
  const refreshToken = async () => {
    const response = await send({ method: 'GET', url: '/console/api/session' });
    token = response.json<SessionView>().csrfToken;
  };
  const post: Caller['post'] = async (path, body = {}, headers = {}) => {
    if (token === '') await refreshToken();
    const response = await send({
      method: 'POST',
      url: `/console/api${path}`,
      payload: body,
      headers: { 'csrf-token': token, ...headers },
    });
    const next = response.statusCode === 200 && response.json<Partial<SessionView>>().csrfToken;
    if (next) token = next;
    return response;
  };
  return {
    get: (path) => send({ method: 'GET', url: `/console/api${path}` }),
    post,
    signIn: (login, password = PASSWORD) => post('/sign-in', { login, password }),
    cookie: () => cookie,
  };
}

type OpenedConsole = Awaited<ReturnType<typeof openConsole>>;

/** Goes through the one-time link. */
export async function anAdmin({ app, setupLink }: OpenedConsole): Promise<Caller> {
  const link = await setupLink('http://localhost');
  const token = new URL(link ?? 'http://localhost').searchParams.get('token');
  const admin = aCaller(app);
  await admin.post('/setup', { token, login: 'ada', firstName: 'Ada', password: PASSWORD });
  return admin;
}

/** Made by the admin, and signed in. */
export async function aStaffMember(
  { app }: OpenedConsole,
  admin: Caller,
  { login, role }: { login: string; role: Role },
): Promise<Caller & { id: string }> {
  const firstName = login.slice(0, 1).toUpperCase() + login.slice(1);
  const made = await admin.post('/people', { login, firstName, role, password: PASSWORD });
  const caller = aCaller(app);
  await caller.signIn(login);
  return { ...caller, id: made.json<{ id: string }>().id };
}

/** A patient asks about a dose: what a turn leaves behind. Gives back the ticket's number. */
export async function aTicket(
  store: Store,
  {
    text = 'how much should I take tonight?',
    secret = 'abcdefghijklmnopqrstuvwxyz234567',
    reason = 'dose',
    urgency = 'routine',
    at = '2026-11-22T14:50:00.000Z',
    replaces,
  }: {
    text?: string;
    secret?: string;
    reason?: Reason;
    urgency?: Urgency;
    at?: string;
    /** Seq of the message that the text is a new wording of. */
    replaces?: number;
  } = {},
): Promise<number> {
  const id = conversationIdOf(secret);
  const number = TicketNumber.parse(await store.conversations.reserveTicketNumber(id));
  const sender = createSender({
    block: loadBlocks(SAMPLE_CLINIC).text,
    revision: () => {
      throw new Error('no answer in this conversation');
    },
  });
  await store.conversations.update(id, async (current) => {
    const before = current ?? emptyConversation({ conversationId: id, channel: 'web' }, at);
    const asked = withPatientMessage(before, { text, at, replaces });
    const { conversation } = openTicket(asked, { reason, urgency, hold: false }, { number, at });
    const parts = ['R-DOSE', 'R-PASSED', 'WARNING'].map((block) => ({
      kind: 'block' as const,
      id: block,
      locale: 'en' as const,
    }));
    const sealed = sender.send({ kind: 'safety', locale: 'en', parts, choices: [] });
    const next = appendReply(conversation, sealed, { at, id: `b_${number}` }).conversation;
    return { next: withTurn(next, { at, reason, urgency, number }), result: undefined };
  });
  return number;
}

function withPatientMessage(
  conversation: Conversation,
  { text, at, replaces }: { text: string; at: string; replaces: number | undefined },
): Conversation {
  const seq = nextSeq(conversation);
  const message: Message = {
    seq,
    id: `p_${seq}`,
    at,
    from: 'patient',
    locale: 'en',
    text,
    parts: [],
    choices: [],
    ...(replaces !== undefined && { replaces }),
  };
  return { ...conversation, messages: [...conversation.messages, message] };
}

function withTurn(
  conversation: Conversation,
  {
    at,
    reason,
    urgency,
    number,
  }: { at: string; reason: Reason; urgency: Urgency; number: TicketNumber },
): Conversation {
  const reply = conversation.messages.at(-1);
  return {
    ...conversation,
    turns: [
      ...conversation.turns,
      {
        messageId: `p_${number}`,
        at,
        patientSeq: (reply?.seq ?? 2) - 1,
        replyKind: 'safety',
        concerns: [{ concern: 'dose', level: 3, urgency, detector: 'rule', cue: 'amount' }],
        modifiers: [],
        topics: [],
        intents: [{ intent: DRIVING_INTENT, confidence: 0.12 }],
        answers: [],
        blocks: ['R-DOSE', 'R-PASSED', 'WARNING'],
        tickets: [{ number, reason, urgency }],
        locale: 'en',
        microseconds: 400,
      },
    ],
  };
}
