import type { Outgoing } from '../../../domain/conversation.ts';
import { backOffMs } from '../../../shared/back-off.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { OutboxTiming } from '../outbox-timing.ts';
import { createHealth, type GateState } from './create-health.ts';

/** What an attempt told about the destination as a whole. */
export type Told =
  /** It answered, be it yes or no to this item. `restMs`: and asks all of us to come back that much later. */
  | { kind: 'up'; restMs?: number }
  /** No answer, or none that tells. `certain`: it said itself that it takes nothing from us as things stand. */
  | { kind: 'failed'; problem: string; certain: boolean; restMs?: number };

/** `told` is `undefined` when there was nothing left to try. */
type Pass = { leave(told: Told | undefined): void };

/** Lets the lanes of one destination in: so many at once while it is up, one after a growing pause while it is down. */
export type Gate = {
  /** Resolves when this lane may try its next item, or with `undefined` when the outbox stops. */
  enter(lane: string, kind: Outgoing['kind']): Promise<Pass | undefined>;
  state(): GateState;
};

type Deps = {
  to: Outgoing['to'];
  atOnce: number;
  timing: OutboxTiming;
  now: Clock;
  log: Log;
  signal: AbortSignal;
};

type Waiting = { lane: string; kind: Outgoing['kind']; admit(pass: Pass | undefined): void };

export function createGate({ to, atOnce, timing, now, log, signal }: Deps): Gate {
  const queue: Waiting[] = [];
  const health = createHealth({ to, now, log });
  let inside = 0;
  /** Grows from one to `atOnce` after the destination was down, so that what waited is no storm. */
  let allowed = atOnce;
  /** Both closed for a while: at the destination's wish, and between two probes. */
  let resting = 0;
  let probePauses = 0;

  const closedFor = (ms: number, reopen: () => void) =>
    void timing.wait(ms, signal).then(() => {
      reopen();
      admitWaiting();
    });

  const rest = (ms: number) => {
    resting += 1;
    closedFor(ms, () => {
      resting -= 1;
    });
  };
  const pauseProbes = () => {
    allowed = 1;
    probePauses += 1;
    closedFor(backOffMs(health.failures(), timing), () => {
      probePauses -= 1;
    });
  };
  const leave = ({ lane, wave }: { lane: string; wave: number }, told: Told | undefined) => {
    inside -= 1;
    if (told?.kind === 'failed') {
      const isNews = health.failed({ lane, wave, ...told });
      if (isNews && health.isDown()) pauseProbes();
    }
    if (told?.kind === 'up') {
      health.answered();
      allowed = Math.min(allowed * 2, atOnce);
    }
    if (told?.restMs) rest(told.restMs);
    admitWaiting();
  };

  const next = (): Waiting | undefined => {
    if (resting > 0 || inside >= allowed) return undefined;
    if (!health.isDown()) return queue.find(({ kind }) => kind === 'page') ?? queue[0];
    if (inside > 0) return undefined;
    // In turn, pages or not: one item that can never be taken must not keep the destination down for the others.
    return probePauses === 0 ? queue[0] : queue.find(({ lane }) => health.wouldLearnFrom(lane));
  };

  const admitWaiting = () => {
    for (let found = next(); found && !signal.aborted; found = next()) {
      const { lane, admit } = found;
      queue.splice(queue.indexOf(found), 1);
      inside += 1;
      const entry = { lane, wave: health.failures() };
      admit({ leave: (told) => leave(entry, told) });
    }
  };

  signal.addEventListener('abort', () => {
    for (const { admit } of queue.splice(0)) admit(undefined);
  });
  return {
    enter: (lane, kind) =>
      new Promise((admit) => {
        if (signal.aborted) return admit(undefined);
        queue.push({ lane, kind, admit });
        admitWaiting();
      }),
    state: () => health.state(),
  };
}
