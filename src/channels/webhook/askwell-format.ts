import { z } from 'zod';
import { Urgency } from '../../domain/concern.ts';
import { Instant, StaffId, TicketNumber } from '../../domain/ids.ts';
import { Reason } from '../../domain/ticket.ts';
import { headline, type TicketEvent } from './ticket-event.ts';
import type { WebhookFormat } from './webhook-format.ts';

/** What happened to a ticket. */
const TicketWebhook = z.object({
  type: z.enum(['ticket.page', 'ticket.claimed', 'ticket.released', 'ticket.resolved']),
  /** When it happened; the same on every attempt. The header `webhook-timestamp` tells when it was posted. */
  timestamp: Instant,
  data: z.object({
    ticket: TicketNumber,
    reason: Reason,
    urgency: Urgency,
    openedAt: Instant,
    /** How far up the chain the call has come: 0 is the first on call. */
    step: z.number().int().nonnegative(),
    /** Ids of the staff whom the page calls; empty when nobody is on call. */
    staff: z.array(StaffId),
    staffCount: z.number().int().nonnegative(),
    /** Where staff open the ticket. */
    link: z.url(),
  }),
});

/** Somebody tries whether pages arrive. */
const TestWebhook = z.object({
  type: z.literal('test'),
  timestamp: Instant,
  data: z.object({ message: z.string(), link: z.url() }),
});

/** What we post, as the receiver may rely on it: fields may be added, none is taken away or changes its meaning. */
export const AskwellWebhook = z.discriminatedUnion('type', [TicketWebhook, TestWebhook]);
type AskwellWebhook = z.infer<typeof AskwellWebhook>;

export const askwellFormat: WebhookFormat = (event, { url }) => {
  if (event.isTest && event.kind !== 'page') return undefined;
  return { url, headers: {}, body: bodyOf(event) };
};

function bodyOf(event: TicketEvent): AskwellWebhook {
  const { kind, at: timestamp, ticket, step, staff, link } = event;
  if (event.isTest) return { type: 'test', timestamp, data: { message: headline(event), link } };
  const { number, reason, urgency, openedAt } = ticket;
  const about = { ticket: number, reason, urgency, openedAt };
  const data = { ...about, step, staff, staffCount: staff.length, link };
  return { type: `ticket.${kind}`, timestamp, data };
}
