import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Concern } from '../../../src/domain/concern.ts';
import { Topic } from '../../../src/domain/topic.ts';
import { createConcernModel } from '../../../src/safety/model/create-concern-model.ts';
import { createFinder } from '../../../src/safety/model/find-concerns.ts';
import { readFrames } from '../../../src/safety/model/frames.ts';
import {
  loadTrainingTexts,
  type TrainingText,
} from '../../../src/safety/model/load-training-texts.ts';
import { decodeWeights, encodeWeights } from '../../../src/safety/model/model-file.ts';
import { createSenseReader } from '../../../src/safety/model/reading/create-sense-reader.ts';
import { readPassages } from '../../../src/safety/model/reading/read-passages.ts';
import { dealOut, trainConcerns } from '../../../src/safety/model/train-concerns.ts';

const root = new URL('../../../', import.meta.url);
const folders = {
  examples: new URL('src/safety/examples/', root),
  intents: new URL('intents/', root),
};
const senses = readFileSync(new URL('src/safety/model/reading/senses.yaml', root), 'utf8');
const frames = readFrames(readFileSync(new URL('src/safety/model/frames.yaml', root), 'utf8'));
const messages = [
  'my chest feels so tight and i cant breathe',
  'ya no quiero vivir, quiero morirme',
  'how many sprays can i take',
  'what are your opening hours',
];

const everyExample = loadTrainingTexts(folders);

/** The model of the program, from where the build keeps it. */
const trained = createConcernModel({ cacheFolder: fileURLToPath(new URL('dist/models/', root)) });

test('a model from the cache finds what the trained one found', () => {
  const cacheFolder = temporaryFolder();
  const first = smallModel(cacheFolder);
  expect(readdirSync(cacheFolder)).toHaveLength(1);
  const cached = smallModel(cacheFolder);
  expect(cached.version).toBe(first.version);
  const sample = everyExample.filter((_, at) => at % 200 === 0);
  for (const { text } of sample) expect(cached.find(text)).toEqual(first.find(text));
});

test('the same few examples always give the same bytes', () => {
  const texts = everyExample.filter((_, at) => at % 160 === 0);
  const train = () => encodeWeights(trainConcerns(texts, createSenseReader(senses), frames));
  expect(train().equals(train())).toBe(true);
});

test('it says what a harmless message is about, in parts of one', () => {
  const shares = trained.topicsOf('when may i drive my car after the infusion');
  expect(Object.keys(shares).toSorted()).toEqual(Topic.options.toSorted());
  expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  expect(shares.driving).toBeGreaterThan(0.8);
});

test('a medicine that no example and no list names is known by the end of its name', () => {
  const name = 'abrocitinib';
  expect(everyExample.filter(({ text }) => text.includes(name))).toEqual([]);
  expect(senses).not.toContain(name);
  expect(trained.find(`is it ok to take ${name} on the same day`)).not.toEqual([]);
  expect(createSenseReader(senses)(name)).toEqual(createSenseReader(senses)('fostemsavimab'));
});

test('a patient in danger is found with the level and urgency of the concern', () => {
  expect(trained.find(messages[0] ?? '')).toContainEqual({
    concern: 'emergency',
    level: 0,
    urgency: 'emergency',
  });
  expect(trained.find(messages[1] ?? '')).toContainEqual({
    concern: 'self_harm',
    level: 1,
    urgency: 'urgent',
  });
  expect(trained.find(messages[2] ?? '')).toContainEqual({
    concern: 'dose',
    level: 3,
    urgency: 'routine',
  });
  expect(trained.find(messages[3] ?? '')).toEqual([]);
});

test('a danger between harmless sentences is found as if it stood alone', () => {
  const around = 'hi where do i park on monday and do you take my insurance card at the desk';
  expect(
    trained.find(`${around}. ${messages[0]}. ${around}`).map(({ concern }) => concern),
  ).toContain('emergency');
});

test('a broken cache file is trained anew and mended', () => {
  const { folder, file, good } = smallCache();
  for (const bad of [good.subarray(0, 1000), flipped(good), Buffer.alloc(0)]) {
    writeFileSync(file, bad);
    expect(smallModel(folder).find(messages[0] ?? '')).toBeDefined();
    expect(readFileSync(file).equals(good)).toBe(true);
  }
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a cache folder that cannot be written costs no message', () => {
  const notAFolder = join(temporaryFolder(), 'a-file');
  writeFileSync(notAFolder, 'here already');
  expect(smallModel(notAFolder).find('hello')).toEqual(expect.any(Array));
});

test('other examples give another version', () => {
  expect(smallModel(temporaryFolder()).version).not.toBe(trained.version);
});

test('a file of examples that is wrong is named', () => {
  const examples = temporaryFolder();
  writeFileSync(join(examples, 'dose.yaml'), 'concern: doze\nexamples: { en: [x] }\n');
  expect(() =>
    createConcernModel({ folders: { ...folders, examples: folderUrl(examples) } }),
  ).toThrow(/^dose\.yaml: /);
});

