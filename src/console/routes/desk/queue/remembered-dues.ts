import type { Ticket } from '../../../../domain/ticket.ts';
import type { DueOf } from '../views/ticket-views.ts';

/** Opening hours take a while to count and a queue is long: what is due is reckoned once for each state of a ticket. */
export function rememberedDues(dueOf: DueOf): DueOf {
  const known = new WeakMap<Ticket, ReturnType<DueOf>>();
  return (ticket) => {
    const before = known.get(ticket);
    if (before) return before;
    const due = dueOf(ticket);
    known.set(ticket, due);
    return due;
  };
}
