import { Urgency } from '../../../../domain/concern.ts';
import type { StaffId } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import type { TicketInConversation } from '../../../../store/store.ts';
import { isOverdue } from '../../../ticket-clock.ts';
import type { QueueChip, QueuePart, TicketSummary } from '../../../wire.ts';
import { clockOf, type DueOf, patientWaits } from '../views/ticket-views.ts';

export const CHIPS = [
  'emergency',
  'urgent',
  'routine',
  'overdue',
  'waiting',
  'spanish',
] as const satisfies readonly QueueChip[];
const PARTS = ['needs', 'yours', 'others'] as const satisfies readonly QueuePart[];

const URGENCIES: readonly QueueChip[] = Urgency.options;
const NEVER = '9999';

/** A ticket with what the order and the chips of the queue go by. Most of a long queue is counted and never sent. */
export type LookedAtTicket = {
  found: TicketInConversation;
  part: QueuePart;
  clock: Pick<
    TicketSummary,
    'state' | 'openedAt' | 'due' | 'firstResponseAt' | 'reopenedAt' | 'resolvedAt'
  >;
  isOverdue: boolean;
  patientWaits: boolean;
  /** Smaller stands higher; among equals what its clock runs to decides. */
  rank: number;
  next: string;
};

export function lookAt(
  found: TicketInConversation,
  { reader, dueOf, at }: { reader: StaffId; dueOf: DueOf; at: string },
): LookedAtTicket {
  const { ticket, conversation } = found;
  const clock = { state: ticket.state, ...clockOf(ticket, dueOf) };
  const part = partOf(ticket, reader);
  const waits = patientWaits(conversation);
  return {
    found,
    part,
    clock,
    isOverdue: isOverdue(clock, at),
    patientWaits: waits,
    rank: rankOf(part, waits, ticket),
    next: dueNext(clock),
  };
}

function partOf({ assignee }: Ticket, reader: StaffId): QueuePart {
  if (assignee === undefined) return 'needs';
  return assignee === reader ? 'yours' : 'others';
}

export function fits({ found, ...looked }: LookedAtTicket, chips: readonly QueueChip[]): boolean {
  const { ticket, conversation } = found;
  const urgencies = chips.filter((chip) => URGENCIES.includes(chip));
  if (urgencies.length > 0 && !urgencies.includes(ticket.urgency)) return false;
  if (chips.includes('overdue') && !looked.isOverdue) return false;
  if (chips.includes('waiting') && !looked.patientWaits) return false;
  return !chips.includes('spanish') || conversation.locale === 'es';
}

/**
 * Part after part. In each the most urgent first, and among those what is due first, so that what is overdue stands above
 * the rest; of the reader's own, patients who wrote and wait come first.
 */
export function inQueueOrder(a: LookedAtTicket, b: LookedAtTicket): number {
  return (
    a.rank - b.rank ||
    inLetters(a.next, b.next) ||
    inLetters(a.clock.openedAt, b.clock.openedAt) ||
    a.found.ticket.number - b.found.ticket.number
  );
}

function rankOf(part: QueuePart, waits: boolean, { urgency }: Ticket): number {
  const later = part === 'yours' && !waits ? 1 : 0;
  return PARTS.indexOf(part) * 100 + later * 10 + Urgency.options.indexOf(urgency);
}

/** Moments are written alike, so their order is that of their letters; a collation would cost ten times as much. */
function inLetters(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What the clock of a ticket runs to: the first words, and once they were said the end. */
function dueNext({ due, firstResponseAt }: Pick<TicketSummary, 'due' | 'firstResponseAt'>): string {
  const next = firstResponseAt === null ? (due.firstResponse ?? due.resolve) : due.resolve;
  return next ?? NEVER;
}
