import type { types } from '@slack/bolt';
import type { TicketNumber } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';

export const TICKET_ACTIONS = {
  claim: 'ticket_claim',
  send: 'ticket_send',
  open: 'ticket_open',
  resolve: 'ticket_resolve',
  release: 'ticket_release',
  merge: 'ticket_merge',
} as const;

type TicketAction = keyof typeof TICKET_ACTIONS;

type Facts = {
  consoleUrl: string;
  /** Other unresolved tickets of the same conversation. */
  others: readonly TicketNumber[];
};

/** A ticket's buttons, on its card and in the Home tab: what everyone needs in the first row, the rest below it. */
export function ticketButtons(ticket: Ticket, facts: Facts): types.KnownBlock[] {
  const { number } = ticket;
  const more = secondRow(ticket, facts);
  return [
    { type: 'actions', block_id: `ticket_${number}`, elements: firstRow(ticket, facts) },
    ...(more.length > 0
      ? [{ type: 'actions' as const, block_id: `ticket_${number}_more`, elements: more }]
      : []),
  ];
}

function firstRow({ number, state }: Ticket, { consoleUrl }: Facts): types.Button[] {
  const open = { ...button('open', number, 'Open in console'), url: urlOf(number, consoleUrl) };
  if (state === 'resolved') return [open];
  const claim = { ...button('claim', number, 'Claim'), style: 'primary' as const };
  const work = [
    button('send', number, 'Send to patient'),
    open,
    button('resolve', number, 'Resolve'),
  ];
  return state === 'new' ? [claim, ...work] : work;
}

function secondRow({ number, assignee, state }: Ticket, { others }: Facts): types.Button[] {
  if (state === 'resolved' || !assignee) return [];
  const release = button('release', number, 'Release');
  return others.length === 0 ? [release] : [release, mergeButton(number, others)];
}

function mergeButton(number: TicketNumber, others: readonly TicketNumber[]): types.Button {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    ...button('merge', number, 'Merge'),
    confirm: {
      title: plain(`Merge into ticket ${number}?`),
      text: plain(
        `Its conversation has other open tickets (${others.join(', ')}). They go on in ticket ${number}, with their notes.`,
      ),
      confirm: plain('Merge'),
      deny: plain('Cancel'),
    },
  };
}

export function urlOf(number: TicketNumber, consoleUrl: string): string {
  return `${consoleUrl}/tickets/${number}`;
}

function button(action: TicketAction, number: TicketNumber, label: string): types.Button {
  return {
    type: 'button',
    action_id: TICKET_ACTIONS[action],
    value: String(number),
    text: { type: 'plain_text', text: label },
    // Of many buttons alike a screen reader says which ticket it is about.
    accessibility_label: `${label}, ticket ${number}`,
  };
}
