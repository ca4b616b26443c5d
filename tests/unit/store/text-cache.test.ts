import { expect, test } from 'vitest';
import { createTextCache } from '../../../src/store/lowdb/conversations/text-cache.ts';
import { memoryFiles } from '../../../src/store/lowdb/files/memory-files.ts';

test('a text is read and checked once', async () => {
  const { cache, calls } = await aCache({ maxCharacters: 100 });
  expect(await cache.read('a')).toBe('text of a');
  expect(await cache.read('a')).toBe('text of a');
  expect(calls).toEqual(['read a', 'check a']);
});

test('the text unused for longest goes first when there is no more room', async () => {
  const { cache, calls } = await aCache({ maxCharacters: 20 });
  for (const path of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.read(path);
  expect(calls.filter((call) => call.startsWith('read'))).toEqual([
    'read a',
    'read b',
    'read c',
    'read b',
  ]);
});

test('a slow read does not bring back what was written over meanwhile', async () => {
  const { cache, slowly } = await aCache({ maxCharacters: 100 });
  const goOn = slowly();
  const reading = cache.read('a');
  await cache.replace('a', 'newer');
  goOn();
  expect(await reading).toBe('text of a');
  expect(await cache.read('a')).toBe('newer');
});

test('a write that failed leaves the text that was there', async () => {
  const { cache, failNextWrite } = await aCache({ maxCharacters: 100 });
  await cache.read('a');
  failNextWrite();
  await expect(cache.replace('a', 'newer')).rejects.toThrow('full');
  expect(await cache.read('a')).toBe('text of a');
});

test('a text that is refused is read again when it is asked for again', async () => {
  const { cache, calls } = await aCache({ maxCharacters: 100, refused: 'a' });
  await expect(cache.read('a')).rejects.toThrow('refused');
  await expect(cache.read('a')).rejects.toThrow('refused');
  expect(calls).toEqual(['read a', 'check a', 'read a', 'check a']);
});

async function aCache(options: { maxCharacters: number; refused?: string }) {
  const files = memoryFiles();
  for (const path of ['a', 'b', 'c']) await files.replace(path, `text of ${path}`);
  const calls: string[] = [];
  let before: Promise<void> = Promise.resolve();
  let writing: Promise<void> = Promise.resolve();
  const cache = createTextCache({
    files: {
      where: (path) => path,
      read: async (path) => {
        calls.push(`read ${path}`);
        const text = await files.read(path);
        await before;
        return text;
      },
      replace: async (path, text) => {
        await writing;
        await files.replace(path, text);
      },
    },
    check: (_text, path) => {
      calls.push(`check ${path}`);
      if (path === options.refused) throw new Error('refused');
    },
    maxCharacters: options.maxCharacters,
  });
  return {
    cache,
    calls,
    /** Holds reads back until the function that it gives is called. */
    slowly: () => {
      let goOn = () => {};
      before = new Promise((resolve) => {
        goOn = resolve;
      });
      return goOn;
    },
    failNextWrite: () => {
      writing = Promise.reject(new Error('full'));
    },
  };
}
