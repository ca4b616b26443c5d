import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecondOpinion } from '../../domain/classification.ts';
import type { Concern, Level, Urgency } from '../../domain/concern.ts';
import { createFinder } from './find-concerns.ts';
import { readFrames } from './frames.ts';
import { exampleFiles, loadTrainingTexts, type TrainingFolders } from './load-training-texts.ts';
import {
  decodeWeights,
  encodeWeights,
  MODEL_FORMAT,
  readWeights,
  writeWeights,
} from './model-file.ts';
import { createSenseReader } from './reading/create-sense-reader.ts';
import { type ConcernWeights, TRAINING_SETTINGS, trainConcerns } from './train-concerns.ts';

type ModelFinding = { concern: Concern; level: Level; urgency: Urgency };

/** The second detector of the gate: learnt from examples, where the first follows rules. It only ever adds. */
export type ConcernModel = {
  /** What it takes the message for, each concern once; empty when it sees nothing. Waits for nothing, changes nothing. */
  find(text: string): ModelFinding[];
  /** Whether it looks a little like a concern, though too little to be named one. */
  doubts(text: string): boolean;
  /** What it is about if it is harmless. */
  topicsOf: SecondOpinion;
  readonly version: string;
};

export type ConcernModelOptions = {
  /** Where the trained model is kept between starts; without it, it is trained at each start (a minute or two). */
  cacheFolder?: string;
  folders?: TrainingFolders;
};

const FOLDERS: TrainingFolders = {
  examples: new URL('../examples/', import.meta.url),
  intents: new URL('../../../intents/', import.meta.url),
};

/** The lowest each concern can be: that it is worse than this is for the rules to see. */
const LEAST: Record<Concern, { level: Level; urgency: Urgency }> = {
  emergency: { level: 0, urgency: 'emergency' },
  overdose: { level: 0, urgency: 'emergency' },
  self_harm: { level: 1, urgency: 'urgent' },
  abuse_disclosed: { level: 1, urgency: 'urgent' },
  side_effect_now: { level: 2, urgency: 'urgent' },
  dose: { level: 3, urgency: 'routine' },
  schedule: { level: 3, urgency: 'routine' },
  interaction: { level: 3, urgency: 'routine' },
  pregnancy: { level: 3, urgency: 'routine' },
  personal_advice: { level: 3, urgency: 'routine' },
  minor: { level: 3, urgency: 'routine' },
  procurement: { level: 4, urgency: 'routine' },
  conduct: { level: 6, urgency: 'routine' },
};

/** Throws when a file of examples is missing or wrong; a cache that is missing, broken or not writable costs only time. */
export function createConcernModel({
  cacheFolder,
  folders = FOLDERS,
}: ConcernModelOptions = {}): ConcernModel {
  const senses = readFileSync(new URL('./reading/senses.yaml', import.meta.url), 'utf8');
  const sensesOf = createSenseReader(senses);
  const frames = readFileSync(new URL('./frames.yaml', import.meta.url), 'utf8');
  const settings = JSON.stringify([MODEL_FORMAT, TRAINING_SETTINGS, senses, frames]);
  const key = hashOf(settings, folders).slice(0, 16);
  const file = cacheFolder === undefined ? undefined : join(cacheFolder, `concerns-${key}.model`);
  const weights =
    (file === undefined ? undefined : readWeights(file)) ??
    train(() => trainConcerns(loadTrainingTexts(folders), sensesOf, readFrames(frames)), file);
  const { find, doubts, topicsOf } = createFinder(weights, sensesOf);
  return {
    version: `concerns ${key}`,
    doubts,
    topicsOf,
    find: (text) => find(text).map((concern) => ({ concern, ...LEAST[concern] })),
  };
}

/** Of the settings and the files as they are: a start from the cache need not parse them. */
function hashOf(settings: string, folders: TrainingFolders): string {
  const hash = createHash('sha256').update(settings);
  for (const folder of Object.values(folders) as URL[]) {
    for (const name of exampleFiles(folder)) {
      hash.update(`\n${name}\n`).update(readFileSync(new URL(name, folder)));
    }
  }
  return hash.digest('hex');
}

/** What comes out has been through the file's bytes, so that a model from the cache is no other than a trained one. */
function train(trainAll: () => ConcernWeights, file: string | undefined): ConcernWeights {
  const trained = trainAll();
  const bytes = encodeWeights(trained);
  if (file !== undefined) writeWeights(file, bytes);
  return decodeWeights(bytes) ?? trained;
}
