import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Instant } from '../../../domain/ids.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/clock.ts';
import { bad, doubtful, type Finding, good } from '../finding.ts';

/** All that can be seen of the time from here. */
export type Times = {
  now: Instant;
  /** Other clocks by name, as milliseconds that they are ahead of this machine's. */
  aheadMs: Readonly<Record<string, number>>;
  /** Moments that lie in the past when the clock is right, by what happened then. */
  past: Readonly<Record<string, Instant>>;
  /** Whether something keeps the clock right; `undefined` where nobody can be asked. */
  isSynchronised: boolean | undefined;
};

const MOST_APART_MS = 2 * SECOND_MS;
const FAR_APART_MS = MINUTE_MS;
const TODO = 'Set the clock, and let NTP keep it right (timedatectl set-ntp true).';

export function checkClock({ now, aheadMs, past, isSynchronised }: Times): Finding[] {
  const before = Object.entries(past).filter(
    ([, at]) => Date.parse(at) > Date.parse(now) + MOST_APART_MS,
  );
  const apart = Object.entries(aheadMs).filter(([, ms]) => Math.abs(ms) > MOST_APART_MS);
  const found = [
    ...before.map(([what, at]) =>
      bad(
        'clock.past',
        `it is ${now} here, and ${what} was at ${at}: this clock was set back`,
        TODO,
      ),
    ),
    ...apart.map(([who, ms]) => {
      const words = `${who} is ${Math.round(Math.abs(ms) / SECOND_MS)} s ${ms > 0 ? 'ahead of' : 'behind'} this machine`;
      const far = Math.abs(ms) > FAR_APART_MS;
      return far ? bad('clock.apart', words, TODO) : doubtful('clock.apart', words, TODO);
    }),
    ...(isSynchronised === false
      ? [doubtful('clock.ntp', 'nothing keeps the clock of this machine right', TODO)]
      : []),
  ];
  if (found.length > 0) return found;
  const clocks = Object.keys(aheadMs);
  const agreed = clocks.length > 0 ? `, as at ${clocks.join(' and ')}` : '';
  const kept = isSynchronised ? '; NTP keeps it right' : '';
  return [good('clock', `it is ${now}${agreed}${kept}`)];
}

/** What systemd says of NTP; `undefined` where there is no systemd, such as in a container. */
export async function isClockSynchronised(): Promise<boolean | undefined> {
  const asked = promisify(execFile)(
    'timedatectl',
    ['show', '--property=NTPSynchronized', '--value'],
    {
      timeout: 2 * SECOND_MS,
    },
  );
  const answer = await asked.then(({ stdout }) => stdout.trim()).catch(() => '');
  return answer === '' ? undefined : answer === 'yes';
}
