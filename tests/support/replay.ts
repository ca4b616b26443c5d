import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app.ts';
import type { Receive } from '../../src/channels/channel.ts';
import type { Conversation, Message, TurnOutcome } from '../../src/domain/conversation.ts';
import type { TicketNumber } from '../../src/domain/ids.ts';
import { type ConversationId, conversationIdOf, StaffId } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
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

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};

type Deps = { app: App; door: Door; wait: (ms: number) => void };

/**
 * Replays the `patient:` and `ana:` lines of a transcript and writes down all that happens in the same notation:
 * `desk: ticket <reason>, <urgency>`, `bot: <kind> <what>`, `told: <block>`; `(3 minutes later)` moves the clock, and
 * who waits unseen is told then; `edits:` is a new wording of the patient's last message.
 */
export async function replay(transcript: string, deps: Deps): Promise<string> {
  const lines: string[] = [];
  for (const line of transcript.split('\n')) {
    const [, who = '', text = ''] = /^(\w+|\()[:]? ?(.*)$/.exec(line) ?? [];
    if (who === 'patient') lines.push(line, ...(await patientSays(text, deps)));
    else if (who === 'ana') lines.push(line, ...(await anaDoes(text, deps)));
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
    .map(({ reason, urgency }) => `desk: ticket ${reason}, ${urgency}`);
  return [...opened, `bot: ${[turn.replyKind, ...detailsOf(turn)].join(' ')}`];
}

function isSame(
  before: Conversation | undefined,
  ticket: { number: number; urgency: string },
): boolean {
  return (
    before?.tickets.some((t) => t.number === ticket.number && t.urgency === ticket.urgency) ?? false
  );
}

function detailsOf({ replyKind, concerns, answers, tickets }: TurnOutcome['turn']): string[] {
  const found = [...new Set(concerns.map(({ concern }) => concern))];
  const said = answers.map(({ id }) => id);
  if (replyKind === 'escalation') return tickets.map(({ reason }) => reason);
  return replyKind === 'safety' ? [...found, ...said] : said;
}

async function anaDoes(deed: string, { app, door }: Deps): Promise<string[]> {
  const before = await app.store.conversations.find(door.conversationId);
  const number = before?.tickets.findLast((ticket) => ticket.state !== 'resolved')?.number;
  if (number === undefined) return ['nothing to do: there is no open ticket'];
  await act(deed, number, app);
  return toldSince(before, { app, door });
}

async function toldSince(
  before: Conversation | undefined,
  { app, door }: Pick<Deps, 'app' | 'door'>,
): Promise<string[]> {
  const after = await app.store.conversations.find(door.conversationId);
  const told = after?.messages.slice(before?.messages.length ?? 0) ?? [];
  return told.filter(({ from }) => from === 'bot').map((message) => `told: ${blocksOf(message)}`);
}

async function act(deed: string, number: TicketNumber, { staffActions }: App): Promise<void> {
  if (deed === 'claims') await staffActions.claim(number, ANA);
  else if (deed === 'resolves') await staffActions.resolve(number, ANA);
  else
    await staffActions.reply(number, ANA, {
      text: deed.replace(/^says /, ''),
      actionId: randomUUID(),
    });
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
  await app.notSeen.look();
  return toldSince(before, { app, door });
}
