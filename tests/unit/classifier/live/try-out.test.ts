import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, aLiveClassifier, MORE, SPOILED } from './live-kit.ts';

const JALOPY = 'zoom off in the jalopy';
type Live = Awaited<ReturnType<typeof aLiveClassifier>>;
const answerTo = ({ classifier }: Pick<Live, 'classifier'>) => {
  const found = classifier.classify(JALOPY);
  return found.kind === 'confident' ? found.intent : found.kind;
};

/** Tries the catalogue that knows a jalopy. Gives the version to adopt. */
async function tried(live: Live) {
  const outcome = await live.retrain(MORE, { swap: false });
  if (outcome.kind !== 'ready') throw new Error(outcome.kind);
  return outcome.candidate.classifier;
}

test('a classifier that is only tried answers nobody until it is adopted', async () => {
  const folder = aFolder();
  const cacheFolder = aFolder();
  const live = await aLiveClassifier({ folder, cacheFolder });
  const candidate = await tried(live);
  expect(answerTo({ classifier: candidate })).toBe('driving.after_treatment');
  expect(answerTo(live)).not.toBe('driving.after_treatment');
  expect(live.status()).toEqual({ shipped: true, canRollBack: false, training: false });
  const { version } = candidate;
  expect(await live.adopt(version)).toEqual({ kind: 'swapped', version });
  expect(answerTo(live)).toBe('driving.after_treatment');
  expect(answerTo(await aLiveClassifier({ folder, cacheFolder }))).toBe('driving.after_treatment');
  await live.rollback();
  expect(answerTo(live)).not.toBe('driving.after_treatment');
});

test('only what was tried last, against what serves now, can be adopted', async () => {
  const live = await aLiveClassifier();
  expect(await live.adopt('no such version')).toEqual({ kind: 'nothing to adopt' });
  const { version } = await tried(live);
  await live.retrain(SPOILED, { swap: false });
  expect(await live.adopt(version)).toEqual({ kind: 'nothing to adopt' });
  const again = await tried(live);
  await live.retrain(MORE);
  expect(await live.adopt(again.version)).toEqual({ kind: 'nothing to adopt' });
});

test('what was tried and not adopted is gone from the disk at the next start', async () => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const live = await aLiveClassifier({ folder, cacheFolder });
  await tried(live);
  const [name = ''] = readdirSync(folder).filter((entry) => entry.length === 32);
  expect(existsSync(join(folder, name))).toBe(true);
  await aLiveClassifier({ folder, cacheFolder });
  expect(existsSync(join(folder, name))).toBe(false);
});
