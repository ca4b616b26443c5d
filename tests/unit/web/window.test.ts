import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createBot } from '../../../src/bot/create-bot.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import type { SafetyInput } from '../../../src/domain/concern.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openLine } from '../../support/chat-line.ts';
import { aDeskWatch } from '../../support/desk-kit.ts';
import { aClock } from '../../support/test-app.ts';
import { aConcern, turnDeps } from '../../support/turn-kit.ts';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const part of opened.splice(0)) await part.close();
});

const overdose = aConcern({ concern: 'overdose', level: 0, urgency: 'emergency' });

/** Knows "sprays", and "2 instead of 1" but neither half alone; notes what it was given to read. */
function aWindowGate(read: SafetyInput[]): TurnDeps['gate'] {
  return {
    version: 'test',
    check(input) {
      read.push(input);
      const together = [...input.recent, input.text].join(' ');
      return {
        concerns: [
          ...(together.includes('2 instead of 1') ? [overdose] : []),
          ...(input.text.includes('sprays') ? [aConcern({ concern: 'dose' })] : []),
        ],
        modifiers: [],
      };
    },
  };
}

/** The web chat before the real conversation engine and the real store on a folder; closed at the end of the test. */
async function aProgram({ folder = aFolder(), clock = aClock() } = {}) {
  const { now } = clock;
  const store: Store = await openLowdbStore({ folder, now, log: silentLog });
  const read: SafetyInput[] = [];
  const turn = turnDeps({
    gate: aWindowGate(read),
    now,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const { sender, blocks } = turn;
  const bank = { all: () => [], revision: turn.bank.revision };
  const receive = createBot({ store, turn });
  const { app } = await aWebChat({ receive, store, sender, bank, blocks, now });
  const url = await app.listen({ port: 0 });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await app.close();
    await store.close();
  };
  opened.push({ close });
  const post = async (body: object) => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/chat/messages',
      payload: { conversation: SECRET, ...body },
    });
    return response.json<{
      concerns: string[];
      tickets: { reason: string }[];
      reply: { kind: string; text: string; blocks: string[] };
    }>();
  };
  return {
    folder,
    clock,
    read,
    store,
    sender,
    post,
    close,
    socketUrl: `${url.replace('http', 'ws')}/api/chat/ws`,
  };
}

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'askwell-test-'));
}

/** One connection of the patient's page to its conversation. */
async function connect({ socketUrl }: { socketUrl: string }) {
  const { socket, send, next } = await openLine(socketUrl);
  send({ type: 'hello', conversation: SECRET });
  await next('welcome');
  const close = () =>
    new Promise((resolve) => {
      socket.once('close', resolve);
      socket.close();
    });
  return {
    next,
    close,
    async says(messageId: string, text: string) {
      send({ type: 'message', messageId, text });
      return next('reply');
    },
  };
}

test('two halves over HTTP within two minutes are read together', async () => {
  const { post, clock } = await aProgram();
  expect((await post({ messageId: 'm1', text: '2' })).concerns).toEqual([]);
  clock.wait(2 * MINUTE_MS);
  const second = await post({ messageId: 'm2', text: 'instead of 1' });
  expect(second.concerns).toEqual(['overdose']);
  expect(second.reply.blocks).toContain('R-911');
});

test('two halves with more than two minutes between are read apart', async () => {
  const { post, clock } = await aProgram();
  await post({ messageId: 'm1', text: '2' });
  clock.wait(2 * MINUTE_MS + 1);
  expect((await post({ messageId: 'm2', text: 'instead of 1' })).concerns).toEqual([]);
});

test('two halves with a broken line between are read together', async () => {
  const program = await aProgram();
  const first = await connect(program);
  expect(await first.says('m1', '2')).toMatchObject({ concerns: [] });
  await first.close();
  program.clock.wait(90 * SECOND_MS);
  const second = await connect(program);
  expect(await second.says('m2', 'instead of 1')).toMatchObject({ concerns: ['overdose'] });
});

test('two halves, one over the socket and one over HTTP, are read together', async () => {
  const program = await aProgram();
  const line = await connect(program);
  await line.says('m1', '2');
  await line.close();
  expect((await program.post({ messageId: 'm2', text: 'instead of 1' })).concerns).toEqual([
    'overdose',
  ]);
});

