import type { QueuePart, TicketLists, TicketSummary } from '../../../wire.ts';

/** One row of the queue. A ticket that has not been read yet keeps its place. */
export type QueueItem =
  | { kind: 'heading'; key: string; title: string; count: number }
  | {
      kind: 'ticket';
      key: string;
      /** Among all open ones; none of a resolved one. */
      place?: number;
      ticket: TicketSummary | undefined;
    }
  | { kind: 'empty'; key: string; isFirst: boolean }
  | { kind: 'fold'; key: string; count: number };

const TITLE: Record<QueuePart, string> = {
  needs: 'Needs someone',
  yours: 'Yours',
  others: 'With others',
};
const PARTS: readonly QueuePart[] = ['needs', 'yours', 'others'];

/** Open tickets by their place in the whole list, as far as they are here. */
type TicketAt = (place: number) => TicketSummary | undefined;

type Shown = {
  lists: TicketLists;
  at: TicketAt;
  /** The resolved ones are unfolded. */
  isUnfolded: boolean;
  isNarrowed: boolean;
};

/** The whole queue as one list of rows. */
export function queueItems({ lists, at, isUnfolded, isNarrowed }: Shown): QueueItem[] {
  const { totals, resolved } = lists;
  const items: QueueItem[] = [];
  const known = new Set<number>();
  let place = 0;
  if (totals.needs === 0 && !isNarrowed) items.push(nothingWaits(lists));
  for (const part of PARTS.filter((one) => totals[one] > 0)) {
    items.push({ kind: 'heading', key: part, title: TITLE[part], count: totals[part] });
    for (const end = place + totals[part]; place < end; place += 1) {
      items.push(ticketItem(unlessTwice(at(place), known), place));
    }
  }
  if (resolved.length > 0) items.push({ kind: 'fold', key: 'fold', count: resolved.length });
  if (isUnfolded) {
    for (const ticket of resolved) {
      items.push({ kind: 'ticket', key: `#${ticket.number}`, ticket });
    }
  }
  return items;
}

/** Which open tickets these rows are of: the first place and the last. */
export function placesOf(items: readonly (QueueItem | undefined)[]): {
  first: number;
  last: number;
} {
  const places = items.flatMap((item) =>
    item?.kind === 'ticket' && item.place !== undefined ? [item.place] : [],
  );
  return { first: places.at(0) ?? 0, last: places.at(-1) ?? 0 };
}

export function openCount({ totals }: TicketLists): number {
  return totals.needs + totals.yours + totals.others;
}

function ticketItem(ticket: TicketSummary | undefined, place: number): QueueItem {
  const key = ticket ? `#${ticket.number}` : `place ${place}`;
  return { kind: 'ticket', key, place, ticket };
}

/** Between two readings a ticket may have moved from one stretch to another. */
function unlessTwice(
  ticket: TicketSummary | undefined,
  known: Set<number>,
): TicketSummary | undefined {
  if (!ticket || known.has(ticket.number)) return undefined;
  known.add(ticket.number);
  return ticket;
}

function nothingWaits({ totals, resolved }: TicketLists): QueueItem {
  const isFirst = totals.yours + totals.others + resolved.length === 0;
  return { kind: 'empty', key: 'empty', isFirst };
}
