import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TicketLists } from '../../../wire.ts';
import { type QueueSearch, useStretches } from '../../api/tickets.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Empty } from '../../parts/display/empty.tsx';
import { Icon } from '../../parts/display/icon.tsx';
import { focusTicket, leftTicket } from './queue-focus.ts';
import { openCount, placesOf, type QueueItem, queueItems } from './queue-items.ts';
import { TicketRow } from './ticket-row.tsx';
import { useAnchor, useTopOf } from './use-anchor.ts';

const ROW_PX = 112;
const GAP_PX = 8;
const BEYOND_SCREEN = 8;

type Props = { lists: TicketLists; search: QueueSearch; isNarrowed: boolean };

/**
 * The queue: as many rows as there are tickets, of which those near the screen are in the page, and are asked for. Rows are
 * laid by `transform`, and what is read stays where it is when tickets come or go above it.
 */
export function QueueList({ lists, search, isNarrowed }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const top = useTopOf(list);
  const [isOpen, setOpen] = useState<boolean>();
  const [near, setNear] = useState({ first: 0, last: 0 });
  const [held, hold] = useState<string>();
  const stretches = useStretches(search, startsOf(near, lists));
  const isUnfolded = isOpen ?? (isNarrowed && openCount(lists) === 0);
  const items = useMemo(() => {
    const { open, stretch } = lists;
    const at = (place: number) =>
      place < stretch ? open[place] : stretches.get(place - (place % stretch))?.[place % stretch];
    return queueItems({ lists, at, isUnfolded, isNarrowed });
  }, [lists, stretches, isUnfolded, isNarrowed]);
  const heldRow = held === undefined ? -1 : items.findIndex(({ key }) => key === held);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => ROW_PX,
    gap: GAP_PX,
    overscan: BEYOND_SCREEN,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    getItemKey: (row) => items[row]?.key ?? row,
    // The row with the focus stays in the page: keys go on from it.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const seen = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      return heldRow < 0 || (heldRow >= from && heldRow <= to)
        ? seen
        : [...seen, heldRow].sort((a, b) => a - b);
    },
  });
  const shown = rows.getVirtualItems();
  const { first, last } = placesOf(shown.map(({ index }) => items[index]));
  if (first !== near.first || last !== near.last) setNear({ first, last });
  useAnchor(rows, items);
  useReturn((row) => rows.scrollToIndex(row, { align: 'center' }));
  return (
    <ul
      ref={list}
      className="queue"
      aria-label="Tickets"
      style={{ height: rows.getTotalSize() }}
      onFocus={({ target }) => hold(target.closest('li')?.dataset.key)}
      onBlur={() => hold(undefined)}
    >
      {shown.map(({ index, key, start }) => {
        const item = items[index];
        return (
          item && (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              data-key={item.key}
              className={`queue-item ${item.kind}`}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <Row item={item} fold={{ isOpen: isUnfolded, toggle: setOpen }} row={index} />
            </li>
          )
        );
      })}
    </ul>
  );
}

type RowProps = {
  item: QueueItem;
  fold: { isOpen: boolean; toggle(next: boolean): void };
  row: number;
};

function Row({ item, fold, row }: RowProps) {
  switch (item.kind) {
    case 'heading':
      return (
        <h2>
          {item.title} <span className="tally">{item.count.toLocaleString()}</span>
        </h2>
      );
    case 'ticket':
      return item.ticket ? (
        <TicketRow ticket={item.ticket} row={row} />
      ) : (
        <div className="ticket-row coming">
          <span className="unseen">Loading</span>
        </div>
      );
    case 'fold':
      return (
        <Button look="quiet" aria-expanded={fold.isOpen} onPress={() => fold.toggle(!fold.isOpen)}>
          <Icon name={fold.isOpen ? 'unfolded' : 'folded'} />
          Resolved lately ({item.count})
        </Button>
      );
    case 'empty':
      return item.isFirst ? (
        <Empty title="No tickets yet">
          When a patient asks about a dose, is in danger, or asks for a person, a ticket appears
          here by itself. You need not reload the page.
        </Empty>
      ) : (
        <Empty title="All claimed">New tickets appear here by themselves.</Empty>
      );
  }
}

/** Back from a ticket one is where one was. */
function useReturn(scrollTo: (row: number) => void): void {
  const [back] = useState(leftTicket.take);
  const scroll = useRef(scrollTo);
  useLayoutEffect(() => {
    if (back === undefined) return;
    if (back.row !== undefined) scroll.current(back.row);
    focusTicket(back.number);
  }, [back]);
}

/** Where the stretches begin that the rows near the screen are of; the first is here already. */
function startsOf(
  { first, last }: { first: number; last: number },
  lists: TicketLists,
): readonly number[] {
  const starts: number[] = [];
  for (let from = first - (first % lists.stretch); from <= last; from += lists.stretch) {
    if (from > 0 && from < openCount(lists)) starts.push(from);
  }
  return starts;
}
