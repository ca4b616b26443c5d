import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createSeal } from '../../../src/store/seal/create-seal.ts';
import { readStoreKeys } from '../../../src/store/seal/store-keys.ts';
import { aSeal, keysNamed } from '../../support/a-seal.ts';

test('an admin’s keys are read in their order, and anything else is refused without being shown', () => {
  const setting = keysNamed('2026-11', 'old', 'clear');
  expect(readStoreKeys(setting)?.map(({ id }) => id)).toEqual(['2026-11', 'old', 'clear']);
  expect(readConfig({ STORE_KEYS: setting }).STORE_KEYS).toBe(setting);

  const [key = ''] = keysNamed('a').split(':').slice(1);
  for (const wrong of ['secret', 'a:secret', `:${key}`, `a b:${key}`, `a:${key}x`, `a:${key},`]) {
    expect(readStoreKeys(wrong), wrong).toBeUndefined();
    expect(() => readConfig({ STORE_KEYS: wrong })).toThrow(/STORE_KEYS: each is id:key/);
    expect(() => readConfig({ STORE_KEYS: wrong })).not.toThrow(key);
  }
  expect(readStoreKeys(`a:${key},a:${key}`)).toBeUndefined();
  expect(readStoreKeys(`clear:${key}`)).toBeUndefined();
});

test('the same words are sealed differently every time, and open under their own name alone', () => {
  const seal = aSeal('a');
  const [one, two] = [seal.seal('words', 'mine'), seal.seal('words', 'mine')];
  expect(one).not.toBe(two);
  expect(seal.open(one, { name: 'mine', where: 'here' })).toBe('words');
  expect(() => seal.open(one, { name: 'yours', where: 'here' })).toThrow(/^here: does not open/);
});

test('no changed byte of what is sealed opens', () => {
  const seal = aSeal('a');
  const sealed = seal.seal('words', 'mine');
  const [head, body = ''] = [sealed.slice(0, 'sealed-1:a:'.length), sealed.split(':').at(-1)];
  const bytes = Buffer.from(body, 'base64');
  for (const index of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    const stored = head + changed.toString('base64');
    expect(() => seal.open(stored, { name: 'mine', where: 'here' })).toThrow(/does not open/);
  }
  const cut = head + bytes.subarray(0, 20).toString('base64');
  expect(() => seal.open(cut, { name: 'mine', where: 'here' })).toThrow(/does not open/);
});

test('where "clear" comes first words are written as they are, and sealed ones still open', () => {
  const leaving = aSeal('clear', 'a');
  expect(leaving.seal('words', 'mine')).toBe('words');
  const sealed = aSeal('a').seal('words', 'mine');
  expect(leaving.open(sealed, { name: 'mine', where: 'here' })).toBe('words');
  expect(() => createSeal([]).open(sealed, { name: 'mine', where: 'here' })).toThrow('STORE_KEYS');
});
