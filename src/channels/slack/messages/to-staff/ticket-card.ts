import type { types } from '@slack/bolt';
import type { Instant, TicketNumber } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import { cutForSections, escapeForSlack } from '../mrkdwn.ts';
import type { Post } from '../patient-post.ts';
import { ticketButtons } from './ticket-buttons.ts';
import { aboutTicket, ago, moment, signOf } from './ticket-words.ts';

export type CardFacts = {
  /** First name of who has the ticket. */
  assignee: string | undefined;
  due: { firstResponse: Instant; resolve: Instant };
  consoleUrl: string;
  /** The redacted question, where the clinic chose to show it. */
  question: string | undefined;
  /** Other unresolved tickets of the same conversation. */
  others: readonly TicketNumber[];
};

/** A ticket in the staff channel: what it is, how old and due when, and no word of the patient unless it is handed in. */
export function ticketCard(ticket: Ticket, facts: CardFacts): Post {
  const { number } = ticket;
  const line = aboutTicket(ticket);
  const state = stateOf(ticket, facts.assignee);
  const due = dueLine(ticket, facts);
  const head = `${signOf(ticket)}*Ticket ${number}* · ${line}`;
  const now = [age(ticket), state].join(' · ');
  return {
    // Read aloud instead of the blocks, so that it says as much as they do.
    text: [`Ticket ${number}: ${line}, ${state}`, ...(due ? [due] : [])].join('. '),
    blocks: [
      section([head, now, ...(due ? [due] : [])].join('\n')),
      ...quoted(facts.question),
      ...ticketButtons(ticket, facts),
    ],
  };
}

function section(text: string): types.KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** What Slack shows of the time moves on by itself, so that a card needs no update to grow older. */
function age({ openedAt, reopenedAt }: Ticket): string {
  const opened = `opened ${ago(openedAt)}`;
  return reopenedAt ? `${opened} · back in the queue ${ago(reopenedAt)}` : opened;
}

export function stateOf({ state, mergedInto }: Ticket, assignee: string | undefined): string {
  const who = escapeForSlack(assignee ?? 'staff');
  switch (state) {
    case 'new':
      return 'nobody has it yet';
    case 'claimed':
      return `with ${who}`;
    case 'answered':
      return `answered by ${who}`;
    case 'resolved':
      return mergedInto === undefined
        ? `resolved${assignee === undefined ? '' : ` by ${who}`}`
        : `merged into ticket ${mergedInto}`;
  }
}

/** When someone should have seen it, as long as nobody has, and when it should be done with. */
export function dueLine(ticket: Ticket, { due }: Pick<CardFacts, 'due'>): string | undefined {
  if (ticket.state === 'resolved') return undefined;
  const response = ticket.firstResponseAt
    ? `First answered ${moment(ticket.firstResponseAt)}`
    : `First response due ${moment(due.firstResponse)}`;
  return `${response}, resolve due ${moment(due.resolve)}`;
}

function quoted(question: string | undefined): types.KnownBlock[] {
  if (!question) return [];
  const [first = ''] = cutForSections(escapeForSlack(question));
  const text = first.replace(/^/gm, '> ');
  return [section(text.slice(0, 3000))];
}
