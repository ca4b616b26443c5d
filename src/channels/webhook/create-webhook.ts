import { webhookKey } from '../../conversation/outbox/changes/with-webhook-updates.ts';
import { DELIVERED, type Deliver } from '../../conversation/outbox/delivery.ts';
import { isAnswered, joinedSince, waitingPage } from '../../conversation/watch/waiting-page.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { TicketNumber } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { askwellFormat } from './askwell-format.ts';
import { opsgenieFormat } from './opsgenie-format.ts';
import { pagerdutyFormat } from './pagerduty-format.ts';
import { createPostWebhook } from './post-webhook.ts';
import { eventOf, type TicketEvent } from './ticket-event.ts';
import type { WebhookFormat } from './webhook-format.ts';

const FORMATS: Record<'askwell' | 'pagerduty' | 'opsgenie', WebhookFormat> = {
  askwell: askwellFormat,
  pagerduty: pagerdutyFormat,
  opsgenie: opsgenieFormat,
};

export type WebhookSettings = {
  PAGE_WEBHOOK_URL: string;
  PAGE_WEBHOOK_SECRET: string;
  PAGE_WEBHOOK_FORMAT: keyof typeof FORMATS;
  PAGE_WEBHOOK_KEY?: string | undefined;
};

type Deps = {
  settings: WebhookSettings;
  /** Where staff open the console; a ticket is at `/tickets/<number>` below. */
  consoleUrl: string;
  now: Clock;
  log: Log;
  /** How long one post may take. */
  withinMs?: number;
};

export type PageWebhook = {
  deliver: Deliver;
  /** Posts a page that is marked as a test. Rejects with a `DeliveryError` when it is not taken. */
  tryOut(id: string): Promise<void>;
};

/** Pages to any receiver: PagerDuty, Opsgenie, or one that reads our own format. */
export function createWebhook({ settings, consoleUrl, now, log, withinMs }: Deps): PageWebhook {
  const { PAGE_WEBHOOK_SECRET: secret, PAGE_WEBHOOK_FORMAT: format } = settings;
  const receiver = { url: settings.PAGE_WEBHOOK_URL, key: settings.PAGE_WEBHOOK_KEY ?? '' };
  const post = createPostWebhook({ secret, now, ...(withinMs && { withinMs }) });
  const send = async (id: string, event: TicketEvent) => {
    const posting = FORMATS[format](event, receiver);
    if (posting) await post(id, posting);
  };
  return {
    async deliver(item, conversation) {
      const ticket = conversation.tickets.find(({ number }) => number === item.about);
      if (!ticket) {
        log.error({ outgoing: item.id }, 'an outgoing page has no ticket; dropped');
        return DELIVERED;
      }
      const facts = () => ({ [webhookKey(ticket.number)]: now() });
      const event = eventOf(item, ticket, { consoleUrl, now: now() });
      if (item.kind !== 'page') {
        await send(item.id, event);
        return { ...DELIVERED, facts: facts() };
      }
      if (isOver(ticket, conversation)) {
        log.info({ outgoing: item.id }, 'a page is not posted: someone has the ticket by now');
        return DELIVERED;
      }
      await send(waitingPage(item, ticket)?.id ?? item.id, event);
      return { facts: facts(), isOutdated: joinedSince(ticket) };
    },
    async tryOut(id) {
      await send(id, aTest(consoleUrl, now));
      // What is told of a test ends with it, where the receiver keeps alerts open.
      await send(`${id}_end`, { ...aTest(consoleUrl, now), kind: 'resolved' });
    },
  };
}

/**
 * Someone has come, and the receiver was told or never needed to be: a page that was dead and is tried again would open
 * an alert that nothing closes. Where the news still waits behind the page, both are posted in their order.
 */
function isOver(ticket: Ticket, conversation: Conversation): boolean {
  const newsFollows = conversation.outbox.some(
    ({ to, kind, about, dead }) =>
      to === 'webhook' && kind === 'ticket_update' && about === ticket.number && !dead,
  );
  return isAnswered(ticket, conversation) && !newsFollows;
}

function aTest(consoleUrl: string, now: Clock): TicketEvent {
  const at = now();
  const ticket: TicketEvent['ticket'] = {
    number: TicketNumber.parse(999_999_999),
    reason: 'human',
    urgency: 'routine',
    openedAt: at,
  } satisfies Pick<Ticket, 'number' | 'reason' | 'urgency' | 'openedAt'>;
  return { kind: 'page', at, ticket, step: 0, staff: [], link: consoleUrl, isTest: true };
}
