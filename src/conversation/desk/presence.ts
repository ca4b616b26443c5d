import type { Instant, StaffId, TicketNumber } from '../../domain/ids.ts';
import type { Signature } from '../../domain/staff.ts';
import { type Clock, SECOND_MS } from '../../shared/clock.ts';
import type { Signs } from '../../store/store.ts';

/**
 * Who is writing at which place just now: a ticket, unless another kind of name is chosen. Held in memory alone, and told
 * to the other processes: it is true for seconds.
 */
export type Presence<Place extends string | number = TicketNumber> = {
  /** Call it every few seconds for as long as somebody writes. */
  writing(place: Place, who: Signature): void;
  /** Those of whom a sign came in the last seconds, who began first in front. */
  who(place: Place): Signature[];
  /** When the last sign of this person came; `undefined` when it holds no longer. */
  lastSign(place: Place, who: StaffId): Instant | undefined;
  /** Calls the listener on each sign; nothing is said when somebody stops. Returns how to stop. */
  watch(listener: (place: Place) => void): () => void;
};

/** One missed sign of a page that sends one every three seconds makes nobody flicker. */
export const SIGN_HELD_MS = 6 * SECOND_MS;

type Sign = { who: Signature; atMs: number };

type Deps = {
  now: Clock;
  /** The same room of other processes; without it this one is alone. */
  others?: { room: string; signs: Signs };
};

export function createPresence<Place extends string | number = TicketNumber>({
  now,
  others,
}: Deps): Presence<Place> {
  const signs = new Map<Place, Sign[]>();
  const listeners = new Set<(place: Place) => void>();
  const nowMs = () => Date.parse(now());
  const fresh = (place: Place) =>
    (signs.get(place) ?? []).filter(({ atMs }) => nowMs() - atMs < SIGN_HELD_MS);
  const note = (place: Place, who: Signature) => {
    for (const one of signs.keys()) if (fresh(one).length === 0) signs.delete(one);
    const sign = { who, atMs: nowMs() };
    const known = fresh(place);
    const renewed = known.map((one) => (one.who.id === who.id ? sign : one));
    signs.set(place, renewed.includes(sign) ? renewed : [...known, sign]);
    for (const listener of listeners) listener(place);
  };
  others?.signs.hear(({ room, place, who }) => {
    if (room === others.room) note(place as Place, who);
  });
  return {
    writing(place, who) {
      note(place, who);
      others?.signs.tell({ room: others.room, place, who });
    },
    who: (place) => fresh(place).map((sign) => sign.who),
    lastSign(place, id) {
      const sign = fresh(place).find(({ who }) => who.id === id);
      return sign && new Date(sign.atMs).toISOString();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
