import { join } from 'node:path';
import type { Classifier, SecondOpinion } from '../domain/classification.ts';
import { sha256 } from '../shared/ids.ts';
import type { Log } from '../shared/log.ts';
import { DECISION_SETTINGS, decide } from './decide.ts';
import type { KeptFiles } from './kept-files.ts';
import type { IntentCatalogue } from './load-intents.ts';
import type { Model } from './model/model.ts';
import { MODEL_FORMAT, readModels, writeModels } from './model/model-file.ts';
import { createRanker } from './rank-intents.ts';
import { type Example, planTraining, TRAINING_SETTINGS } from './training/plan-training.ts';
import { trainModel } from './training/train.ts';

export type ClassifierParts = {
  catalogue: IntentCatalogue;
  /** Where trained models are kept between starts; without it every start trains (some seconds). */
  cacheFolder?: string;
  /** How they are kept there; in the clear without it. */
  files?: KeptFiles;
  log?: Log;
  /** Heard where these models are not sure. */
  secondOpinion?: SecondOpinion | undefined;
};

/** Goes up with any change of the code that decides, so that `version` tells the old from the new. */
const DECIDING_CODE = 4;

/**
 * Loads the models for these examples from the cache, or trains and keeps them. A file that is damaged counts as not
 * there; a folder that cannot be written costs the next start its seconds and nothing else.
 */
export async function createClassifier(parts: ClassifierParts): Promise<Classifier> {
  const models = (await readKept(parts)) ?? (await trainAndKeep(parts));
  return classifierOf(models, parts);
}

/** The same where the models are kept and whole, else `undefined`: for a thread that must not stop for a training. */
export async function loadClassifier(parts: ClassifierParts): Promise<Classifier | undefined> {
  const models = await readKept(parts);
  return models && classifierOf(models, parts);
}

function classifierOf(models: Models, { catalogue, secondOpinion }: ClassifierParts): Classifier {
  const rank = createRanker(models, secondOpinion);
  const deciding = [trainedFrom(catalogue), DECIDING_CODE, DECISION_SETTINGS];
  return { version: sha256(JSON.stringify(deciding)), classify: (text) => decide(rank(text)) };
}

function trainedFrom({ contentHash }: IntentCatalogue): string {
  return sha256(JSON.stringify([MODEL_FORMAT, TRAINING_SETTINGS, contentHash]));
}

type Models = { byIntent: Model; byTopic: Model };

function pathOf({ catalogue, cacheFolder }: ClassifierParts): string | undefined {
  return (
    cacheFolder && join(cacheFolder, `classifier-${trainedFrom(catalogue).slice(0, 32)}.model`)
  );
}

async function readKept(parts: ClassifierParts): Promise<Models | undefined> {
  const path = pathOf(parts);
  if (path === undefined) return undefined;
  const { models, found } = await readModels(path, parts.files);
  const [byIntent, byTopic] = models ?? [];
  if (byIntent && byTopic) return { byIntent, byTopic };
  if (found) parts.log?.warn({ path }, 'the classifier on disk is damaged');
  return undefined;
}

async function trainAndKeep(parts: ClassifierParts): Promise<Models> {
  const models = train(parts.catalogue);
  const path = pathOf(parts);
  if (path === undefined) return models;
  try {
    await writeModels(path, [models.byIntent, models.byTopic], parts.files);
  } catch (err) {
    const message = 'the classifier could not be kept and will be trained again at the next start';
    parts.log?.warn({ err, path }, message);
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
    byIntent: trainModel(planTraining(examples, isOutOfScope)),
    byTopic: trainModel(planTraining(ofTopics, isOutOfScope)),
  };
}

function topicPart(intent: string): string {
  return intent.slice(0, intent.indexOf('.'));
}

function isOutOfScope(label: string): boolean {
  return label === 'out_of_scope' || label.startsWith('out_of_scope.');
}
