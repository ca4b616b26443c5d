import type { Classifier } from '../../../domain/classification.ts';
import type { SafetyGate } from '../../../domain/concern.ts';
import { sha256 } from '../../../shared/ids.ts';

/** Two classifiers on some hundreds of questions with their clauses; then all is forgotten and asked again. */
const MOST_REMEMBERED = 10_000;

export type Remembering = {
  gate(gate: SafetyGate): SafetyGate;
  classifier(classifier: Classifier): Classifier;
};

/**
 * Gate and classifier that say the same of the same words, so each is asked once. They are remembered under a hash: no
 * words are kept.
 */
export function createRemembering(): Remembering {
  const known = new Map<string, unknown>();
  const remember = <Value>(key: string, find: () => Value): Value => {
    const name = sha256(key);
    if (known.has(name)) return known.get(name) as Value;
    const value = find();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, value);
    return value;
  };
  return {
    gate: (gate) => ({
      version: gate.version,
      check: (input) =>
        remember(JSON.stringify(['gate', gate.version, input]), () => gate.check(input)),
    }),
    classifier: (classifier) => {
      // Which one answers behind the object may change while questions are asked.
      const { version } = classifier;
      return {
        version,
        classify: (text) =>
          remember(`classifier ${version} ${text}`, () => classifier.classify(text)),
      };
    },
  };
}
