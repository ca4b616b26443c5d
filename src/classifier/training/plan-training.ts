import type { FeatureSettings } from '../model/features.ts';
import type { LogisticSettings } from './logistic-regression.ts';

export type Example = {
  text: string;
  label: string;
  /** The words of the label's own name: learnt from, but no message, so nothing is measured on it. */
  isName?: true;
};

export type TrainingSettings = {
  features: FeatureSettings;
  logistic: LogisticSettings;
  /** The words of each label's name are an example of it. */
  learnsNames: boolean;
  /** 0: each example weighs the same; 1: each label weighs the same, however few examples it has. */
  balance: number;
  /** The largest weight of the words in whole steps: fewer make a smaller file. */
  wordSteps: number;
};

/**
 * For labels with few examples. Chosen by accuracy on the development lines of CLINC150 and on training lines of
 * BANKING77 that were left out, at 10 and 50 examples a label: pairs of words count less, all grams are kept, the
 * label's own name is an example, and a closer fit (20 to 100 do alike) than for the others tells close labels apart.
 */
const FEW: TrainingSettings = {
  features: { fewestExamples: 1, stemBlock: 1, pairBlock: 0.7 },
  logistic: { fit: 40, passes: 8, seed: 1 },
  balance: 0.5,
  learnsNames: true,
  wordSteps: 127,
};

/** For the smallest sets. Pairs of words, and even stems, that were met once mislead more than they help there. */
const TINY: TrainingSettings = {
  ...FEW,
  logistic: { ...FEW.logistic, fit: 10 },
  features: { fewestExamples: 1, stemBlock: 0.3, pairBlock: 0 },
};

/**
 * For labels with many examples, as ours. Grams that a single example holds cost half of the size and bring nothing; what
 * 45 and 60 steps decide on our own messages differs by no more than chance.
 */
const MANY: TrainingSettings = {
  ...FEW,
  logistic: { ...FEW.logistic, fit: 10, passes: 6 },
  features: { fewestExamples: 2, stemBlock: 0.7, pairBlock: 1.2 },
  learnsNames: false,
  wordSteps: 45,
};

/** For our topics: there grams of two to five examples are most of the grams, and bring nothing either. */
const MASSES: TrainingSettings = {
  ...MANY,
  logistic: { ...MANY.logistic, passes: 3 },
  features: { ...MANY.features, fewestExamples: 6 },
};

export const TRAINING_SETTINGS = {
  tiny: TINY,
  few: FEW,
  many: MANY,
  masses: MASSES,
  /** Examples a label, on average, from which they are many. */
  manyFrom: 150,
  /** The same for masses. */
  massesFrom: 1_500,
  /** Examples in all below which the set is tiny. */
  tinyBelow: 500,
};

export type TrainingPlan = {
  examples: readonly Example[];
  isOutOfScope: (label: string) => boolean;
  settings: TrainingSettings;
};

/** What to learn from, with which settings: both follow from how many examples a label has. */
export function planTraining(
  given: readonly Example[],
  isOutOfScope: (label: string) => boolean,
): TrainingPlan {
  const labels = [...new Set(given.map(({ label }) => label))].sort();
  const settings = settingsFor(given.length, labels.length);
  const named = settings.learnsNames ? labels.filter((label) => !isOutOfScope(label)) : [];
  const names = named.map((label): Example => ({ text: wordsOf(label), label, isName: true }));
  return { examples: [...given, ...names], isOutOfScope, settings };
}

function settingsFor(examples: number, labels: number): TrainingSettings {
  const { tiny, few, many, masses, tinyBelow, manyFrom, massesFrom } = TRAINING_SETTINGS;
  if (examples < tinyBelow) return tiny;
  if (examples >= labels * massesFrom) return masses;
  return examples >= labels * manyFrom ? many : few;
}

function wordsOf(label: string): string {
  return label
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
