import type { Outgoing } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';

export type GateState = { kind: 'ok' } | { kind: 'down'; since: Instant; problem: string };

type HealthDeps = { to: Outgoing['to']; now: Clock; log: Log };
type Failed = { lane: string; wave: number; problem: string; certain: boolean };

/** From this many unknown failures in a row a destination counts as down. */
const FAILURES_UNTIL_DOWN = 3;

/** Whether a destination takes anything, as far as the attempts have told. */
export function createHealth({ to, now, log }: HealthDeps) {
  let failures = 0;
  let down: { since: Instant; problem: string; certain: boolean } | undefined;
  const failedLanes = new Set<string>();
  return {
    failures: () => failures,
    isDown: () => down !== undefined,
    state: (): GateState =>
      down ? { kind: 'down', since: down.since, problem: down.problem } : { kind: 'ok' },

    /** Attempts that were under way at once and failed are one failure; tells whether this one is a new one. */
    failed({ lane, wave, problem, certain }: Failed): boolean {
      failedLanes.add(lane);
      if (wave < failures) return false;
      failures += 1;
      if (!down && (certain || failures >= FAILURES_UNTIL_DOWN)) {
        down = { since: now(), problem, certain };
        log.error(
          { to, problem },
          'a destination is down: what goes there waits, and nothing is lost',
        );
      } else if (down) down = { ...down, problem, certain };
      return true;
    },

    answered() {
      if (down) log.info({ to, since: down.since }, 'a destination is up again');
      down = undefined;
      failures = 0;
      failedLanes.clear();
    },

    /** When all failures are one lane's, the fault may be its own, so another need not wait to try. */
    wouldLearnFrom: (lane: string) =>
      down?.certain === false && failedLanes.size === 1 && !failedLanes.has(lane),
  };
}
