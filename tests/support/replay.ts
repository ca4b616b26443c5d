import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app.ts';
import type { Receive } from '../../src/channels/channel.ts';
import type { Conversation, Message, TurnOutcome } from '../../src/domain/conversation.ts';
import type { TicketNumber } from '../../src/domain/ids.ts';
import { type ConversationId, conversationIdOf, StaffId } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { base32 } from '../../src/shared/ids.ts';

/** How a transcript's patient reaches the bot: the core itself, or a channel in front of it. */
export type Door = {
  /** `replaces`: id of the message that this is a new wording of. */
  say(text: string, replaces?: string): Promise<TurnOutcome>;
  readonly conversationId: ConversationId;
};

export function coreDoor(receive: Receive): Door {
  const conversationId = conversationIdOf(randomUUID());
  return {
    conversationId,
    say: (text, replaces) =>
      receive({
        conversationId,
        messageId: randomUUID(),
        text,
        channel: 'api',
        ...(replaces !== undefined && { replaces }),
      }),
  };
}

/** Through the chat's HTTP API, as a patient's page does; the turn is read from the store afterwards. */
export function webDoor(url: string, app: App): Door {
  const conversation = base32(32);
  const conversationId = conversationIdOf(conversation);
  return {
    conversationId,
    async say(text, replaces) {
      const messageId = randomUUID();
      const response = await fetch(`${url}/api/chat/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ conversation, messageId, text, replaces }),
      });
      if (response.status !== 200) throw new Error(`the chat answered ${response.status}`);
      const turn = (await app.store.conversations.find(conversationId))?.turns.at(-1);
      if (turn?.messageId !== messageId)
        throw new Error('the turn is not the last of its conversation');
      return { turn, reply: undefined, stored: true };
    },
  };
}

const STAFF: Record<string, Signature> = {
  ana: { id: StaffId.parse('s_aaaaaaaaaaaaaaaa'), firstName: 'Ana', role: 'responder' },
  ben: { id: StaffId.parse('s_bbbbbbbbbbbbbbbb'), firstName: 'Ben', role: 'responder' },
};

type Deps = { app: App; door: Door; wait: (ms: number) => void };

/**
 * Replays the `patient:`, `ana:` and `ben:` lines of a transcript and writes down all that happens in the same notation:
 * `desk: ticket <reason>, <urgency>`, `bot: <kind> <what>`, `told: <block>`; `(3 minutes later)` moves the clock, and
 * what is due by then is done, `desk: <reason> is <state>`; `edits:` is a new wording of the patient's last message.
 * Staff work on the latest open ticket, or on the one whose reason ends the line: `ana: claims dose`.
 */
export async function replay(transcript: string, deps: Deps): Promise<string> {
  const lines: string[] = [];
  for (const line of transcript.split('\n')) {
    const [, who = '', text = ''] = /^(\w+|\()[:]? ?(.*)$/.exec(line) ?? [];
    const by = STAFF[who];
    if (who === 'patient') lines.push(line, ...(await patientSays(text, deps)));
    else if (by) lines.push(line, ...(await staffDo(text, by, deps)));
    else if (who === 'edits') lines.push(line, ...(await patientEdits(text, deps)));
    else if (who === '(') lines.push(line, ...(await passTime(text, deps)));
  }
  return lines.join('\n');
}

async function patientEdits(text: string, deps: Deps): Promise<string[]> {
  const { turns = [] } = (await deps.app.store.conversations.find(deps.door.conversationId)) ?? {};
  return patientSays(text, deps, turns.findLast(({ replaces }) => !replaces)?.messageId);
}

async function patientSays(
  text: string,
  { door, app }: Deps,
  replaces?: string,
): Promise<string[]> {
  const before = await app.store.conversations.find(door.conversationId);
  const { turn } = await door.say(text, replaces);
  const opened = turn.tickets
    .filter((ticket) => !isSame(before, ticket))
    .map(({ number, reason, urgency }) => {
      const again = before?.tickets.some((ticket) => ticket.number === number && isClosed(ticket));
      return `desk: ticket ${reason}, ${urgency}${again ? ', reopened' : ''}`;
    });
  return [...opened, `bot: ${[turn.replyKind, ...detailsOf(turn)].join(' ')}`];
}

function isSame(
  before: Conversation | undefined,
  { number, urgency }: { number: number; urgency: string },
): boolean {
  const ticket = before?.tickets.find((one) => one.number === number);
  return ticket?.urgency === urgency && !isClosed(ticket);
}

const isClosed = ({ state }: Ticket) => state === 'resolved';

function detailsOf({ replyKind, concerns, answers, tickets }: TurnOutcome['turn']): string[] {
  const found = [...new Set(concerns.map(({ concern }) => concern))];
  const said = answers.map(({ id }) => id);
  if (replyKind === 'escalation') return tickets.map(({ reason }) => reason);
  return replyKind === 'safety' ? [...found, ...said] : said;
}

async function staffDo(text: string, by: Signature, { app, door }: Deps): Promise<string[]> {
  const before = await app.store.conversations.find(door.conversationId);
  const open = before?.tickets.filter((ticket) => !isClosed(ticket)) ?? [];
  const { deed, ticket } = readDeed(text, open);
  if (!ticket) return ['nothing to do: there is no open ticket'];
  const { kind } = await act(deed, { number: ticket.number, by }, app);
  const refused = REFUSALS.includes(kind) ? [`refused: ${kind}`] : [];
  return [...refused, ...(await toldSince(before, { app, door }))];
}

const REFUSALS = ['not_yours', 'already_claimed', 'already_resolved', 'nothing_to_merge'];

function readDeed(text: string, open: Ticket[]) {
  const named = text.startsWith('says ')
    ? undefined
    : open.find(({ reason }) => text.endsWith(` ${reason}`));
  const deed = named ? text.slice(0, -named.reason.length - 1) : text;
  return { deed, ticket: named ?? open.at(-1) };
}

async function toldSince(
  before: Conversation | undefined,
  { app, door }: Pick<Deps, 'app' | 'door'>,
): Promise<string[]> {
  const after = await app.store.conversations.find(door.conversationId);
  const told = after?.messages.slice(before?.messages.length ?? 0) ?? [];
  return told.filter(({ from }) => from === 'bot').map((message) => `told: ${blocksOf(message)}`);
}

function act(
  deed: string,
  { number, by }: { number: TicketNumber; by: Signature },
  { staffActions }: App,
): Promise<{ kind: string }> {
  const to = STAFF[/^hands to (\w+)$/.exec(deed)?.[1] ?? ''];
  if (to) return staffActions.reassign(number, by, to);
  if (deed === 'claims') return staffActions.claim(number, by);
  if (deed === 'releases') return staffActions.release(number, by);
  if (deed === 'merges') return staffActions.merge(number, by);
  if (deed === 'resolves') return staffActions.resolve(number, by);
  const text = deed.replace(/^says /, '');
  return staffActions.reply(number, by, { text, actionId: randomUUID() });
}

function blocksOf({ parts }: Message): string {
  const ids = parts.flatMap((part) =>
    part.kind === 'block' && part.id !== 'WARNING' ? [part.id] : [],
  );
  return ids.join(' ');
}

async function passTime(text: string, { app, door, wait }: Deps): Promise<string[]> {
  const minutes = Number(/^(\d+) minutes? later\)$/.exec(text)?.[1] ?? 0);
  const before = await app.store.conversations.find(door.conversationId);
  wait(minutes * 60_000);
  await app.watch.look();
  const told = await toldSince(before, { app, door });
  return [...told, ...(await movedSince(before, { app, door }))];
}

async function movedSince(
  before: Conversation | undefined,
  { app, door }: Pick<Deps, 'app' | 'door'>,
): Promise<string[]> {
  const after = await app.store.conversations.find(door.conversationId);
  const states = new Map(before?.tickets.map(({ number, state }) => [number, state]));
  return (after?.tickets ?? [])
    .filter(({ number, state }) => states.get(number) !== state)
    .map(({ reason, state }) => `desk: ${reason} is ${state}`);
}
