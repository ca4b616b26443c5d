import { Gauge, type Registry } from 'prom-client';
import { Urgency } from '../../../domain/concern.ts';
import { isTrial } from '../../../domain/first-run.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Clocks } from '../../../escalation/clocks/create-clocks.ts';
import { dueOf } from '../../../escalation/clocks/due.ts';
import { unseenTimes } from '../../../escalation/paging/is-seen.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store, TicketInConversation } from '../../../store/store.ts';

export type DeskGaugesDeps = { store: Pick<Store, 'conversations'>; clocks: Clocks; now: Clock };

/** What waits on the desk, read when somebody asks for it. */
export function addDeskGauges(registry: Registry, { store, clocks, now }: DeskGaugesDeps): void {
  const registers = [registry];
  const labelNames = ['urgency'] as const;
  new Gauge({
    name: 'askwell_open_tickets',
    help: 'Tickets that are not resolved',
    labelNames,
    registers,
    async collect() {
      const open = await openTickets(store);
      for (const urgency of Urgency.options) this.set({ urgency }, countOf(urgency, open));
    },
  });
  new Gauge({
    name: 'askwell_overdue_tickets',
    help: 'Tickets that someone should have claimed by now and nobody has',
    labelNames,
    registers,
    async collect() {
      const open = await openTickets(store);
      const overdue = open.filter((found) => isOverdue(found, clocks, now()));
      for (const urgency of Urgency.options) this.set({ urgency }, countOf(urgency, overdue));
    },
  });
  new Gauge({
    name: 'askwell_oldest_unseen_emergency_seconds',
    help: 'For how long the emergency has waited that nobody has seen; 0 when there is none',
    registers,
    async collect() {
      const open = await openTickets(store);
      const waits = open.map((found) => emergencyWaitMs(found, clocks, now()));
      this.set(Math.max(0, ...waits) / 1000);
    },
  });
}

/** A trial of staff raises no alarm. */
async function openTickets({ conversations }: DeskGaugesDeps['store']) {
  const open = await conversations.openTickets();
  return open.filter(({ conversation }) => !isTrial(conversation));
}

function countOf(urgency: Urgency, found: TicketInConversation[]): number {
  return found.filter(({ ticket }) => ticket.urgency === urgency).length;
}

function isOverdue({ ticket }: TicketInConversation, clocks: Clocks, at: Instant): boolean {
  return ticket.state === 'new' && dueOf(ticket, clocks).firstResponse <= at;
}

function emergencyWaitMs(
  { ticket, conversation }: TicketInConversation,
  clocks: Clocks,
  at: Instant,
): number {
  const unseen = unseenTimes(ticket, conversation, clocks);
  const since = unseen.find(({ urgency }) => urgency === 'emergency')?.from;
  return since === undefined ? 0 : Date.parse(at) - Date.parse(since);
}
