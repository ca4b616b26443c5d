import { createRandom as createNext } from '../../../src/shared/random.ts';

/** Random choices that follow from the seed alone, so that a conversation can be had again by its number. */
export type Random = {
  /** 0 to `below` - 1. */
  number(below: number): number;
  /** True in so many of 100 cases. */
  chance(percent: number): boolean;
  pick<T>(items: readonly T[]): T;
};

export function createRandom(seed: number): Random {
  const next = createNext(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b));
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    chance: (percent) => next() * 100 < percent,
    pick: (items) => {
      const item = items[number(items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
  };
}
