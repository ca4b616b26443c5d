import { setImmediate as breathe } from 'node:timers/promises';
import type { ChannelName } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import type { PastProgress, PastTurns } from '../past/create-past-turns.ts';
import { createCount } from './create-count.ts';
import { createDayOf, daysUntil } from './day-of.ts';
import type { Figures } from './figures.ts';

export const FIGURE_SPANS = [7, 28, 90] as const;
type FigureSpan = (typeof FIGURE_SPANS)[number];

export type AskedFigures = { days: FigureSpan; channel?: ChannelName | undefined };

export type FiguresAsOf = Figures & { asOf: Instant; reading: PastProgress };

/** Counts past turns, by day in the clinic's time zone. The same question is counted once until something changes. */
export function createFigures({
  past,
  timeZone,
  now,
}: {
  past: Pick<PastTurns, 'turns' | 'tickets' | 'caughtUp' | 'progress' | 'version'>;
  timeZone: string;
  now: Clock;
}): (asked: AskedFigures) => Promise<FiguresAsOf> {
  const dayOf = createDayOf(timeZone);
  const known = new Map<string, Promise<Figures>>();
  let knownOf = '';

  const compute = async ({ days, channel }: AskedFigures, at: Instant) => {
    const count = createCount({ days: daysUntil(dayOf(at), days), dayOf });
    for (const some of inSlices(past.turns())) {
      some.filter(isFrom(channel)).forEach(count.turn);
      await breathe();
    }
    past.tickets().filter(isFrom(channel)).forEach(count.ticket);
    return count.figures();
  };
  return async (asked) => {
    await past.caughtUp();
    const at = now();
    past.turns(); // drops what is too old, and then has a new version
    const state = `${past.version} ${dayOf(at)}`;
    if (state !== knownOf) known.clear();
    knownOf = state;
    const key = `${asked.days} ${asked.channel ?? ''}`;
    const figures = known.get(key) ?? compute(asked, at);
    known.set(key, figures);
    return { ...(await figures), asOf: at, reading: past.progress() };
  };
}

function isFrom(channel: ChannelName | undefined): (one: { channel: ChannelName }) => boolean {
  return (one) => channel === undefined || one.channel === channel;
}

/** So many at once take a few milliseconds; a patient's turn goes first then. */
const SLICE = 2000;

function* inSlices<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let from = 0; from < values.length; from += SLICE) yield values.slice(from, from + SLICE);
}
