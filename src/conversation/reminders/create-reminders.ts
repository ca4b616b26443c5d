import type { Ways } from '../../escalation/paging/roster.ts';
import { type Clock, MINUTE_MS, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createRounds, type Rounds } from '../../shared/rounds.ts';
import type { Store } from '../../store/store.ts';
import { remindModerators } from './remind-moderators.ts';

/** Stop it before the store is closed. */
export type Reminders = Rounds & {
  /** Looks once a day, from nine in the morning in the clinic's zone. Never rejects. */
  look(): Promise<void>;
};

type Deps = {
  store: Store;
  /** Where reminders go; the console shows what is due whether or not any is connected. */
  ways: Pick<Ways, 'slack' | 'email'>;
  timeZone: string;
  now: Clock;
  wait: Wait;
  log: Log;
};

const FROM_HOUR = 9;
const LOOK_EVERY_MS = 10 * MINUTE_MS;

/** Keeps in memory only on which day it looked: after a restart it looks again, and nothing is said twice. */
export function createReminders(deps: Deps): Reminders {
  const { store, ways, timeZone, now, wait, log } = deps;
  const clock = wallClock(timeZone);
  let lookedOn: string | undefined;

  const look = async () => {
    const { day, hour } = clock(now());
    if (hour < FROM_HOUR || day === lookedOn) return;
    try {
      await remindModerators({ store, ways, now });
      lookedOn = day;
    } catch (err) {
      log.error({ err }, 'moderators could not be reminded of reviews; it is tried again');
    }
  };
  const rounds = createRounds(async () => {
    await look();
    return LOOK_EVERY_MS;
  }, wait);
  return { look, ...rounds };
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
