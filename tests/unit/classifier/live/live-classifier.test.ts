import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunInWorker } from '../../../../src/classifier/live/run-in-worker.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { aCatalogue, aFolder, aLiveClassifier, inThisThread, MORE, SPOILED } from './live-kit.ts';

const JALOPY = 'zoom off in the jalopy';
const answerTo = (live: Awaited<ReturnType<typeof aLiveClassifier>>, text: string) => {
  const found = live.classifier.classify(text);
  return found.kind === 'confident' ? found.intent : found.kind;
};

test('a new example is learnt on a thread of its own and answers from then on, also after a restart', async () => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const { runInWorker } = await import('../../../../src/classifier/live/run-in-worker.ts');
  const live = await aLiveClassifier({ folder, cacheFolder, inWorker: runInWorker });
  const before = live.classifier.version;
  const stages: string[] = [];
  expect(answerTo(live, JALOPY)).not.toBe('driving.after_treatment');
  const outcome = await live.retrain(MORE, { onStage: (stage) => stages.push(stage) });
  expect(outcome).toMatchObject({ kind: 'swapped', version: live.classifier.version });
  expect(stages).toEqual(['judging the examples', 'training']);
  expect(answerTo(live, JALOPY)).toBe('driving.after_treatment');
  const again = await aLiveClassifier({ folder, cacheFolder });
  expect(again.classifier.version).not.toBe(before);
  expect(answerTo(again, JALOPY)).toBe('driving.after_treatment');
});

test('a catalogue that answers driving with clothes is refused with the figures, and the old one answers on', async () => {
  const live = await aLiveClassifier();
  const { version } = live.classifier;
  const questions = [{ id: 'q1', text: 'when can i drive again', topic: 'driving' as const }];
  const outcome = await live.retrain(SPOILED, { questions });
  expect(outcome).toMatchObject({
    kind: 'refused',
    fell: expect.arrayContaining([
      expect.objectContaining({ before: expect.anything(), after: expect.anything() }),
    ]),
  });
  expect(live.classifier.version).toBe(version);
  expect(answerTo(live, 'can i drive home after my infusion')).toBe('driving.after_treatment');
});

test('a swap can be taken back, and taken back again', async () => {
  const live = await aLiveClassifier();
  expect(await live.rollback()).toEqual({ kind: 'nothing to go back to' });
  await live.retrain(MORE);
  expect(live.status()).toEqual({ shipped: false, canRollBack: true, training: false });
  expect(await live.rollback()).toMatchObject({ kind: 'swapped' });
  expect(answerTo(live, JALOPY)).not.toBe('driving.after_treatment');
  expect(live.status().shipped).toBe(true);
  await live.rollback();
  expect(answerTo(live, JALOPY)).toBe('driving.after_treatment');
});

test('a new intent is known to the menus once its classifier serves', async () => {
  const live = await aLiveClassifier();
  const catalogue = aCatalogue({
    ...Object.fromEntries(MORE.intents.map(({ id, examples }) => [id, examples.en])),
    'contact.hours': ['opening hours', 'when are you open', 'open on sunday', 'closing time today'],
  });
  expect(live.intents).not.toContain('contact.hours');
  await live.retrain(catalogue);
  expect(live.intents).toContain('contact.hours');
});

const dying: RunInWorker = () => Promise.reject(new Error('the thread died'));
const dyingLate = (async (job, running) => {
  await inThisThread(job, running);
  throw new Error('the thread died after the work');
}) as RunInWorker;

test.each([
  ['at its start', dying],
  ['after its work', dyingLate],
])(
  'a training thread that dies %s leaves the old classifier serving, and the next try works',
  async (_when, inWorker) => {
    const [folder, cacheFolder] = [aFolder(), aFolder()];
    const live = await aLiveClassifier({ folder, cacheFolder, inWorker });
    const { version } = live.classifier;
    expect(await live.retrain(MORE)).toEqual({ kind: 'failed' });
    expect(live.classifier.version).toBe(version);
    const again = await aLiveClassifier({ folder, cacheFolder });
    expect(again.classifier.version).toBe(version);
    expect(await again.retrain(MORE)).toMatchObject({ kind: 'swapped' });
  },
);

test('only one training runs at a time', async () => {
  const live = await aLiveClassifier();
  const [one, other] = await Promise.all([live.retrain(MORE), live.retrain(MORE)]);
  expect([one.kind, other.kind]).toEqual(['swapped', 'busy']);
  expect(await live.retrain(MORE)).toEqual({ kind: 'unchanged' });
});

