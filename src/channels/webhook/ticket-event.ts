import type { Outgoing } from '../../domain/conversation.ts';
import type { Instant, StaffId } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';

/** What the receiver learns of a ticket: no name, and no word of the patient. */
export type TicketEvent = {
  kind: 'page' | 'claimed' | 'released' | 'resolved';
  /** When it happened; the same on every attempt. */
  at: Instant;
  ticket: Pick<Ticket, 'number' | 'reason' | 'urgency' | 'openedAt'>;
  /** How far up the chain the call has come: 0 is the first on call. */
  step: number;
  /** Whom the page calls. */
  staff: StaffId[];
  /** Where staff open the ticket. */
  link: string;
  /** Somebody tries whether pages arrive; there is no such ticket. */
  isTest: boolean;
};

/** What an item of the outbox says of its ticket as it is now. */
export function eventOf(
  { kind }: Pick<Outgoing, 'kind'>,
  ticket: Ticket,
  { consoleUrl, now }: { consoleUrl: string; now: Instant },
): TicketEvent {
  const page = ticket.pages.at(-1);
  const event = {
    ticket,
    step: page?.step ?? 0,
    staff: page?.to ?? [],
    link: `${consoleUrl}/tickets/${ticket.number}`,
    isTest: false,
  };
  if (kind === 'page') return { ...event, kind: 'page', at: page?.at ?? ticket.openedAt };
  switch (ticket.state) {
    case 'new':
      return { ...event, kind: 'released', at: ticket.reopenedAt ?? now };
    case 'claimed':
    case 'answered':
      return { ...event, kind: 'claimed', at: ticket.claimedAt ?? now };
    case 'resolved':
      return { ...event, kind: 'resolved', at: ticket.resolvedAt ?? now };
  }
}

/** One line for a person: `Askwell: emergency, ticket 12 (overdose)`. */
export function headline({ kind, ticket, isTest }: TicketEvent): string {
  if (isTest) return 'TEST: Askwell tries whether pages arrive. Nobody needs help';
  const { urgency, number, reason } = ticket;
  const done = kind === 'page' ? '' : `, ${kind}`;
  return `Askwell: ${urgency}, ticket ${number} (${reason.replaceAll('_', ' ')})${done}`;
}

/** Names the alert over its whole life. */
export function alertKey({ ticket, isTest }: TicketEvent): string {
  return isTest ? 'askwell-test' : `askwell-ticket-${ticket.number}`;
}
