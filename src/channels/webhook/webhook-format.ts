import type { TicketEvent } from './ticket-event.ts';

export type Posting = { url: string; headers: Record<string, string>; body: object };

/** Puts an event into the words of a receiver; `undefined` when it has no words for it and nothing is posted. */
export type WebhookFormat = (
  event: TicketEvent,
  receiver: { url: string; key: string },
) => Posting | undefined;
