import { useState } from 'react';
import type { TicketSummary } from '../../../wire.ts';
import { isOverdue } from '../is-overdue.ts';

export const CHIPS = ['emergency', 'urgent', 'routine', 'overdue', 'waiting', 'spanish'] as const;
export type Chip = (typeof CHIPS)[number];

export type QueueView = { q: string; chips: Chip[] };

const URGENCIES: readonly Chip[] = ['emergency', 'urgent', 'routine'];

/** What the reader wants to see. It stands in the address, so that it can be sent to someone and survives "back". */
export function useQueueView(): [QueueView, (next: QueueView) => void] {
  const [view, setView] = useState(readAddress);
  const change = (next: QueueView) => {
    setView(next);
    writeAddress(next);
  };
  return [view, change];
}

/** Urgencies widen each other, everything else narrows. */
export function shows({ chips }: QueueView, ticket: TicketSummary, now: number): boolean {
  const urgencies = chips.filter((chip) => URGENCIES.includes(chip));
  if (urgencies.length > 0 && !urgencies.includes(ticket.urgency)) return false;
  if (chips.includes('overdue') && !isOverdue(ticket, now)) return false;
  if (chips.includes('waiting') && !ticket.patientWaits) return false;
  return !chips.includes('spanish') || ticket.locale === 'es';
}

function readAddress(): QueueView {
  const found = new URLSearchParams(window.location.search);
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
