import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { expect, onTestFinished, vi } from 'vitest';
import type { Receive } from '../../../src/channels/channel.ts';
import { createSlack } from '../../../src/channels/slack/create-slack.ts';
import type { SlackSettings } from '../../../src/channels/slack/slack-settings.ts';
import type { SlackTiming } from '../../../src/channels/slack/slack-timing.ts';
import { createStaffActions } from '../../../src/conversation/staff-actions.ts';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import type { Conversation, TurnOutcome } from '../../../src/domain/conversation.ts';
import { newStaffId } from '../../../src/domain/ids.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import type { Log } from '../../../src/shared/log.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  BOT_TOKEN,
  BOT_USER,
  openSlackEmulator,
  SIGNING_SECRET,
  type SlackEmulator,
  signed,
} from '../../support/slack-emulator.ts';
import { aConcern, aConversation, T0, turnDeps } from '../../support/turn-kit.ts';

export const DOSE = 'how much should I take?';

/** Asks for staff at the word "much", as a question about a dose does. */
const gate: TurnDeps['gate'] = {
  check: ({ text }) => ({
    concerns: text.includes('much') ? [aConcern({ concern: 'dose' })] : [],
    modifiers: [],
  }),
  version: 'test',
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
      const taken = await takeTurn({ message, choice: undefined }, conversation, deps);
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
};

/** The Slack channel on a server of its own, against an emulated Slack, over a store in memory. Nothing waits. */
export async function aSlackChannel(options: Options = {}) {
  const now = () => T0;
  const store = options.store ?? (await openMemoryStore({ now }));
  const slack = options.slack ?? (await openSlackEmulator());
  if (!options.slack) onTestFinished(() => slack.close());
  const deps = turnDeps({
    gate,
    posts: true,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const waits: number[] = [];
  const timing: SlackTiming = {
    wait: (ms) => new Promise((resolve) => setImmediate(() => resolve(void waits.push(ms)))),
    random: () => 1,
    betweenPostsMs: 1000,
    firstRetryMs: 1000,
    longestRetryMs: 300_000,
    answerWithinMs: options.answerWithinMs ?? 2500,
    callWithinMs: 5000,
  };
  const log = aLog();
  const usual = receiveInto(store, deps);
  const channel = createSlack({
    settings: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      SLACK_STAFF_CHANNEL: slack.staffChannel,
      SLACK_PATIENT_CHANNELS: [slack.community],
      SLACK_TICKET_TEXT: 'none',
      ...options.settings,
    },
    receive: options.receive?.(usual) ?? usual,
    staffActions: createStaffActions({ store, sender: deps.sender, now, posts: true }),
    store,
    sender: deps.sender,
    blocks: deps.blocks,
    consoleUrl: 'https://chat.example.org/console',
    now,
    log,
    timing,
  });
  const server = Fastify();
  if (channel.plugin) await server.register(channel.plugin);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/slack/events`;
  await channel.start();
  let open = true;
  const stop = async () => {
    if (!open) return;
    open = false;
    await channel.stop();
    await server.close();
  };
  onTestFinished(stop);

  const send = (body: string, type: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signed(body, T0), ...headers },
    });
  return {
    store,
    slack,
    waits,
    log,
    url,
    stop,
    warning: deps.blocks.text('WARNING', 'en'),
    event: (body: object, headers?: Record<string, string>) =>
      send(JSON.stringify(body), 'application/json', headers),
    interact: (payload: object) =>
      send(
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        'application/x-www-form-urlencoded',
      ),
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
  member: { firstName: string; login: string; slackUserId?: string },
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
