import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { noFaults } from './proof/faults.ts';
import { judgeDesk } from './proof/judge-desk.ts';
import { isFromOutbox, judgeDelivered, judgePatients } from './proof/judge-patients.ts';
import { runChaos } from './run-chaos.ts';

const conversations = Number(process.env.CHAOS_CONVERSATIONS ?? 20);
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1_000_000));
const kills = Number(process.env.CHAOS_KILLS ?? 3);

test('nothing is lost and nothing is said twice while Slack stumbles and the program is killed', async () => {
  console.log(`chaos: seed ${seed} (CHAOS_SEED=${seed} runs the same again)`);
  const { evidence, counts, folder, seconds } = await runChaos({ conversations, seed, kills });
  const faults = noFaults();
  const { silent } = judgePatients(evidence, faults);
  judgeDelivered(evidence, faults);
  judgeDesk(evidence, faults);

  const tickets = evidence.conversations.flatMap((conversation) => conversation.tickets);
  const turns = evidence.conversations.flatMap((conversation) => conversation.turns);
  console.log({
    seed,
    seconds: Math.round(seconds),
    ...counts,
    turns: turns.length,
    silentWhileStaffHaveIt: silent,
    tickets: tickets.length,
    cards: evidence.staffChannel.filter(({ text }) => text.startsWith('Ticket ')).length,
    pages: tickets.reduce((sum, { pages }) => sum + pages.length, 0),
    postsOnSlack: evidence.posted.length,
    toldAtOnceThatNothingIsStored: evidence.posted.filter((post) => !isFromOutbox(post)).length,
    misses: faults.misses.length,
    doubles: faults.doubles.length,
    others: faults.others.length,
  });
  expect(faults, `look into ${folder}`).toEqual(noFaults());
  expect(evidence.waiting).toEqual([]);
  const outboxes = evidence.conversations.flatMap(({ outbox }) => outbox);
  expect(outboxes).toEqual([]);
  expect(evidence.trail.brokenAt).toBeUndefined();
  const trailed = new Set(evidence.trail.entries.map(({ id }) => id));
  const noted = evidence.conversations.flatMap(({ audit }) => audit.map(({ id }) => id));
  expect(noted.filter((id) => !trailed.has(id))).toEqual([]);
  expect(counts.kills).toBe(kills);
  await rm(folder, { recursive: true });
}, 900_000);
