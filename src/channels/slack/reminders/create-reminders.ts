import { type Clock, MINUTE_MS, type Wait } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import { remindModerators } from './remind-moderators.ts';

export type Reminders = {
  /** Looks once a day, from nine in the morning in the clinic's zone. Never rejects. */
  look(): Promise<void>;
  /** Looks now and from now on. */
  start(): void;
  /** Lets the look under way end; call it before the store is closed. */
  stop(): Promise<void>;
};

type Deps = { store: Store; timeZone: string; now: Clock; wait: Wait; log: Log };

const FROM_HOUR = 9;
const LOOK_EVERY_MS = 10 * MINUTE_MS;

/** Keeps in memory only on which day it looked: after a restart it looks again, and nothing is said twice. */
export function createReminders(deps: Deps): Reminders {
  const { store, timeZone, now, wait, log } = deps;
  const clock = wallClock(timeZone);
  const stopping = new AbortController();
  const { signal } = stopping;
  let lookedOn: string | undefined;
  let running: Promise<void> | undefined;

  const look = async () => {
    const { day, hour } = clock(now());
    if (hour < FROM_HOUR || day === lookedOn) return;
    try {
      await remindModerators({ store, now });
      lookedOn = day;
    } catch (err) {
      log.error({ err }, 'moderators could not be reminded of reviews; it is tried again');
    }
  };
  const run = async () => {
    while (!signal.aborted) {
      await look();
      await wait(LOOK_EVERY_MS, signal);
    }
  };
  return {
    look,
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Day and hour as the clinic's wall clock shows them. */
function wallClock(timeZone: string): (at: string) => { day: string; hour: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(
      format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
    );
    const day = [parts.get('year'), parts.get('month'), parts.get('day')].join('-');
    return { day, hour: Number(parts.get('hour')) };
  };
}