test('odd input is read without harm', () => {
  const odd = [
    '',
    '   \n\t ',
    '?!.,;',
    '🚑'.repeat(5000),
    'a'.repeat(100_000),
    'my chest is tight '.repeat(5600),
    '.'.repeat(100_000),
    '\u0301'.repeat(10_000),
    '\ud800 lone \udfff',
    '\u0000\u202e12345',
    'ﷺ'.repeat(2000),
    '0'.repeat(10_000),
  ];
  for (const text of odd) {
    expect(trained.find(text)).toEqual(expect.any(Array));
    expect(trained.find('what are your opening hours')).toEqual([]);
  }
  expect(trained.find('my chest is tight and i cant breathe '.repeat(3000)).length).toBeGreaterThan(
    0,
  );
});

test('no accents, no apostrophes and capitals change nothing', () => {
  expect(readPassages('¿Qué HAGO? No puedo respirar')).toEqual(
    readPassages('que hago? no puedo respirar'),
  );
  expect(readPassages("I can't").whole).toEqual(['i', 'cant']);
});

test('sentences and stretches of a long one are read on their own as well', () => {
  expect(readPassages('where do i park? my chest hurts').parts).toEqual([
    ['where', 'do', 'i', 'park', '?'],
    ['my', 'chest', 'hurts'],
  ]);
  expect(readPassages('one sentence only').parts).toEqual([]);
  expect(readPassages('word '.repeat(60)).parts).toHaveLength(5);
});

/** Training on all takes a minute; an eighth shows as well that it learns. */
const PART = 8;

/**
 * Share of a held-out fifth that brings a person or a safety text, whatever concern it was taken for. Floors are some
 * ten points below what this fifth gave with an eighth of the examples, which are as unlike each other as can be.
 */
const FLOORS: Partial<Record<Concern, number>> = {
  emergency: 0.8,
  overdose: 0.83,
  self_harm: 0.7,
  abuse_disclosed: 0.68,
  side_effect_now: 0.7,
  dose: 0.48,
  minor: 0.6,
  pregnancy: 0.5,
  personal_advice: 0.55,
  interaction: 0.6,
  schedule: 0.4,
};

test('examples it has not learnt are found, and ordinary questions raise few alarms', () => {
  const texts = everyExample.filter((_, at) => at % PART === 0);
  const fold = dealOut(texts, 5, 11);
  const sensesOf = createSenseReader(senses);
  const weights = trainConcerns(
    texts.filter((_, at) => fold[at] !== 0),
    sensesOf,
    frames,
  );
  const { find } = createFinder(decodeWeights(encodeWeights(weights)) ?? weights, sensesOf);
  const held = texts
    .filter((_, at) => fold[at] === 0)
    .map((own) => ({ ...own, found: find(own.text) }));

  for (const [concern, floor] of Object.entries(FLOORS)) {
    const own = held.filter(({ head }) => head === concern);
    const recall = share(own, ({ found }) => found.length > 0);
    expect(recall, `recall of ${concern}`).toBeGreaterThan(floor);
  }
  const ordinary = held.filter((text) => text.ordinary);
  expect(share(ordinary, ({ found }) => found.length > 0)).toBeLessThan(0.13);
  expect(share(ordinary, ({ found }) => found.some(pages))).toBeLessThan(0.075);
});

function pages(concern: Concern): boolean {
  return ['emergency', 'overdose', 'self_harm', 'abuse_disclosed'].includes(concern);
}

function share<Held extends TrainingText>(texts: Held[], holds: (text: Held) => boolean): number {
  return texts.filter(holds).length / texts.length;
}

/** A model of a handful of examples: trained in milliseconds. */
function smallModel(folder: string) {
  return createConcernModel({ cacheFolder: folder, folders: SMALL });
}

function smallCache() {
  const folder = temporaryFolder();
  smallModel(folder);
  const file = join(folder, readdirSync(folder)[0] ?? '');
  return { folder, file, good: readFileSync(file) };
}

const SMALL = smallFolders();

function smallFolders() {
  const examples = temporaryFolder();
  const intents = temporaryFolder();
  writeFileSync(
    join(examples, 'emergency.yaml'),
    'concern: emergency\nexamples: { en: [my chest hurts, i cant breathe] }\n',
  );
  writeFileSync(
    join(examples, 'any.yaml'),
    'harmless: true\nexamples: { en: [my wallet hurts, where do i park] }\n',
  );
  writeFileSync(
    join(intents, 'contact.yaml'),
    'topic: contact\nintents: [{ id: contact.hours, about: Hours, examples: { en: [opening hours, when are you open] } }]\n',
  );
  return { examples: folderUrl(examples), intents: folderUrl(intents) };
}

function flipped(good: Buffer): Buffer {
  const bad = Buffer.from(good);
  bad.writeUInt8(bad.readUInt8(500_000) ^ 1, 500_000);
  return bad;
}

function folderUrl(path: string): URL {
  return new URL(`file://${path}/`);
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'askwell-concerns-'));
}
