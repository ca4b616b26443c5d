import type { Likeness, Thumbprint } from './likeness.ts';

/** From this likeness on (0 nothing in common, 1 the same words) two questions are one group. */
const SAME = 0.55;

export type Seed = { id: string; thumbprint: Thumbprint };
export type Grouped<Question> = { id: string; thumbprint: Thumbprint; questions: Question[] };

/**
 * Each question joins the group whose first question it is most like, or begins one. Handed in by the time they became
 * known, questions that come later never move those before. `seeds` are groups from before, the first to be joined.
 */
export function createGroups<Question>(likeness: Likeness, seeds: readonly Seed[]) {
  const groups: (Grouped<Question> & { length: number })[] = [];
  const holders = new Map<string, number[]>();

  const begin = ({ id, thumbprint }: Seed) => {
    const length = lengthOf(thumbprint, likeness);
    const at = groups.push({ id, thumbprint, questions: [], length }) - 1;
    for (const mark of thumbprint) {
      const list = holders.get(mark);
      if (list) list.push(at);
      else holders.set(mark, [at]);
    }
    return at;
  };
  const nearest = (thumbprint: Thumbprint): number | undefined => {
    const shared = sharedWeights(thumbprint, holders, likeness);
    const length = lengthOf(thumbprint, likeness);
    let best: { at: number; likeness: number } | undefined;
    for (const [at, weight] of shared) {
      const found = weight / (length * (groups[at]?.length ?? 1));
      const isBetter =
        found > (best?.likeness ?? SAME) || (found === best?.likeness && at < best.at);
      if (isBetter) best = { at, likeness: found };
    }
    return best?.at;
  };
  for (const seed of seeds) begin(seed);
  return {
    add(question: Question, seed: Seed): void {
      const at = nearest(seed.thumbprint) ?? begin(seed);
      groups[at]?.questions.push(question);
    },
    groups: (): Grouped<Question>[] =>
      groups.map(({ id, thumbprint, questions }) => ({ id, thumbprint, questions })),
  };
}

function sharedWeights(
  thumbprint: Thumbprint,
  holders: ReadonlyMap<string, number[]>,
  { weigh }: Likeness,
): Map<number, number> {
  const shared = new Map<number, number>();
  for (const mark of thumbprint) {
    const weight = weigh(mark) ** 2;
    for (const at of holders.get(mark) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight);
  }
  return shared;
}

function lengthOf(thumbprint: Thumbprint, { weigh }: Likeness): number {
  return Math.sqrt(thumbprint.reduce((sum, mark) => sum + weigh(mark) ** 2, 0)) || 1;
}
