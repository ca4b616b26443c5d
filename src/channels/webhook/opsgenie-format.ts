import type { Urgency } from '../../domain/concern.ts';
import { alertKey, headline, type TicketEvent } from './ticket-event.ts';
import type { Posting, WebhookFormat } from './webhook-format.ts';

const PRIORITY: Record<Urgency, 'P1' | 'P2' | 'P3'> = {
  emergency: 'P1',
  urgent: 'P2',
  routine: 'P3',
};
const LONGEST_MESSAGE = 130;

/** Opsgenie's Alert API; `url` is `https://api.opsgenie.com/v2/alerts`, or its EU twin. */
export const opsgenieFormat: WebhookFormat = (event, { url, key }) => {
  const headers = { authorization: `GenieKey ${key}` };
  switch (event.kind) {
    case 'page':
      return { url, headers, body: alert(event) };
    case 'claimed':
      return { headers, ...ofAlert(event, url, 'acknowledge') };
    case 'released':
      return { headers, ...ofAlert(event, url, 'unacknowledge') };
    case 'resolved':
      return { headers, ...ofAlert(event, url, 'close') };
  }
};

function alert(event: TicketEvent) {
  const { ticket, link, step, staff, isTest } = event;
  const head = headline(event);
  return {
    message: head.slice(0, LONGEST_MESSAGE),
    alias: alertKey(event),
    priority: isTest ? 'P5' : PRIORITY[ticket.urgency],
    description: `${head}. ${isTest ? '' : `Opened ${ticket.openedAt}. `}Open it in the console: ${link}`,
    source: 'Askwell',
    entity: isTest ? 'test' : `ticket ${ticket.number}`,
    tags: ['askwell', isTest ? 'test' : ticket.urgency],
    details: { step: String(step), staff_called: String(staff.length), link },
  };
}

function ofAlert(event: TicketEvent, url: string, deed: string): Omit<Posting, 'headers'> {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/$/, '')}/${alertKey(event)}/${deed}`;
  address.searchParams.set('identifierType', 'alias');
  return { url: address.href, body: { source: 'Askwell', note: headline(event) } };
}
