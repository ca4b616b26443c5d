import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClassifier, loadClassifier } from '../../../src/classifier/create-classifier.ts';
import type { IntentCatalogue } from '../../../src/classifier/load-intents.ts';
import { IntentId } from '../../../src/domain/ids.ts';
import { Topic } from '../../../src/domain/topic.ts';
import { sha256 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { SMALL_EXAMPLES } from './small-examples.ts';

function aCatalogue(examples: Record<string, string[]> = SMALL_EXAMPLES): IntentCatalogue {
  const intents = Object.entries(examples).map(([id, en]) => ({
    id: IntentId.parse(id),
    topic: 'driving' as const,
    about: id,
    staffOnly: false,
    examples: { en, es: [] },
  }));
  return { intents, others: [], contentHash: sha256(JSON.stringify(intents)) };
}

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'askwell-model-'));
}

function onlyFile(folder: string): string {
  const [name] = readdirSync(folder);
  if (!name) throw new Error('no model was kept');
  return join(folder, name);
}

test('a driving question is understood in words that no example has', async () => {
  const classifier = await createClassifier({ catalogue: aCatalogue() });
  expect(classifier.classify('when may I drive my own car again?')).toMatchObject({
    kind: 'confident',
    intent: 'driving.after_treatment',
  });
});

test('a typo does not change the answer', async () => {
  const classifier = await createClassifier({ catalogue: aCatalogue() });
  expect(classifier.classify('whn can i drvie home')).toMatchObject({
    ranked: [{ intent: 'driving.after_treatment' }, {}, {}, {}],
  });
});

test.each(['', '   ', '🙂🙂', '???', 'שלום עולם', 'xqzzt vvrrw', 'a'.repeat(100_000)])(
  'a message that says nothing we know is not answered (%#)',
  async (text) => {
    const classifier = await createClassifier({ catalogue: aCatalogue() });
    expect(['abstained', 'out_of_scope']).toContain(classifier.classify(text).kind);
  },
);

test('confidences are between 0 and 1 and come best first', async () => {
  const classifier = await createClassifier({ catalogue: aCatalogue() });
  const confidences = classifier
    .classify('is it covered')
    .ranked.map(({ confidence }) => confidence);
  expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  expect(confidences.every((one) => one >= 0 && one <= 1)).toBe(true);
});

test('the model from the cache says exactly what the trained one said', async () => {
  const cacheFolder = aFolder();
  const trained = await createClassifier({ catalogue: aCatalogue(), cacheFolder });
  const before = readFileSync(onlyFile(cacheFolder));
  const loaded = await createClassifier({ catalogue: aCatalogue(), cacheFolder });
  expect(readFileSync(onlyFile(cacheFolder)).equals(before)).toBe(true);
  expect(loaded.classify('can i drive')).toEqual(trained.classify('can i drive'));
  expect(loaded.version).toBe(trained.version);
});

test('training twice gives the same model, bit by bit', async () => {
  const folders = [aFolder(), aFolder()];
  for (const cacheFolder of folders)
    await createClassifier({ catalogue: aCatalogue(), cacheFolder });
  const [one, other] = folders.map((folder) => readFileSync(onlyFile(folder)));
  expect(one && other && one.equals(other)).toBe(true);
});

test.each([
  ['a flipped bit', (file: Buffer) => file.with(200, (file[200] ?? 0) ^ 1)],
  ['half of it', (file: Buffer) => file.subarray(0, file.length / 2)],
  ['nothing', () => Buffer.alloc(0)],
])('a model file with %s is noticed and trained again', async (_, spoil) => {
  const cacheFolder = aFolder();
  await createClassifier({ catalogue: aCatalogue(), cacheFolder });
  const whole = readFileSync(onlyFile(cacheFolder));
  writeFileSync(onlyFile(cacheFolder), spoil(whole));
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (_fields: object, message: string) => warnings.push(message) };
  const classifier = await createClassifier({ catalogue: aCatalogue(), cacheFolder, log });
  expect(classifier.classify('can i drive')).toMatchObject({ kind: 'confident' });
  expect(warnings).toEqual([expect.stringContaining('damaged')]);
  expect(readFileSync(onlyFile(cacheFolder)).equals(whole)).toBe(true);
});

test('a cache folder that cannot be written does not keep the bot from starting', async () => {
  const file = join(aFolder(), 'a-file');
  writeFileSync(file, '');
  const classifier = await createClassifier({
    catalogue: aCatalogue(),
    cacheFolder: join(file, 'cache'),
  });
  expect(classifier.classify('can i drive')).toMatchObject({ kind: 'confident' });
});

test('another example makes another version and another file', async () => {
  const cacheFolder = aFolder();
  const one = await createClassifier({ catalogue: aCatalogue(), cacheFolder });
  const more = { ...SMALL_EXAMPLES, 'contact.hours': ['are you open today', 'opening hours'] };
  const other = await createClassifier({ catalogue: aCatalogue(more), cacheFolder });
  expect(other.version).not.toBe(one.version);
  expect(readdirSync(cacheFolder)).toHaveLength(2);
});

test('a thread that must not train gets a classifier only where one is kept whole', async () => {
  const parts = { catalogue: aCatalogue(), cacheFolder: aFolder() };
  expect(await loadClassifier(parts)).toBeUndefined();
  expect(readdirSync(parts.cacheFolder)).toEqual([]);
  const { version } = await createClassifier(parts);
  expect((await loadClassifier(parts))?.version).toBe(version);
  writeFileSync(onlyFile(parts.cacheFolder), 'half a mod');
  expect(await loadClassifier(parts)).toBeUndefined();
});

const QUESTIONS = { doubtful: 'do i have to pay for parking', sure: 'can i drive home' };

test.each([
  ['what both see is answered', { insurance: 0.99 }, QUESTIONS.doubtful, 'insurance.coverage'],
  ['what they see differently is not', { driving: 0.5 }, QUESTIONS.doubtful, undefined],
  ['what the classifier is sure of is', { prep: 0.99 }, QUESTIONS.sure, 'driving.after_treatment'],
] as const)('a second opinion: %s', async (_, opinion, text, intent) => {
  const rest = Topic.options.map((topic) => [topic, 0.01]);
  const secondOpinion = () => ({ ...Object.fromEntries(rest), ...opinion });
  const classifier = await createClassifier({ catalogue: aCatalogue(), secondOpinion });
  const found = classifier.classify(text);
  expect(found.kind === 'confident' ? found.intent : undefined).toBe(intent);
});