test('two halves with a restart of the program between are read together', async () => {
  const before = await aProgram();
  const line = await connect(before);
  await line.says('m1', '2');
  await line.close();
  await before.close();
  before.clock.wait(MINUTE_MS);
  const after = await aProgram({ folder: before.folder, clock: before.clock });
  const again = await connect(after);
  expect(await again.says('m2', 'instead of 1')).toMatchObject({ concerns: ['overdose'] });
});

test('two halves of two patients are never read together', async () => {
  const { post } = await aProgram();
  await post({ messageId: 'm1', text: '2' });
  const other = SECRET.split('').reverse().join('');
  const second = await post({ conversation: other, messageId: 'm2', text: 'instead of 1' });
  expect(second.concerns).toEqual([]);
});

test('the window holds eight messages, and the ninth falls out', async () => {
  const { post, read } = await aProgram();
  const words = Array.from({ length: 9 }, (_, n) => `word ${n + 1}`);
  for (const text of words) await post({ messageId: text, text });
  const last = read.findLast(({ text }) => text === 'word 9');
  expect(last?.recent).toEqual(words.slice(1, 8));
});

test('an edit over HTTP is answered when it adds danger, and its repetition is the same reply', async () => {
  const { post, store } = await aProgram();
  await post({ messageId: 'm1', text: 'may I drive' });
  const edit = { replaces: 'm1', text: 'I took 2 instead of 1' };
  const first = await post({ messageId: 'm1-a', ...edit });
  const sameId = await post({ messageId: 'm1-a', ...edit });
  const newId = await post({ messageId: 'm1-b', ...edit });
  const noId = await post(edit);
  expect(first.reply).toMatchObject({ kind: 'safety' });
  expect([sameId, newId, noId].map(({ reply }) => reply)).toEqual([
    first.reply,
    first.reply,
    first.reply,
  ]);
  const [open] = await store.conversations.openTickets();
  expect(open?.conversation.turns).toHaveLength(2);
});

test('an edit over HTTP that adds nothing gets silence, and picks nothing from a menu', async () => {
  const { post } = await aProgram();
  await post({ messageId: 'm1', text: 'hmm' });
  const edited = await post({ messageId: 'm1-a', replaces: 'm1', text: '1' });
  expect(edited.reply).toEqual({ kind: 'silence', text: '', answers: [], blocks: [] });
  const picked = await post({ messageId: 'm2', text: '12' });
  expect(picked.tickets).toMatchObject([{ reason: 'human' }]); // the menu is still there: 12 is the person
});

test('once an edit was answered, a number no longer picks from the menu before it', async () => {
  const { post } = await aProgram();
  await post({ messageId: 'm1', text: 'hmm' });
  await post({ messageId: 'm1-a', replaces: 'm1', text: 'how many sprays' });
  const number = await post({ messageId: 'm2', text: '12' });
  expect(number.tickets.map(({ reason }) => reason)).not.toContain('human');
});

test('an edit is shown to the patient as a new wording of the first message', async () => {
  const program = await aProgram();
  await program.post({ messageId: 'm1', text: 'may I drive' });
  await program.post({ messageId: 'm1-a', replaces: 'm1', text: 'may I drive home' });
  const { messages } = (await (await connect(program)).next('messages')) as unknown as {
    messages: { id: string; replaces?: string }[];
  };
  expect(messages.at(-1)).toMatchObject({ id: 'm1-a', replaces: 'm1' });
});

test('a patient with an open chat reads at once that no one has seen the ticket', async () => {
  const program = await aProgram();
  const { clock, store, sender, post } = program;
  await post({ messageId: 'm1', text: '2 instead of 1' });
  const line = await connect(program);
  await line.next('messages');
  clock.wait(5 * MINUTE_MS);
  await aDeskWatch({ store, sender, now: clock.now }).look();
  expect(await line.next('messages')).toMatchObject({
    messages: [{ from: 'bot', parts: [{ id: 'R-NOTSEEN' }, { id: 'WARNING' }] }],
  });
});
