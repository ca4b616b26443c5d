import type { Outgoing } from '../../domain/conversation.ts';
import type { StaffId, TicketNumber } from '../../domain/ids.ts';

type Called = {
  ticket: TicketNumber;
  /** Place of the page among the ticket's pages, from 0 on. */
  index: number;
  to: Outgoing['to'];
  person?: StaffId | undefined;
};

/** The same page of the same ticket always has the same id, so that no receiver takes it for two, or two for it. */
export function pageId({ ticket, index, to, person }: Called): string {
  return ['page', ticket, index, to, ...(person ? [person] : [])].join('_');
}
