import type { Instant, StaffId, TicketNumber } from '../../domain/ids.ts';
import type { Signature } from '../../domain/staff.ts';
import { type Clock, SECOND_MS } from '../../shared/clock.ts';

/** Who is writing on which ticket just now. Held in memory alone: it is true for seconds. */
export type Presence = {
  /** Call it every few seconds for as long as somebody writes. */
  writing(number: TicketNumber, who: Signature): void;
  /** Those of whom a sign came in the last seconds, who began first in front. */
  who(number: TicketNumber): Signature[];
  /** When the last sign of this person came; `undefined` when it holds no longer. */
  lastSign(number: TicketNumber, who: StaffId): Instant | undefined;
  /** Calls the listener on each sign; nothing is said when somebody stops. Returns how to stop. */
  watch(listener: (number: TicketNumber) => void): () => void;
};

/** One missed sign of a page that sends one every three seconds makes nobody flicker. */
export const SIGN_HELD_MS = 6 * SECOND_MS;

type Sign = { who: Signature; atMs: number };

export function createPresence({ now }: { now: Clock }): Presence {
  const signs = new Map<TicketNumber, Sign[]>();
  const listeners = new Set<(number: TicketNumber) => void>();
  const nowMs = () => Date.parse(now());
  const fresh = (number: TicketNumber) =>
    (signs.get(number) ?? []).filter(({ atMs }) => nowMs() - atMs < SIGN_HELD_MS);
  return {
    writing(number, who) {
      for (const one of signs.keys()) if (fresh(one).length === 0) signs.delete(one);
      const sign = { who, atMs: nowMs() };
      const known = fresh(number);
      const renewed = known.map((one) => (one.who.id === who.id ? sign : one));
      signs.set(number, renewed.includes(sign) ? renewed : [...known, sign]);
      for (const listener of listeners) listener(number);
    },
    who: (number) => fresh(number).map((sign) => sign.who),
    lastSign(number, id) {
      const sign = fresh(number).find(({ who }) => who.id === id);
      return sign && new Date(sign.atMs).toISOString();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
