import { expect, test } from 'vitest';
import { createGroupCommit } from '../../../src/store/order/group-commit.ts';

test('those who come while a write is under way share the next one', async () => {
  const batches: string[][] = [];
  const commit = createGroupCommit<string>(async (items) => void batches.push([...items]));

  const first = commit('a');
  await Promise.resolve();
  await Promise.all([first, commit('b'), commit('c'), commit('d')]);
  await commit('e');

  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

test('a write that fails is told to those who share it and to no one after them', async () => {
  const commit = createGroupCommit<string>(async (items) => {
    if (items.includes('bad')) throw new Error('failed');
  });

  const outcomes = await Promise.allSettled([commit('bad'), commit('with it')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(commit('after')).resolves.toBeUndefined();
});
