import type { Random } from '../../adversarial/inputs/random.ts';
import type { Counts } from '../counts.ts';

/** What a line to the outside does by chance. */
export type ChanceTrouble =
  | { kind: 'slow'; ms: number }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'refused'; error: string }
  | { kind: 'down' }
  | { kind: 'answer_lost' };

/** What goes wrong on a line to the outside, call by call. */
export type TroubleMaker = {
  next(): ChanceTrouble | undefined;
  /** From now on nothing gets through, for so many milliseconds. */
  goDown(ms: number): void;
};

/** In so many of 100 calls. */
const OFTEN = { slow: 20, rateLimited: 1.5, answerLost: 2, down: 1, failed: 1 };
const SLOWEST_MS = 60;
const LONGEST_RETRY_AFTER_SECONDS = 30;

export function createTroubleMaker(random: Random, counts: Counts): TroubleMaker {
  let downUntil = 0;
  return {
    next() {
      if (performance.now() < downUntil) return noted(counts, { kind: 'down' });
      const trouble = troubleOf(random);
      return trouble && noted(counts, trouble);
    },
    goDown(ms) {
      counts.outages += 1;
      downUntil = performance.now() + ms;
    },
  };
}

function troubleOf(random: Random): ChanceTrouble | undefined {
  if (random.chance(OFTEN.slow)) return { kind: 'slow', ms: random.number(SLOWEST_MS) };
  if (random.chance(OFTEN.rateLimited)) {
    const retryAfterSeconds = 1 + random.number(LONGEST_RETRY_AFTER_SECONDS);
    return { kind: 'rate_limited', retryAfterSeconds };
  }
  if (random.chance(OFTEN.answerLost)) return { kind: 'answer_lost' };
  if (random.chance(OFTEN.down)) return { kind: 'down' };
  if (random.chance(OFTEN.failed)) return { kind: 'refused', error: 'internal_error' };
  return undefined;
}

const COUNTED = {
  slow: 'slowCalls',
  rate_limited: 'rateLimits',
  answer_lost: 'lostAnswers',
  down: 'droppedCalls',
  refused: 'refusedCalls',
} as const;

function noted(counts: Counts, trouble: ChanceTrouble): ChanceTrouble {
  counts[COUNTED[trouble.kind]] += 1;
  return trouble;
}
