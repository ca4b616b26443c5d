import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { expect, onTestFinished, vi } from 'vitest';
import type { Receive } from '../../../src/channels/channel.ts';
import { createSlack } from '../../../src/channels/slack/create-slack.ts';
import type { SlackSettings } from '../../../src/channels/slack/slack-settings.ts';
import type { SlackTiming } from '../../../src/channels/slack/slack-timing.ts';
import { createStaffActions } from '../../../src/conversation/desk/staff-actions.ts';
import { createFeedback } from '../../../src/conversation/feedback/create-feedback.ts';
import { createOutbox } from '../../../src/conversation/outbox/create-outbox.ts';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import type { Conversation, TurnOutcome } from '../../../src/domain/conversation.ts';
import { newStaffId } from '../../../src/domain/ids.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { sha256 } from '../../../src/shared/ids.ts';
import type { Log } from '../../../src/shared/log.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { CLOCKS } from '../../support/desk-kit.ts';
import {
  BOT_TOKEN,
  BOT_USER,
  openSlackEmulator,
  SIGNING_SECRET,
  type SlackEmulator,
  type SlackMessage,
  signed,
} from '../../support/slack-emulator.ts';
import { aConcern, aConversation, T0, turnDeps } from '../../support/turn-kit.ts';

/** The look for reviews is the one thing that would go on for ever if nothing waited. */
const REMINDERS_PAUSE_MS = 600_000;

const TEAM = 'T000000001';

const COMMAND = {
  command: '/askwell',
  team_id: TEAM,
  channel_id: 'C000000001',
  trigger_id: '1.1',
  response_url: 'https://slack.example/answer',
};

export const DOSE = 'how much should I take?';

