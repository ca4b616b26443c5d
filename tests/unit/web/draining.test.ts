import { expect, test } from 'vitest';
import { createDraining } from '../../../src/channels/web/draining.ts';

test('leaving waits for the work under way, also for what comes while it waits', async () => {
  const draining = createDraining();
  const first = draining.enter();
  let left = false;
  const leaving = draining.leave(60_000).then(() => {
    left = true;
  });
  const late = draining.enter();
  first();
  first(); // a second word about the same work counts for nothing
  await Promise.resolve();
  expect(left).toBe(false);
  late();
  await leaving;
  expect(left).toBe(true);
});

test('work that does not end keeps nobody for ever', async () => {
  const draining = createDraining();
  draining.enter();
  await draining.leave(1);
  expect(draining.begun).toBe(true);
});

test('a line that opens while the server leaves is told to go at once', async () => {
  const draining = createDraining();
  const told: string[] = [];
  draining.onLeave(() => told.push('early'));
  draining.onLeave(() => told.push('gone'))();
  await draining.leave(1);
  draining.onLeave(() => told.push('late'));
  expect(told).toEqual(['early', 'late']);
});
