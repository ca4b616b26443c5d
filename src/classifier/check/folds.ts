import type { Classification } from '../../domain/classification.ts';
import { sha256 } from '../../shared/ids.ts';
import { createClassifier } from '../create-classifier.ts';
import { examplesOf, type KnownExample } from '../explain/example-index.ts';
import type { IntentCatalogue } from '../load-intents.ts';

/** An example, and what a classifier that never saw it says. */
export type HeldOutExample = { example: KnownExample; found: Classification };

/** Which of `folds` parts (from 0) an example is in: by its words alone, so that it stays there when others come and go. */
export function foldOf(text: string, folds: number): number {
  return Number.parseInt(sha256(text.toLowerCase().trim()).slice(0, 8), 16) % folds;
}

/** Trains without one fold and classifies it. Takes as long as training; call it in a worker. */
export async function classifyFold(
  catalogue: IntentCatalogue,
  { fold, folds }: { fold: number; folds: number },
): Promise<HeldOutExample[]> {
  const isHeld = (text: string) => foldOf(text, folds) === fold;
  const { classify } = await createClassifier({ catalogue: without(catalogue, isHeld) });
  return examplesOf(catalogue)
    .filter(({ text }) => isHeld(text))
    .map((example) => ({ example, found: classify(example.text) }));
}

/** An intent whose every example is held out keeps the first: a label must not vanish from the model. */
function without(catalogue: IntentCatalogue, isHeld: (text: string) => boolean): IntentCatalogue {
  const keep = (texts: string[]) => texts.filter((text) => !isHeld(text));
  const intents = catalogue.intents.map((intent) => {
    const { en, es } = intent.examples;
    const kept = { en: keep(en), es: keep(es) };
    const none = kept.en.length + kept.es.length === 0;
    return { ...intent, examples: none ? { en: en.slice(0, 1), es: [] } : kept };
  });
  const others = catalogue.others.filter(({ text }) => !isHeld(text));
  return { intents, others, contentHash: catalogue.contentHash };
}
