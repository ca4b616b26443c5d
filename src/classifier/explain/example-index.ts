import type { IntentId } from '../../domain/ids.ts';
import { type Topic, topicOf } from '../../domain/topic.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import { createWordReader } from '../model/read-words.ts';

/** One example of the catalogue; without `intent` it is one of a topic's others. */
export type KnownExample = { text: string; topic: Topic; intent?: IntentId };

/** `similarity` is 0 (no stem in common) to 1 (the same stems). */
export type NearExample = KnownExample & { similarity: number };

export type ExampleIndex = {
  /** The examples that share most with the text, rare words counting more; the nearest first. `among` leaves others out. */
  nearest(text: string, count: number, among?: (example: KnownExample) => boolean): NearExample[];
};

export function examplesOf({ intents, others }: IntentCatalogue): KnownExample[] {
  return [
    ...intents.flatMap(({ id, examples: { en, es } }) =>
      [...en, ...es].map((text) => ({ text, topic: topicOf(id), intent: id })),
    ),
    ...others,
  ];
}

/** Stems of each example by their rarity; a search looks only at examples that share a stem with the text. */
export function createExampleIndex(examples: readonly KnownExample[]): ExampleIndex {
  const read = createWordReader();
  const stemsOf = (text: string) => new Set(read(text).stems);
  const stems = examples.map(({ text }) => stemsOf(text));
  const holders = holdersOf(stems);
  const weigh = (stem: string) =>
    Math.log((1 + examples.length) / (1 + (holders.get(stem)?.length ?? 0))) ** 2;
  const lengths = stems.map((own) => lengthOf(own, weigh));
  return {
    nearest(text, count, among = () => true) {
      const asked = stemsOf(text);
      const length = lengthOf(asked, weigh);
      const near = [...sharedWeights(asked, holders, weigh)].flatMap(
        ([at, shared]): NearExample[] => {
          const example = examples[at];
          if (!example || !among(example)) return [];
          return [{ ...example, similarity: shared / (length * (lengths[at] ?? 1)) }];
        },
      );
      return near.sort((a, b) => b.similarity - a.similarity).slice(0, count);
    },
  };
}

function holdersOf(stems: readonly Set<string>[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  stems.forEach((own, at) => {
    for (const stem of own) {
      const list = holders.get(stem);
      if (list) list.push(at);
      else holders.set(stem, [at]);
    }
  });
  return holders;
}

/** By example: the weights of the stems that it shares. */
function sharedWeights(
  asked: Set<string>,
  holders: Map<string, number[]>,
  weigh: (stem: string) => number,
): Map<number, number> {
  const shared = new Map<number, number>();
  for (const stem of asked) {
    const weight = weigh(stem);
    for (const at of holders.get(stem) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight);
  }
  return shared;
}

function lengthOf(stems: Set<string>, weigh: (stem: string) => number): number {
  let squares = 0;
  for (const stem of stems) squares += weigh(stem);
  return Math.sqrt(squares) || 1;
}