test('a catalogue that no model can learn is named by its fields and never trained', async () => {
  const live = await aLiveClassifier({ inWorker: dying });
  const catalogue = aCatalogue({ 'driving.after_treatment': [], 'prep.clothes': ['what to wear'] });
  expect(await live.retrain(catalogue)).toEqual({
    kind: 'invalid',
    problems: [expect.stringContaining('intents.0.examples.en')],
  });
});

test.each([
  ['half of the state', 'state.json', (text: string) => text.slice(0, 20)],
  ['no state', 'state.json', () => ''],
  ['half of the catalogue', 'catalogue.json', (text: string) => text.slice(0, text.length / 2)],
  [
    'another catalogue than was kept',
    'catalogue.json',
    (text: string) => text.replace('jalopy', 'banana'),
  ],
])('a start that finds %s serves what served before', async (_what, file, spoil) => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const first = await aLiveClassifier({ folder, cacheFolder });
  const { version } = first.classifier;
  await first.retrain(MORE);
  const [name] = readdirSync(folder).filter((entry) => entry.length === 32);
  const path = file === 'state.json' ? join(folder, file) : join(folder, name ?? '', file);
  writeFileSync(path, spoil(readFileSync(path, 'utf8')));
  const live = await aLiveClassifier({ folder, cacheFolder });
  expect(live.classifier.version).toBe(version);
  expect(answerTo(live, 'can i drive home after my infusion')).toBe('driving.after_treatment');
});

test('a damaged model is made again before it serves', async () => {
  const [folder, cacheFolder] = [aFolder(), aFolder()];
  const live = await aLiveClassifier({ folder, cacheFolder });
  await live.retrain(MORE);
  const { version } = live.classifier;
  const [name = ''] = readdirSync(folder).filter((entry) => entry.length === 32);
  const [model = ''] = readdirSync(join(folder, name)).filter((file) => file.endsWith('.model'));
  writeFileSync(join(folder, name, model), 'spoiled');
  const again = await aLiveClassifier({ folder, cacheFolder });
  expect(again.classifier.version).toBe(version);
  expect(answerTo(again, JALOPY)).toBe('driving.after_treatment');
});

test('what neither serves nor served before is removed from the disk', async () => {
  const folder = aFolder();
  const live = await aLiveClassifier({ folder });
  await live.retrain(MORE);
  const [first = ''] = readdirSync(folder).filter((entry) => entry.length === 32);
  const even = (word: string) =>
    aCatalogue({
      ...Object.fromEntries(MORE.intents.map(({ id, examples }) => [id, examples.en])),
      'prep.clothes': [...(MORE.intents[2]?.examples.en ?? []), `can i wear my ${word}`],
    });
  for (const word of ['hat', 'scarf'])
    expect(await live.retrain(even(word))).toMatchObject({ kind: 'swapped' });
  expect(existsSync(join(folder, first))).toBe(false);
  expect(readdirSync(folder).filter((entry) => entry.length === 32)).toHaveLength(2);
});

test('a training that is under way when the program stops is given up', async () => {
  const { runInWorker } = await import('../../../../src/classifier/live/run-in-worker.ts');
  const errors: object[] = [];
  const log = { ...silentLog, error: (fields: object) => errors.push(fields) };
  const live = await aLiveClassifier({ inWorker: runInWorker, log });
  let training: ReturnType<typeof live.retrain> | undefined;
  await new Promise<void>((started) => {
    training = live.retrain(MORE, { onStage: () => started() });
  });
  await live.close();
  expect(await training).toEqual({ kind: 'failed' });
  expect(errors).toEqual([{ err: expect.objectContaining({ code: 'classifier_worker_ended' }) }]);
});

test('a model that is not whole once it was trained does not serve, and no turn waits for another training', async () => {
  const folder = aFolder();
  const spoiling = (async (job, running) => {
    const result = await inThisThread(job, running);
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (entry.endsWith('.model')) writeFileSync(join(folder, entry), 'half a mod');
    return result;
  }) as RunInWorker;
  const live = await aLiveClassifier({ folder, inWorker: spoiling });
  const { version } = live.classifier;
  expect(await live.retrain(MORE)).toEqual({ kind: 'failed' });
  expect(live.classifier.version).toBe(version);
});
