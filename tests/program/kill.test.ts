import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  type Acknowledged,
  groupByConversation,
  missingOf,
  write,
} from '../support/patients-under-load.ts';
import { aFolder, serveAskwell } from '../support/program.ts';

const ROUNDS = 6;
const PATIENTS = 8;
/** The kill comes at a moment nobody chose: after so many acknowledged messages at most, in the middle of others. */
const MOST_BEFORE_KILL = 30;

/** Patients write as fast as they are answered until the process dies; every third question is about a dose. */
async function writeUntilKilled(url: string, acknowledged: Acknowledged[]): Promise<void> {
  const texts = ['may I drive afterwards', 'what should i wear', 'how many sprays should i take'];
  const patient = async () => {
    let conversation: string | undefined;
    let n = 0;
    do {
      conversation = await write(url, { conversation, text: texts[n++ % 3] ?? '' }, acknowledged);
    } while (conversation !== undefined);
  };
  await Promise.all(Array.from({ length: PATIENTS }, patient));
}

test('nothing that was acknowledged is missing after the process is killed under load, many times', async () => {
  const folder = aFolder();
  const env = { DATA_DIR: folder, RATE_LIMIT: '1000000' };
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { url, child } = await serveAskwell(env);
    const writing = writeUntilKilled(url, acknowledged);
    const atKill = acknowledged.length + 1 + Math.floor(Math.random() * MOST_BEFORE_KILL);
    while (acknowledged.length < atKill) await delay(1);
    child.kill('SIGKILL');
    await writing;
  }
  const { url, child, ended } = await serveAskwell(env);
  const byConversation = groupByConversation(acknowledged);
  const missing = await Promise.all(
    [...byConversation].map(([conversation, own]) => missingOf(url, conversation, own)),
  );
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(missing.flat()).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
}, 300_000);
