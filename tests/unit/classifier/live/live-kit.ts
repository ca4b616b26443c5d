import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type LiveClassifier,
  type LiveDeps,
  openLiveClassifier,
} from '../../../../src/classifier/live/create-live-classifier.ts';
import { type Job, runJob } from '../../../../src/classifier/live/jobs.ts';
import type { RunInWorker } from '../../../../src/classifier/live/run-in-worker.ts';
import type { IntentCatalogue } from '../../../../src/classifier/load-intents.ts';
import { IntentId } from '../../../../src/domain/ids.ts';
import { topicOf } from '../../../../src/domain/topic.ts';
import { sha256 } from '../../../../src/shared/ids.ts';
import { SMALL_EXAMPLES } from '../small-examples.ts';

export function aCatalogue(examples: Record<string, string[]> = SMALL_EXAMPLES): IntentCatalogue {
  const intents = Object.entries(examples).map(([name, en]) => {
    const id = IntentId.parse(name);
    return { id, topic: topicOf(id), about: name, staffOnly: false, examples: { en, es: [] } };
  });
  return { intents, others: [], contentHash: sha256(JSON.stringify(intents)) };
}

/** The small examples and one more way to ask about driving. */
export const MORE = aCatalogue({
  ...SMALL_EXAMPLES,
  'driving.after_treatment': [
    ...(SMALL_EXAMPLES['driving.after_treatment'] ?? []),
    'zoom off in my jalopy',
    'jalopy the same evening',
    'is my jalopy allowed',
  ],
});

/** Driving questions that are filed under clothes: whoever asks when to drive is told what to wear. */
export const SPOILED = aCatalogue({
  ...SMALL_EXAMPLES,
  'prep.clothes': [
    ...(SMALL_EXAMPLES['prep.clothes'] ?? []),
    ...['today', 'tonight', 'soon', 'then', 'there', 'later', 'at all', 'at night'].flatMap(
      (when) => [
        `can i drive ${when}`,
        `when can i drive ${when}`,
        `is it safe to drive ${when}`,
        `may i drive my car ${when}`,
      ],
    ),
  ],
});

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-live-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same job in this thread: quicker, where the thread is not what is tested. */
export const inThisThread: RunInWorker = (async (job: Job, { onStage } = {}) =>
  runJob(job, onStage ?? (() => {}))) as RunInWorker;

export async function aLiveClassifier(deps: Partial<LiveDeps> = {}): Promise<LiveClassifier> {
  const live = await openLiveClassifier({
    shipped: aCatalogue(),
    cacheFolder: aFolder(),
    folder: aFolder(),
    inWorker: inThisThread,
    ...deps,
  });
  onTestFinished(() => live.close());
  return live;
}
