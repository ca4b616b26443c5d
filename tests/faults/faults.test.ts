import { expect, test } from 'vitest';
import { conversationIdOf, TicketNumber } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import { aConversation, aTicket } from '../contract/examples.ts';
import { write } from '../contract/store-under-test.ts';
import { setClock } from './clock/set-clock.ts';
import { createDisk } from './disk/disk-model.ts';
import { fillDisk } from './disk/full-disk.ts';
import { losePower } from './disk/power-loss.ts';
import { judge } from './judge/judge.ts';
import { costOf, NOTHING_LOST } from './judge/toll.ts';
import { killOne } from './kills/kill-one.ts';
import { noWitness } from './load/patients.ts';
import { waysDown } from './outside/ways-down.ts';

// The small versions: `npm run faults` runs all faults, each as often as it takes.
const KILLS = Number(process.env.FAULT_KILLS ?? 1);
const POINTS = Number(process.env.FAULT_POINTS ?? 2);
const A_MINUTE = 300_000;

test(
  'nothing acknowledged is lost and nothing is said twice while the program is killed under load',
  async () => {
    const toll = await killOne({ rounds: KILLS });
    expect(costOf(toll)).toEqual(NOTHING_LOST);
    expect(toll.acknowledged).toBeGreaterThan(0);
  },
  A_MINUTE,
);

test(
  'whenever the power is cut, all that was acknowledged before is on the disk',
  async () => {
    const toll = await losePower({ points: POINTS });
    expect(costOf(toll)).toEqual(NOTHING_LOST);
    expect(toll.rounds).toBeGreaterThan(POINTS);
  },
  A_MINUTE,
);

test(
  'a patient reads that staff were not reached whichever write meets a full disk, and is heard once there is space',
  async () => {
    const toll = await fillDisk({ starts: 1 });
    expect(costOf(toll)).toEqual(NOTHING_LOST);
    expect(toll.rounds).toBeGreaterThan(10);
  },
  A_MINUTE,
);

test(
  'a clock that is set parts no message, sends no answer past its review date, and is told of in the log',
  async () => {
    const toll = await setClock({ rounds: 2 });
    expect(costOf(toll)).toEqual(NOTHING_LOST);
  },
  A_MINUTE,
);

test(
  'each card and each mail arrives once after Slack and the mail server were down',
  async () => {
    const toll = await waysDown({ rounds: 2 });
    expect(costOf(toll)).toEqual(NOTHING_LOST);
  },
  A_MINUTE,
);

test('a patient whose message or ticket is missing is counted', async () => {
  const store = await openMemoryStore({ now: systemClock });
  const id = conversationIdOf('pat');
  const wrote = { seq: 1, id: 'm', at: systemClock(), from: 'patient' as const, text: 'hello' };
  await write(store, aConversation({ id: conversationIdOf('reminders to staff') }));
  await write(
    store,
    aConversation({
      id,
      messages: [{ ...wrote, locale: 'en', parts: [], choices: [] }],
      tickets: [
        aTicket({ number: TicketNumber.parse(7) }),
        aTicket({ number: TicketNumber.parse(7) }),
      ],
    }),
  );
  const reply = { kind: 'answer' as const, text: 'take two', answers: [], blocks: [] };
  const tickets = [1, 2, 3].map(() => ({ reason: 'dose' as const, urgency: 'routine' as const }));
  const taken = {
    conversation: 'pat',
    messageId: 'm',
    text: '',
    reply,
    locale: 'en' as const,
    tickets,
  };
  const witness = { ...noWitness(), acknowledged: [taken], unanswered: ['n'] };
  const { lost, ticketsLost, unapprovedBytes, silent } = await judge(store, { witness, rounds: 1 });
  expect({ lost, ticketsLost, unapprovedBytes, silent }).toEqual({
    lost: 1,
    ticketsLost: 1,
    unapprovedBytes: 'take two'.length,
    silent: 2,
  });
});

test('a disk keeps what was synced, and anything of the rest', () => {
  const bytes = Buffer.from('four').toString('base64');
  const folder = { kind: 'open', path: '', handle: 'd', creates: false, empties: false } as const;
  const file = { kind: 'open', path: 'a', handle: 'f', creates: true, empties: true } as const;
  const disk = createDisk([
    { at: 'end', id: '1', deed: folder },
    { at: 'end', id: '2', deed: file },
    { at: 'begin', id: '3' },
    { at: 'end', id: '3', deed: { kind: 'sync', handle: 'd' } },
    { at: 'end', id: '4', deed: { kind: 'write', handle: 'f', place: 0, bytes } },
    { at: 'begin', id: '5' },
    { at: 'end', id: '5', deed: { kind: 'sync', handle: 'f' } },
  ]);
  const read = (at: number, fate: 'gone' | 'kept' | 'torn' | 'zeros') =>
    disk
      .after(at, () => fate)
      .files.get('a')
      ?.toString();
  expect(read(3, 'gone')).toBeUndefined();
  expect(read(3, 'kept')).toBe('');
  expect(read(5, 'gone')).toBe('');
  expect(read(6, 'torn')).toBe('fo');
  expect(read(6, 'zeros')).toBe('\0\0\0\0');
  expect(read(7, 'gone')).toBe('four');
});
