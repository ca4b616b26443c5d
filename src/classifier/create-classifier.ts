import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Classifier } from '../domain/classification.ts';
import { sha256 } from '../shared/ids.ts';
import { type Log, silentLog } from '../shared/log.ts';
import { DECISION_SETTINGS, decide } from './decide.ts';
import type { IntentCatalogue } from './load-intents.ts';
import type { Model } from './model/model.ts';
import { MODEL_FORMAT, readModels, writeModels } from './model/model-file.ts';
import { createRanker } from './rank-intents.ts';
import { type Example, TRAINING_SETTINGS, trainModel } from './train.ts';

export type ClassifierParts = {
  catalogue: IntentCatalogue;
  /** Where trained models are kept between starts; without it every start trains (some seconds). */
  cacheFolder?: string;
  log?: Log;
};

/** Goes up with any change of the code that decides, so that `version` tells the old from the new. */
const DECIDING_CODE = 2;

/**
 * Loads the models for these examples from the cache, or trains and keeps them. A file that is damaged counts as not
 * there; a folder that cannot be written costs the next start its seconds and nothing else.
 */
export async function createClassifier(parts: ClassifierParts): Promise<Classifier> {
  const { contentHash } = parts.catalogue;
  const trainedFrom = sha256(JSON.stringify([MODEL_FORMAT, TRAINING_SETTINGS, contentHash]));
  const models = parts.cacheFolder
    ? await loadOrTrain(
        parts,
        join(parts.cacheFolder, `classifier-${trainedFrom.slice(0, 32)}.model`),
      )
    : train(parts.catalogue);
  const rank = createRanker(models);
  return {
    version: sha256(JSON.stringify([trainedFrom, DECIDING_CODE, DECISION_SETTINGS])),
    classify: (text) => decide(rank(text)),
  };
}

type Models = { byIntent: Model; byTopic: Model };

async function loadOrTrain(
  { catalogue, log = silentLog }: ClassifierParts,
  path: string,
): Promise<Models> {
  const kept = await readModels(path);
  const [byIntent, byTopic] = kept.models ?? [];
  if (byIntent && byTopic) return { byIntent, byTopic };
  if (kept.found) log.warn({ path }, 'the classifier on disk is damaged and is trained again');
  const models = train(catalogue);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeModels(path, [models.byIntent, models.byTopic]);
  } catch (err) {
    const message = 'the classifier could not be kept and will be trained again at the next start';
    log.warn({ err, path }, message);
  }
  return models;
}

function train({ intents, others }: IntentCatalogue): Models {
  const examples = intents.flatMap(({ id, examples: { en, es } }): Example[] =>
    [...en, ...es].map((text) => ({ text, label: id })),
  );
  const ofTopics = [
    ...examples.map(({ text, label }) => ({ text, label: topicPart(label) })),
    ...others.map(({ text, topic }) => ({ text, label: topic })),
  ];
  return {
    byIntent: trainModel({ examples, isOutOfScope }),
    byTopic: trainModel({ examples: ofTopics, isOutOfScope }),
  };
}

function topicPart(intent: string): string {
  return intent.slice(0, intent.indexOf('.'));
}

function isOutOfScope(label: string): boolean {
  return label === 'out_of_scope' || label.startsWith('out_of_scope.');
}
