import type { Urgency } from '../../domain/concern.ts';
import { alertKey, headline, type TicketEvent } from './ticket-event.ts';
import type { WebhookFormat } from './webhook-format.ts';

const SEVERITY: Record<Urgency, 'critical' | 'error' | 'warning'> = {
  emergency: 'critical',
  urgent: 'error',
  routine: 'warning',
};

/** PagerDuty's Events API v2. A ticket that goes back to the queue is called again by its next page. */
export const pagerdutyFormat: WebhookFormat = (event, { url, key }) => {
  const action = actionOf(event.kind);
  if (!action) return undefined;
  const body = { routing_key: key, event_action: action, dedup_key: alertKey(event) };
  if (action !== 'trigger') return { url, headers: {}, body };
  const { ticket, link } = event;
  const payload = {
    summary: headline(event),
    source: new URL(link).host,
    severity: event.isTest ? 'info' : SEVERITY[ticket.urgency],
    timestamp: event.at,
    component: 'askwell',
    class: ticket.reason,
    ...(!event.isTest && { custom_details: detailsOf(event) }),
  };
  const links = [{ href: link, text: 'Open in the console' }];
  return {
    url,
    headers: {},
    body: { ...body, payload, links, client: 'Askwell', client_url: link },
  };
};

function detailsOf({ ticket, step, staff }: TicketEvent) {
  const { number, urgency, openedAt } = ticket;
  return { ticket: number, urgency, opened_at: openedAt, step, staff_called: staff.length };
}

function actionOf(kind: TicketEvent['kind']): 'trigger' | 'acknowledge' | 'resolve' | undefined {
  switch (kind) {
    case 'page':
      return 'trigger';
    case 'claimed':
      return 'acknowledge';
    case 'resolved':
      return 'resolve';
    case 'released':
      return undefined;
  }
}