/** Asks for staff at the word "much", as a question about a dose does, and calls them at once at "chest". */
const gate: TurnDeps['gate'] = {
  check: ({ text }) => ({
    concerns: [
      ...(text.includes('chest')
        ? [aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' })]
        : []),
      ...(text.includes('much') ? [aConcern({ concern: 'dose' })] : []),
    ],
    modifiers: [],
  }),
  version: 'test',
};

/** A phone number is a private detail. */
const tools: TurnDeps['tools'] = {
  redact: (text) => {
    const redacted = text.replace(/555-\d+/g, '[phone]');
    return { text: redacted, found: redacted === text ? [] : ['phone'] };
  },
  detectLanguage: () => ({ locale: 'en', supported: true }),
};

/** One turn at a time over the store, as the conversation engine takes it, without Botkit. */
function receiveInto(store: Store, deps: TurnDeps): Receive {
  return (message) =>
    store.conversations.update(message.conversationId, async (current) => {
      const turn = current?.turns.find(({ messageId }) => messageId === message.messageId);
      const reply = current?.messages.find(({ seq }) => seq === turn?.replySeq);
      if (turn) return { next: undefined, result: { turn, reply, stored: true } as TurnOutcome };
      const { conversationId: id, channel } = message;
      const conversation = current ?? aConversation({ id, channel });
      const taken = await takeTurn({ message, choice: message.choice }, conversation, deps);
      return { next: taken.conversation, result: taken.outcome };
    });
}

/** The conversation engine on a full disk: the truth about staff is said, and nothing is stored. */
export const nothingIsStored: Receive = async (message) => {
  const conversation = aConversation({ id: message.conversationId, channel: 'slack' });
  const deps = turnDeps({ gate });
  const heard = { message, choice: undefined };
  return (await takeTurn(heard, conversation, deps, { stored: false })).outcome;
};

export type Options = {
  settings?: Partial<SlackSettings>;
  store?: Store;
  slack?: SlackEmulator;
  receive?: (usual: Receive) => Receive;
  answerWithinMs?: number;
  now?: Clock;
};

/** The Slack channel on a server of its own, against an emulated Slack, over a store in memory. Nothing waits. */
export async function aSlackChannel(options: Options = {}) {
  const { now = () => T0 } = options;
  const store = options.store ?? (await openMemoryStore({ now }));
  const slack = options.slack ?? (await openSlackEmulator());
  if (!options.slack) onTestFinished(() => slack.close());
  const deps = turnDeps({
    gate,
    tools,
    now,
    posts: true,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const waits: number[] = [];
  const timing: SlackTiming = {
    wait: (ms, signal) =>
      ms === REMINDERS_PAUSE_MS
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
        : new Promise((resolve) => setImmediate(() => resolve(void waits.push(ms)))),
    random: () => 1,
    betweenPostsMs: 1000,
    firstRetryMs: 1000,
    longestRetryMs: 300_000,
    answerWithinMs: options.answerWithinMs ?? 2500,
    callWithinMs: 5000,
  };
  const log = aLog();
  const { sender, blocks } = deps;
  const usual = receiveInto(store, deps);
  const receive = options.receive?.(usual) ?? usual;
  const channel = createSlack({
    settings: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      SLACK_STAFF_CHANNEL: slack.staffChannel,
      SLACK_PATIENT_CHANNELS: [slack.community],
      SLACK_PATIENT_MESSAGES: 'mention',
      SLACK_TICKET_TEXT: 'none',
      ...options.settings,
    },
    receive,
    feedback: createFeedback({ store, sender, words: blocks, now, receive }),
    staffActions: createStaffActions({ store, sender, now, posts: true }),
    clocks: CLOCKS,
    store,
    sender,
    blocks,
    consoleUrl: 'https://chat.example.org/console',
    now,
    log,
    timing,
  });
  const server = Fastify();
  if (channel.plugin) await server.register(channel.plugin);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/slack/events`;
  const outbox = createOutbox({ store, deliver: channel.deliver, timing, now, log });
  await channel.start();
  outbox.start();
  let open = true;
  const stop = async () => {
    if (!open) return;
    open = false;
    await Promise.all([outbox.stop(), channel.stop()]);
    await server.close();
  };
  onTestFinished(stop);

  const secret = options.settings?.SLACK_SIGNING_SECRET ?? SIGNING_SECRET;
  const send = (body: string, type: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signed(body, now(), secret), ...headers },
    });
  return {
    store,
    slack,
    waits,
    log,
    outbox,
    url,
    stop,
    warning: deps.blocks.text('WARNING', 'en'),
    event: (body: object, headers?: Record<string, string>) =>
      send(JSON.stringify({ ...body, ...eventIdOf(body) }), 'application/json', headers),
    interact: (payload: object) =>
      send(
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        'application/x-www-form-urlencoded',
      ),
    /** Someone writes `/askwell …`; gives what Slack shows them. */
    async command(user: string, text: string): Promise<string> {
      const form = new URLSearchParams({ ...COMMAND, user_id: user, text }).toString();
      const response = await send(form, 'application/x-www-form-urlencoded');
      const answer = await response.json();
      expect(answer).toMatchObject({ response_type: 'ephemeral' });
      return (answer as { text: string }).text;
    },
    /** Someone opens the Home tab; gives its blocks as text. */
    async openHome(user: string): Promise<string> {
      const event = { type: 'app_home_opened', user, tab: 'home', channel: 'D1', event_ts: '1.1' };
      const before = slack.calls.length;
      await send(
        JSON.stringify({ type: 'event_callback', team_id: TEAM, event_id: `EvH${before}`, event }),
        'application/json',
      );
      return eventually(async () => {
        const isNews = slack.calls.slice(before).some(({ method }) => method === 'views.publish');
        expect(isNews).toBe(true);
        return JSON.stringify(slack.home(user));
      });
    },
    /** The one conversation whose patient said this. */
    async conversationOf(ts: string): Promise<Conversation | undefined> {
      const found = await conversations(store);
      return found.find(({ turns }) => turns.some(({ messageId }) => messageId.includes(ts)));
    },
    conversations: () => conversations(store),
    /** Until all that waits for Slack has left. */
    delivered: () =>
      eventually(async () => expect(await store.conversations.withOutbox()).toEqual([])),
  };
}
export type SlackChannel = Awaited<ReturnType<typeof aSlackChannel>>;

/** As Slack gives them: the same event has the same id, whenever it is delivered. */
function eventIdOf({ event }: { event?: unknown }): { event_id?: string } {
  return event === undefined ? {} : { event_id: `Ev${sha256(JSON.stringify(event)).slice(0, 12)}` };
}

/** Looks again until it is so: what leaves for Slack leaves on its own. */
export function eventually<Result>(look: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(look, { interval: 5, timeout: 5000 });
}

const seen = new WeakMap<Store, Set<Conversation['id']>>();

/** The store lists no conversations, so the kit notes those it hears of. */
async function conversations(store: Store): Promise<Conversation[]> {
  const found = [...(seen.get(store) ?? [])].map((id) => store.conversations.find(id));
  return (await Promise.all(found)).filter((one) => one !== undefined);
}

/** The first sentence of a card's text: what it is about and who has it. */
export function headOf(card: { text: string } | undefined): string | undefined {
  return card?.text.split('. ')[0];
}

export async function aNotedStore(): Promise<Store> {
  const store = await openMemoryStore({ now: () => T0 });
  const ids = new Set<Conversation['id']>();
  seen.set(store, ids);
  store.watch((event) => {
    if (event.kind === 'conversation') ids.add(event.id);
  });
  return store;
}

let lastTs = 1_763_910_000;

/** A mention of the bot in a patient channel, as Slack tells of it. */
export function aMention(
  event: { user: string; channel: string; text: string } & Record<string, unknown>,
) {
  lastTs += 1;
  const ts = `${lastTs}.000100`;
  return {
    type: 'event_callback',
    team_id: 'T000000001',
    event_id: `Ev${lastTs}`,
    authorizations: [{ team_id: 'T000000001', user_id: BOT_USER, is_bot: true }],
    event: {
      type: 'app_mention',
      ts,
      event_ts: ts,
      ...event,
      text: `<@${BOT_USER}> ${event.text}`,
    },
  };
}

export async function aStaffMember(
  store: Store,
  member: Partial<StaffMember> & Pick<StaffMember, 'firstName' | 'login'>,
): Promise<StaffMember> {
  const id = newStaffId();
  const next: StaffMember = {
    schema: 1,
    id,
    role: 'responder',
    passwordHash: 'none',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: T0,
    ...member,
  };
  await store.staff.update(id, async () => ({ next, result: undefined }));
  return next;
}

/** Someone writes in their direct messages with the bot; `thread`: below one of its messages there. */
export async function aDirectMessage(
  { slack }: Pick<SlackChannel, 'slack'>,
  { user, text, thread }: { user: string; text: string; thread?: string | undefined },
) {
  const channel = await slack.directChannel(user);
  const mention = aMention({ user, channel, text });
  const event = { ...mention.event, type: 'message', channel_type: 'im', text };
  return { ...mention, event: { ...event, ...(thread && { thread_ts: thread }) } };
}

/** A press on a button of this label below a message. */
export function aPress(
  message: SlackMessage | undefined,
  { user, channel, label }: { user: string; channel: string; label: string },
) {
  const rows = (message?.blocks ?? []) as { block_id?: string; elements?: ButtonElement[] }[];
  const row = rows.find(({ elements }) => elements?.some(({ text }) => text?.text === label));
  const button = row?.elements?.find(({ text }) => text?.text === label);
  if (!row || !button) throw new Error(`no button ${label}`);
  return {
    type: 'block_actions',
    user: { id: user, team_id: TEAM },
    team: { id: TEAM },
    channel: { id: channel },
    message: { ts: message?.ts, thread_ts: message?.thread_ts },
    trigger_id: '1.1',
    actions: [{ ...button, block_id: row.block_id, action_ts: '1.1' }],
  };
}
type ButtonElement = { type: string; action_id: string; value: string; text?: { text: string } };

/** A click on a button of the ticket's card. */
export async function aClick(
  { slack }: Pick<SlackChannel, 'slack'>,
  { user, action, number }: { user: string; action: string; number: number },
) {
  const cards = await slack.messages(slack.staffChannel);
  const card = cards.find(({ text }) => text.startsWith(`Ticket ${number}:`));
  return {
    type: 'block_actions',
    user: { id: user, team_id: 'T000000001' },
    team: { id: 'T000000001' },
    channel: { id: slack.staffChannel },
    message: { ts: card?.ts ?? '' },
    trigger_id: await slack.trigger(user),
    actions: [
      {
        type: 'button',
        action_id: action,
        block_id: `ticket_${number}`,
        value: String(number),
        action_ts: '1.1',
      },
    ],
  };
}

export type Noted = { level: string; fields: object; message: string };

function aLog(): Log & { lines: Noted[] } {
  const lines: Noted[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  return {
    lines,
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  };
}
