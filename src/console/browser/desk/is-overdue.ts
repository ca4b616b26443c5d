import type { TicketSummary } from '../../wire.ts';

/** Whether its clock runs past what the clinic promised itself. */
export function isOverdue(ticket: TicketSummary, now: number): boolean {
  if (ticket.state === 'resolved') return false;
  const { firstResponse, resolve } = ticket.due;
  const dues = [isFirstDue(ticket) ? firstResponse : null, resolve];
  return dues.some((at) => at !== null && Date.parse(at) <= now);
}

/** Nobody of staff has written since it came, or came again. */
export function isFirstDue({ firstResponseAt, reopenedAt }: TicketSummary): boolean {
  return firstResponseAt === null || (reopenedAt !== null && reopenedAt > firstResponseAt);
}
