import type { Instant } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { MINUTE_MS } from '../../shared/clock.ts';
import { inWords, type Words } from './letter.ts';

/** A page as its reader needs it: what, how urgent, since when, and where to go. No word of the patient. */
export function pageMail(
  ticket: Ticket,
  { now, consoleUrl }: { now: Instant; consoleUrl: string },
): Words {
  const { number, urgency } = ticket;
  const facts: [string, string][] = [
    ['Ticket', String(number)],
    ['Urgency', urgency],
    [
      'Reason',
      [ticket.reason, ticket.topic]
        .flatMap((word) => word ?? [])
        .map(readable)
        .join(', '),
    ],
    ['Waiting', `${waited(ticket, now)} (since ${inUtc(since(ticket))})`],
  ];
  return inWords({
    subject: `Askwell: ${urgency}, ticket ${number}`,
    lead: leadOf(ticket),
    facts,
    link: { href: `${consoleUrl}/tickets/${number}`, text: `Open ticket ${number}` },
    end: 'You get this because you are on call. It comes again until someone sees to the ticket.',
  });
}

/** A ticket that someone has is called about when it became worse since they took it. */
function leadOf({ state, pages }: Ticket): string {
  if (state !== 'new') {
    return 'It became worse since a colleague took it. Please look at the ticket now.';
  }
  const call = (pages.at(-1)?.step ?? 0) > 0 ? 'Nobody has come so far. ' : '';
  return `${call}A patient waits for a person. Please claim the ticket now.`;
}

/** For `askwell page test`. */
export function testMail(consoleUrl: string): Words {
  return inWords({
    subject: 'TEST from Askwell: pages reach you by e-mail',
    lead: 'This is a test. Nobody needs help, and there is nothing to do.',
    facts: [],
    link: { href: consoleUrl, text: 'Open the console' },
    end: 'Someone ran "askwell page test" to see whether pages reach the people on call.',
  });
}

function since({ reopenedAt, openedAt, urgency, urgentSince }: Ticket): Instant {
  return urgentSince?.[urgency] ?? reopenedAt ?? openedAt;
}

/** In whole minutes or hours, as one says it: a page is read in a hurry. */
function waited(ticket: Ticket, now: Instant): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(since(ticket))) / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return `${hours} hours`;
}

/** `2026-11-23 15:04 UTC`: who is on call may be in another time zone. */
function inUtc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function readable(word: string): string {
  return word.replaceAll('_', ' ');
}
