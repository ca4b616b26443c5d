import { useMemo } from 'react';
import { useSearch } from 'wouter';
import type { QueueChip } from '../../../wire.ts';

export const CHIPS: readonly QueueChip[] = [
  'emergency',
  'urgent',
  'routine',
  'overdue',
  'waiting',
  'spanish',
];

export type QueueView = { q: string; chips: QueueChip[] };

/** What the reader wants to see. It stands in the address, so that it can be sent to someone and survives "back". */
export function useQueueView(): [QueueView, (next: QueueView) => void] {
  const search = useSearch();
  return [useMemo(() => readAddress(search), [search]), writeAddress];
}

function readAddress(search: string): QueueView {
  const found = new URLSearchParams(search);
  const named = (found.get('show') ?? '').split(',');
  return { q: found.get('q') ?? '', chips: CHIPS.filter((chip) => named.includes(chip)) };
}

function writeAddress({ q, chips }: QueueView): void {
  const query = new URLSearchParams({
    ...(q !== '' && { q }),
    ...(chips.length > 0 && { show: chips.join(',') }),
  }).toString();
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname);
}
