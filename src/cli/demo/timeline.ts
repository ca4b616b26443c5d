import type { Clock } from '../../shared/clock.ts';

type Deed = () => Promise<unknown>;

/** A made-up past: what happens in it happens in the order of its moments, and its clock shows each. Moments are epoch ms. */
export type Timeline = {
  readonly clock: Clock;
  readonly nowMs: number;
  /** A moment that is over already means at once. */
  at(ms: number, deed: Deed): void;
  after(ms: number, deed: Deed): void;
  /** Until nothing is left before `untilMs`; what was planned for later never happens. */
  run(untilMs: number, onMoment?: (ms: number) => void): Promise<void>;
};

export function createTimeline(startsAtMs: number): Timeline {
  const planned: { ms: number; deed: Deed }[] = [];
  let nowMs = startsAtMs;
  const at = (ms: number, deed: Deed) => {
    const place = planned.findIndex((other) => other.ms > ms);
    planned.splice(place === -1 ? planned.length : place, 0, { ms, deed });
  };
  return {
    clock: () => new Date(nowMs).toISOString(),
    get nowMs() {
      return nowMs;
    },
    at,
    after: (ms, deed) => at(nowMs + ms, deed),
    async run(untilMs, onMoment = () => undefined) {
      for (let next = planned.shift(); next && next.ms <= untilMs; next = planned.shift()) {
        nowMs = Math.max(nowMs, next.ms);
        onMoment(nowMs);
        await next.deed();
      }
      nowMs = untilMs;
    },
  };
}
