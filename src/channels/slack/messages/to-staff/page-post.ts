import type { Instant, TicketNumber } from '../../../../domain/ids.ts';
import type { StaffMember } from '../../../../domain/staff.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../shared/clock.ts';
import { escapeForSlack } from '../mrkdwn.ts';
import type { Post } from '../patient-post.ts';
import { urlOf } from './ticket-buttons.ts';
import { aboutTicket, signOf } from './ticket-words.ts';

type Called = Pick<StaffMember, 'firstName'> & { slackUserId?: string | undefined };

type PageFacts = {
  called: readonly Called[];
  /** First name of who has it: it became worse since they took it. */
  assignee: string | undefined;
  at: Instant;
  consoleUrl: string;
};

/** A call to people about a ticket that no one has seen: who, what, for how long it has waited, and where it is. */
export function pagePost(ticket: Ticket, { called, assignee, at, consoleUrl }: PageFacts): Post {
  const { number } = ticket;
  const who = called.length > 0 ? called.map(mention).join(', ') : everyone(ticket);
  const waits = waitedFor(ticket, at);
  const waited = assignee
    ? `it is with ${escapeForSlack(assignee)} and became worse ${waits} ago`
    : `nobody has it yet, it has waited ${waits}`;
  const link = `<${urlOf(number, consoleUrl)}|${linkText(number)}>`;
  const text = `${signOf(ticket)}${who}: *ticket ${number}* · ${aboutTicket(ticket)}, ${waited}. ${link}`;
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}

function mention({ firstName, slackUserId }: Called): string {
  return slackUserId ? `<@${slackUserId}>` : escapeForSlack(firstName);
}

/** Nobody is on call: whoever is in the channel is called, unless it can wait for them. */
function everyone({ urgency }: Ticket): string {
  return urgency === 'routine' ? 'Nobody is on call' : '<!channel> Nobody is on call';
}

function linkText(number: TicketNumber): string {
  return `Open ticket ${number} in the console`;
}

/** Since it is as urgent as it is, or back in the queue. */
function waitedFor({ urgency, urgentSince, openedAt, reopenedAt }: Ticket, at: Instant): string {
  const since = urgentSince?.[urgency] ?? openedAt;
  const from = reopenedAt !== undefined && reopenedAt > since ? reopenedAt : since;
  const ms = Math.max(0, Date.parse(at) - Date.parse(from));
  if (ms < MINUTE_MS) return 'less than a minute';
  if (ms < 2 * HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  return `${Math.floor(ms / HOUR_MS)} h`;
}
