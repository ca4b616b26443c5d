import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { conversationIdOf, StaffId } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { EMERGENCY, questionAt } from './questions.ts';

/**
 * 24 hours of a clinic's day on a clock of its own: patients by the hour, staff who take and settle tickets, presses, and
 * the looks that follow the clock. Prints a line of JSON a quarter of its turns. `node --expose-gc … clinic-day.ts TURNS`
 */
const TURNS = Number(process.argv[2] ?? 6000);
const ROOT = new URL('../../../', import.meta.url);
const HOUR_MS = 3_600_000;
const STARTS = Date.parse('2026-11-23T00:00:00.000Z');
const QUARTERS = 4;
/** How many patients write in each hour of a day, for one that does at night. */
const BY_HOUR = [1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 18, 16, 12, 14, 16, 16, 14, 10, 8, 7, 6, 5, 3, 2];
const TURNS_A_PATIENT = 4;
const AT_ONCE = 8;
const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};

let nowMs = STARTS;
const folder = await mkdtemp(join(tmpdir(), 'askwell-bench-'));
const app = await openApp({
  config: readConfig({ DATA_DIR: folder }),
  root: ROOT,
  log: silentLog,
  now: () => new Date(nowMs).toISOString(),
});
app.pastTurns.start();

try {
  let asked = await aPatientEach(momentsOf(Math.ceil(TURNS / 10)), 0); // what is loaded once is loaded now
  nowMs += HOUR_MS;
  const moments = momentsOf(TURNS);
  const size = Math.ceil(moments.length / QUARTERS);
  for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const before = asked;
    asked = await aPatientEach(moments.slice(quarter * size, (quarter + 1) * size), asked);
    const { user, system } = process.cpuUsage(cpu);
    const turns = asked - before;
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const line = {
      quarter: quarter + 1,
      turns,
      cpuMsATurn: (user + system) / 1000 / turns,
      msATurn: (performance.now() - startedAt) / turns,
      heapMiB: heapUsed / 1024 ** 2,
      memoryMiB: rss / 1024 ** 2,
      openTickets: (await app.store.conversations.openTickets()).length,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
} finally {
  await app.close();
  await rm(folder, { recursive: true, force: true });
}

/** When patients begin to write, so many turns in all, oldest first. */
function momentsOf(turns: number): number[] {
  const patients = Math.ceil(turns / TURNS_A_PATIENT);
  const weight = BY_HOUR.reduce((sum, hour) => sum + hour, 0);
  const day = nowMs;
  return BY_HOUR.flatMap((share, hour) => {
    const count = Math.round((patients * share) / weight);
    return Array.from({ length: count }, (_, n) => day + (hour + n / count) * HOUR_MS);
  });
}

/** Each writes four messages; gives how many were written so far. */
async function aPatientEach(moments: number[], from: number): Promise<number> {
  let asked = from;
  for (let at = 0; at < moments.length; at += AT_ONCE) {
    const some = moments.slice(at, at + AT_ONCE);
    nowMs = Math.max(nowMs, some.at(-1) ?? nowMs);
    await Promise.all(some.map((_, n) => aPatient(asked + n * TURNS_A_PATIENT)));
    asked += some.length * TURNS_A_PATIENT;
    await app.watch.look();
    await staffSettle();
  }
  return asked;
}

async function aPatient(first: number): Promise<void> {
  const conversationId = conversationIdOf(`patient ${first} of ${STARTS}`);
  const isInDanger = first % 400 === 0;
  for (let n = 0; n < TURNS_A_PATIENT; n += 1) {
    const text = isInDanger && n === 1 ? EMERGENCY : questionAt(first + n * 3);
    const messageId = `${first + n}`;
    const { reply, turn } = await app.receive({ conversationId, messageId, text, channel: 'web' });
    if (reply && turn.replyKind === 'answer') {
      const pressed = first % 3 === 0 ? 'no' : 'yes';
      await app.feedback.press({ conversationId, seq: reply.seq, pressed });
    }
  }
}

async function staffSettle(): Promise<void> {
  for (const { ticket } of await app.store.conversations.openTickets()) {
    await app.staffActions.claim(ticket.number, ANA);
    const actionId = `bench ${ticket.number}`;
    await app.staffActions.reply(ticket.number, ANA, { text: 'We will call you today.', actionId });
    await app.staffActions.resolve(ticket.number, ANA);
  }
}
