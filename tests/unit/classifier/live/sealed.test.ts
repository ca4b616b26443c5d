import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  keysOfLiveFolder,
  sealLiveFolder,
} from '../../../../src/classifier/live/seal-live-folder.ts';
import { readStoreKeys, type StoreKey } from '../../../../src/store/seal/store-keys.ts';
import { keysNamed } from '../../../support/a-seal.ts';
import { aFolder, aLiveClassifier, MORE } from './live-kit.ts';

const JALOPY = 'zoom off in the jalopy';
const keys = (...ids: string[]): readonly StoreKey[] => readStoreKeys(keysNamed(...ids)) ?? [];

/** Every byte of the folder, and what compression hides. */
function bytesOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .map((bytes) => `${bytes.toString('latin1')}${unpacked(bytes)}`)
    .join('\n');
}

function unpacked(file: Buffer): string {
  if (!file.toString('latin1', 0, 7).startsWith('askwell')) return '';
  return brotliDecompressSync(file.subarray(file.indexOf('\n') + 1, -32)).toString('latin1');
}

test('with a key no word of an example is in the classifier’s folder, and it is learnt again after a restart', async () => {
  const { runInWorker } = await import('../../../../src/classifier/live/run-in-worker.ts');
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const deps = { folder, cacheFolder, keys: keys('a') };
  const live = await aLiveClassifier({ ...deps, inWorker: runInWorker });
  expect(await live.retrain(MORE)).toMatchObject({ kind: 'swapped' });
  expect(bytesOf(folder)).not.toContain('jalopy');

  const again = await aLiveClassifier(deps);
  expect(again.status().shipped).toBe(false);
  expect(again.classifier.classify(JALOPY)).toMatchObject({ intent: 'driving.after_treatment' });
});

test('what lay in the clear is sealed by the next start, and goes on serving', async () => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const before = await aLiveClassifier({ folder, cacheFolder });
  await before.retrain(MORE);
  expect(bytesOf(folder)).toContain('jalopy');
  expect(await keysOfLiveFolder(folder)).toEqual(new Set(['clear']));

  const live = await aLiveClassifier({ folder, cacheFolder, keys: keys('a') });
  expect(live.classifier.version).toBe(before.classifier.version);
  expect(bytesOf(folder)).not.toContain('jalopy');
});

test('the folder is sealed anew with another key, once, and put back in the clear', async () => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const live = await aLiveClassifier({ folder, cacheFolder, keys: keys('a') });
  await live.retrain(MORE);
  const { sealed, already } = await sealLiveFolder(folder, keys('b', 'a'));
  expect([sealed > 2, already]).toEqual([true, 0]);
  expect(await sealLiveFolder(folder, keys('b', 'a'))).toEqual({ sealed: 0, already: sealed });
  expect(await keysOfLiveFolder(folder)).toEqual(new Set(['b']));
  const again = await aLiveClassifier({ folder, cacheFolder, keys: keys('b') });
  expect(again.classifier.version).toBe(live.classifier.version);

  await sealLiveFolder(folder, keys('clear', 'b'));
  expect(bytesOf(folder)).toContain('jalopy');
});

test('without the key what ships serves, nothing of the folder is written over, and rekeying says which key is missing', async () => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  await (await aLiveClassifier({ folder, cacheFolder, keys: keys('a') })).retrain(MORE);
  const bytes = bytesOf(folder);
  const live = await aLiveClassifier({ folder, cacheFolder, keys: keys('b') });
  expect(live.status().shipped).toBe(true);
  expect(bytesOf(folder)).toBe(bytes);
  await expect(sealLiveFolder(folder, keys('b'))).rejects.toThrow('sealed with the key "a"');
});

test('a sealed file that was put in the place of another is not read', async () => {
  const folder = aFolder();
  const one = join(folder, 'one');
  const other = join(folder, 'other');
  for (const path of [one, other]) mkdirSync(path);
  writeFileSync(join(one, 'catalogue.json'), 'words of one');
  await sealLiveFolder(folder, keys('a'));
  writeFileSync(join(other, 'catalogue.json'), readFileSync(join(one, 'catalogue.json')));
  await expect(sealLiveFolder(folder, keys('b', 'a'))).rejects.toThrow('other');
});
