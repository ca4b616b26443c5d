/** Chance that falls the same way every time, so that the same demo comes out on every machine. */
export type Dice = {
  /** From 0 up to but not 1. */
  roll(): number;
  between(low: number, high: number): number;
  happens(share: number): boolean;
  shuffled<Thing>(things: readonly Thing[]): Thing[];
};

/** mulberry32: small, and good enough to spread questions over days. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    between: (low, high) => low + roll() * (high - low),
    happens: (share) => roll() < share,
    shuffled: (things) =>
      things
        .map((thing) => ({ thing, place: roll() }))
        .sort((a, b) => a.place - b.place)
        .map(({ thing }) => thing),
  };
}
