/** What a fault cost, counted at its end. All but `rounds` and `acknowledged` must be 0. */
export type Toll = {
  rounds: number;
  /** Messages whose patient was told that they are taken. */
  acknowledged: number;
  /** Acknowledged messages that made no turn. */
  lost: number;
  /** Turns and replies that are there twice, and replies that read otherwise when they are asked for again. */
  duplicates: number;
  /** Tickets that a reply spoke of and nobody finds on the desk. */
  ticketsLost: number;
  /** UTF-8 bytes that a patient read and nobody approved. */
  unapprovedBytes: number;
  /** Patients who wrote and read nothing, though nobody of staff has their chat. */
  silent: number;
  /** Whatever else is wrong, in words with ids: an error that does not say what happened, a service that stays away. */
  others: string[];
};

export const noToll = (): Toll => ({
  rounds: 0,
  acknowledged: 0,
  lost: 0,
  duplicates: 0,
  ticketsLost: 0,
  unapprovedBytes: 0,
  silent: 0,
  others: [],
});

/** The same without what may be more than 0: what a test expects to be `NOTHING_LOST`. */
export function costOf({ rounds: _rounds, acknowledged: _acknowledged, ...cost }: Toll) {
  return cost;
}

export const NOTHING_LOST = costOf(noToll());

export function sumOf(tolls: readonly Toll[]): Toll {
  return tolls.reduce(
    (sum, toll) => ({
      rounds: sum.rounds + toll.rounds,
      acknowledged: sum.acknowledged + toll.acknowledged,
      lost: sum.lost + toll.lost,
      duplicates: sum.duplicates + toll.duplicates,
      ticketsLost: sum.ticketsLost + toll.ticketsLost,
      unapprovedBytes: sum.unapprovedBytes + toll.unapprovedBytes,
      silent: sum.silent + toll.silent,
      others: [...sum.others, ...toll.others],
    }),
    noToll(),
  );
}
