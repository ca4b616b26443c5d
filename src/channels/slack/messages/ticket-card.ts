import type { types } from '@slack/bolt';
import type { Urgency } from '../../../domain/concern.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import { cutForSections, escapeForSlack } from './mrkdwn.ts';
import type { Post } from './patient-post.ts';

export type CardFacts = {
  /** First name of who has the ticket. */
  assignee: string | undefined;
  consoleUrl: string;
  /** The redacted question, where the clinic chose to show it. */
  question: string | undefined;
};

export const TICKET_ACTIONS = {
  claim: 'ticket_claim',
  send: 'ticket_send',
  open: 'ticket_open',
  resolve: 'ticket_resolve',
} as const;

const MARK: Record<Urgency, string> = {
  emergency: ':rotating_light: ',
  urgent: ':warning: ',
  routine: '',
};

/** A ticket in the staff channel: what it is and how old, and no word of the patient unless it is handed in. */
export function ticketCard(ticket: Ticket, facts: CardFacts): Post {
  const { number, urgency } = ticket;
  const about = [ticket.reason, ticket.topic].filter((word) => word !== undefined).map(readable);
  const line = [...about, urgency].join(' · ');
  const state = stateOf(ticket, facts.assignee);
  const head = `${MARK[urgency]}*Ticket ${number}* · ${line}`;
  return {
    text: `Ticket ${number}: ${line}, ${state}`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `${head}\n${age(ticket)} · ${state}` } },
      ...quoted(facts.question),
      { type: 'actions', block_id: `ticket_${number}`, elements: buttons(ticket, facts) },
    ],
  };
}

/** What Slack shows of the time moves on by itself, so that a card needs no update to grow older. */
function age({ openedAt }: Ticket): string {
  return `opened <!date^${Math.floor(Date.parse(openedAt) / 1000)}^{ago}|${openedAt}>`;
}

function stateOf({ state }: Ticket, assignee: string | undefined): string {
  const who = escapeForSlack(assignee ?? 'staff');
  switch (state) {
    case 'new':
      return 'nobody has it yet';
    case 'claimed':
    case 'answered':
      return `with ${who}`;
    case 'resolved':
      return `resolved by ${who}`;
  }
}

function quoted(question: string | undefined): types.KnownBlock[] {
  if (!question) return [];
  const [first = ''] = cutForSections(escapeForSlack(question));
  const text = first.replace(/^/gm, '> ');
  return [{ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3000) } }];
}

function buttons({ number, state }: Ticket, { consoleUrl }: CardFacts): types.Button[] {
  const button = (name: keyof typeof TICKET_ACTIONS, label: string): types.Button => ({
    type: 'button',
    action_id: TICKET_ACTIONS[name],
    value: String(number),
    text: { type: 'plain_text', text: label },
  });
  const claim = { ...button('claim', 'Claim'), style: 'primary' as const };
  const open = {
    ...button('open', 'Open in console'),
    url: `${consoleUrl}/tickets/${number}`,
  };
  const work = [button('send', 'Send to patient'), open, button('resolve', 'Resolve')];
  if (state === 'resolved') return [open];
  return state === 'new' ? [claim, ...work] : work;
}

function readable(word: string): string {
  return word.replaceAll('_', ' ');
}
