import PQueue from 'p-queue';
import { type Clock, MINUTE_MS, SECOND_MS, systemWait, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';

/** No place became free, and nothing of the turn was begun. */
export class TurnedAwayError extends Error {
  readonly code = 'turned_away';
}

/** Whom to take first: levels 0 to 2 of the gate, then level 3 (dose and the like), then everybody else. */
const RANKS = ['emergency', 'concern', 'ordinary'] as const;
export type Rank = (typeof RANKS)[number];

/** Who is here just now, and how many were turned away since the start. */
export type Crowd = {
  underWay: number;
  waiting: number;
  turnedAway: Record<Rank, number>;
};

export type WaitingRoom = {
  /**
   * Runs the turn as soon as a place is free. The rank is asked for when none is free at once: each rank has as many
   * places of its own, and while one waits, no turn of a lower one begins. Rejects with `TurnedAwayError` when too many
   * wait, or no place became free in time. A place is taken until the turn has settled, however long its patient still
   * waits for it.
   */
  take<Result>(turn: () => Promise<Result>, rankOf: () => Rank): Promise<Result>;
  crowd(): Crowd;
};

type Deps = {
  /** Turns under way at the same time. */
  places?: number;
  /** Turns of one rank that wait for a place. */
  seats?: number;
  wait?: Wait;
  now: Clock;
  log: Pick<Log, 'warn'>;
};

/** More at the same time make no turn faster: one core decides, and these keep the disk or the database busy. */
const PLACES = 16;
/** About a second of work. */
const SEATS = 200;

/** A cry for help is answered within the second, if need be with the truth that staff were not reached. */
const LONGEST_WAIT_MS: Record<Rank, number> = {
  emergency: SECOND_MS,
  concern: SECOND_MS,
  ordinary: 1.5 * SECOND_MS,
};

export function createWaitingRoom({
  places = PLACES,
  seats = SEATS,
  wait = systemWait,
  now,
  log,
}: Deps): WaitingRoom {
  const queues = byRank(() => new PQueue({ concurrency: places }));
  const all = RANKS.map((rank) => queues[rank]);
  const turnedAway = byRank(() => 0);
  for (const queue of all) {
    for (const event of ['add', 'active', 'next'] as const) queue.on(event, () => giveWay(all));
  }
  let warnedAtMs = Number.NEGATIVE_INFINITY;
  const crowd = (): Crowd => ({
    underWay: all.reduce((sum, { pending }) => sum + pending, 0),
    waiting: all.reduce((sum, { size }) => sum + size, 0),
    turnedAway: { ...turnedAway },
  });
  const turnAway = (rank: Rank): TurnedAwayError => {
    turnedAway[rank] += 1;
    const atMs = Date.parse(now());
    if (atMs - warnedAtMs >= MINUTE_MS) {
      warnedAtMs = atMs;
      log.warn(
        crowd(),
        'more messages than can be taken: patients are told to write again or call',
      );
    }
    return new TurnedAwayError('Too many turns at once: this one was not begun.');
  };
  return {
    crowd,
    async take(turn, rankOf) {
      const { ordinary } = queues;
      if (ordinary.pending < places && all.every(({ size }) => size === 0)) {
        return ordinary.add(turn);
      }
      const rank = rankOf();
      const queue = queues[rank];
      if (queue.size >= seats) throw turnAway(rank);
      const begun = new AbortController();
      const gaveUp = new AbortController();
      const waited = wait(LONGEST_WAIT_MS[rank], begun.signal);
      waited.then(() => !begun.signal.aborted && gaveUp.abort(turnAway(rank)));
      const begin = () => {
        begun.abort();
        return turn();
      };
      return queue.add(begin, { signal: gaveUp.signal });
    },
  };
}

function byRank<Value>(value: () => Value): Record<Rank, Value> {
  return { emergency: value(), concern: value(), ordinary: value() };
}

/** A queue goes on only while nobody waits in those before it. */
function giveWay(inOrder: PQueue[]): void {
  let someoneWaits = false;
  for (const queue of inOrder) {
    if (someoneWaits !== queue.isPaused) {
      if (someoneWaits) queue.pause();
      else queue.start();
    }
    someoneWaits ||= queue.size > 0;
  }
}
