import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** How far below the beginning of the page an element stands, also once something above it comes or goes. */
export function useTopOf(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    const parent = current?.parentElement;
    if (!current || !parent) return;
    const measure = () => setTop(current.getBoundingClientRect().top + window.scrollY);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(parent);
    return () => watch.disconnect();
  }, [element]);
  return top;
}

type Anchor = { key: string; offset: number; row: number };

/** Keeps the first row that is read in its place on the screen when rows come or go above it. */
export function useAnchor(
  rows: Virtualizer<Window, Element>,
  items: readonly { key: string }[],
): void {
  const anchor = useRef<Anchor>(undefined);
  useLayoutEffect(() => {
    const before = anchor.current;
    const row = movedTo(before, items);
    const start = rows.measurementsCache[row]?.start;
    if (before && start !== undefined) {
      window.scrollTo({ top: start - before.offset });
      anchor.current = { ...before, row };
    } else {
      anchor.current = firstRead(rows, items);
    }
  });
}

/** The row at which the anchor is now; -1 where it is in its place, or gone. */
function movedTo(anchor: Anchor | undefined, items: readonly { key: string }[]): number {
  if (!anchor || items[anchor.row]?.key === anchor.key) return -1;
  return items.findIndex(({ key }) => key === anchor.key);
}

/** None at the beginning of the page: there what comes is seen to come. */
function firstRead(
  rows: Virtualizer<Window, Element>,
  items: readonly { key: string }[],
): Anchor | undefined {
  const offset = rows.scrollOffset ?? 0;
  const first =
    offset > rows.options.scrollMargin ? rows.getVirtualItemForOffset(offset) : undefined;
  const item = first && items[first.index];
  return item && { key: item.key, offset: first.start - offset, row: first.index };
}
