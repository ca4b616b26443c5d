import PQueue from 'p-queue';
import { type Clock, MINUTE_MS, SECOND_MS, systemWait, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';

/** No place became free, and nothing of the turn was begun. */
export class TurnedAwayError extends Error {
  readonly code = 'turned_away';
}

/** Who is here just now, and how many were turned away since the start. */
export type Crowd = {
  underWay: number;
  waiting: number;
  turnedAway: { inDanger: number; others: number };
};

export type WaitingRoom = {
  /**
   * Runs the turn as soon as a place is free. Whether someone is in danger is asked when none is free at once: for them
   * there are as many places again. Rejects with `TurnedAwayError` when too many wait, or none became free in time. A
   * place is taken until the turn has settled, however long its patient still waits for it.
   */
  take<Result>(turn: () => Promise<Result>, isInDanger: () => boolean): Promise<Result>;
  crowd(): Crowd;
};

type Deps = {
  /** Turns under way at the same time. */
  places?: number;
  /** Turns that wait for a place: so many in danger, and as many others. */
  seats?: number;
  wait?: Wait;
  now: Clock;
  log: Pick<Log, 'warn'>;
};

/** More at the same time make no turn faster: one core decides, and these keep the disk or the database busy. */
const PLACES = 16;
/** About a second of work. */
const SEATS = 200;

type Kind = keyof Crowd['turnedAway'];

/** A cry for help is answered within the second, if need be with the truth that staff were not reached. */
const LONGEST_WAIT_MS: Record<Kind, number> = { inDanger: SECOND_MS, others: 1.5 * SECOND_MS };

export function createWaitingRoom({
  places = PLACES,
  seats = SEATS,
  wait = systemWait,
  now,
  log,
}: Deps): WaitingRoom {
  const queues: Record<Kind, PQueue> = {
    inDanger: new PQueue({ concurrency: places }),
    others: new PQueue({ concurrency: places }),
  };
  const { inDanger, others } = queues;
  const turnedAway = { inDanger: 0, others: 0 };
  let warnedAtMs = Number.NEGATIVE_INFINITY;
  const crowd = (): Crowd => ({
    underWay: inDanger.pending + others.pending,
    waiting: inDanger.size + others.size,
    turnedAway: { ...turnedAway },
  });
  const turnAway = (kind: Kind): TurnedAwayError => {
    turnedAway[kind] += 1;
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
    async take(turn, isInDanger) {
      if (others.pending < places && others.size === 0) return others.add(turn);
      const kind: Kind = isInDanger() ? 'inDanger' : 'others';
      const queue = queues[kind];
      if (queue.size >= seats) throw turnAway(kind);
      const begun = new AbortController();
      const gaveUp = new AbortController();
      const waited = wait(LONGEST_WAIT_MS[kind], begun.signal);
      waited.then(() => !begun.signal.aborted && gaveUp.abort(turnAway(kind)));
      const begin = () => {
        begun.abort();
        return turn();
      };
      return queue.add(begin, { signal: gaveUp.signal });
    },
  };
}
