import { availableParallelism } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import type { SafetyGate } from '../../domain/concern.ts';
import { examplesOf, type KnownExample } from '../explain/example-index.ts';
import { catalogueText } from '../live/catalogue-text.ts';
import { type RunInWorker, runInWorker } from '../live/run-in-worker.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import { findTooFew, findUnbalanced } from './count-examples.ts';
import { findConfusable } from './find-confusable.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findNearDuplicates } from './find-near-duplicates.ts';
import { type Finding, labelOf } from './finding.ts';
import type { HeldOutExample } from './folds.ts';

const FOLDS = 3;
/** Between two looks at whatever else waits. */
const AT_ONCE = 100;

type Parts = {
  catalogue: IntentCatalogue;
  gate: Pick<SafetyGate, 'check'>;
  /** Told how much of `workOf` is done. */
  onProgress?: (done: number) => void;
  /** Stands in for the threads in tests. */
  inWorker?: RunInWorker;
};

/** How much there is to do: each example is read by the gate and classified by a model that never saw it. */
export function workOf(catalogue: IntentCatalogue): number {
  return 2 * examplesOf(catalogue).length;
}

/** All that can be wrong with a catalogue whose files can be read. Trains three times, on threads beside this one. */
export async function checkCatalogue({
  catalogue,
  gate,
  onProgress = () => {},
  inWorker = runInWorker,
}: Parts): Promise<Finding[]> {
  const examples = examplesOf(catalogue);
  let done = 0;
  const advance = (by: number) => {
    done += by;
    onProgress(done);
  };
  const [held, stopped] = await Promise.all([
    classifyAll(catalogue, { inWorker, advance }),
    findStopped(examples, { gate, advance }),
  ]);
  return [
    ...findDuplicates(examples),
    ...findNearDuplicates(examples),
    ...findTooFew(catalogue),
    ...findUnbalanced(catalogue),
    ...findConfusable(held),
    ...stopped,
  ];
}

type Advance = (by: number) => void;

async function classifyAll(
  catalogue: IntentCatalogue,
  { inWorker, advance }: { inWorker: RunInWorker; advance: Advance },
): Promise<HeldOutExample[]> {
  const text = catalogueText(catalogue);
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold);
  const held: HeldOutExample[] = [];
  const work = async () => {
    for (let fold = folds.shift(); fold !== undefined; fold = folds.shift()) {
      const part = await inWorker({ kind: 'classify fold', catalogue: text, fold, folds: FOLDS });
      held.push(...part);
      advance(part.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(FOLDS, availableParallelism()) }, work));
  return held;
}

/** The gate comes first: what it stops, no patient gets the intent's answer to. */
async function findStopped(
  examples: readonly KnownExample[],
  { gate, advance }: { gate: Parts['gate']; advance: Advance },
): Promise<Finding[]> {
  const stopped: Finding[] = [];
  for (const [at, example] of examples.entries()) {
    const { concerns } = gate.check({ text: example.text, recent: [], previousConcerns: [] });
    if (concerns.length > 0) {
      const found = [...new Set(concerns.map(({ concern }) => concern))].join(', ');
      stopped.push({
        severity: 'warning',
        rule: 'stopped by the gate',
        labels: [labelOf(example)],
        problem: `the safety gate stops this example of ${labelOf(example)} as ${found}: patients who write so never reach the classifier`,
        examples: [{ text: example.text, label: labelOf(example) }],
      });
    }
    if ((at + 1) % AT_ONCE !== 0) continue;
    advance(AT_ONCE);
    await breathe();
  }
  return stopped;
}
