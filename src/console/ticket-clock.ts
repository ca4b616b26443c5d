import type { TicketSummary } from './wire.ts';

/** The clock of a ticket, for both sides: the server counts by it, and the page shows it. */
type Clock = Pick<TicketSummary, 'state' | 'due' | 'firstResponseAt' | 'reopenedAt'>;

/** Whether its clock runs past what the clinic promised itself. Moments are written alike: their order is that of letters. */
export function isOverdue(ticket: Clock, now: string): boolean {
  if (ticket.state === 'resolved') return false;
  const { firstResponse, resolve } = ticket.due;
  const isLate = (at: string | null) => at !== null && at <= now;
  return isLate(resolve) || (isFirstDue(ticket) && isLate(firstResponse));
}

/** Nobody of staff has written since it came, or came again. */
export function isFirstDue({ firstResponseAt, reopenedAt }: Omit<Clock, 'state'>): boolean {
  return firstResponseAt === null || (reopenedAt !== null && reopenedAt > firstResponseAt);
}
