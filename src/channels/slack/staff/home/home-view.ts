import type { types } from '@slack/bolt';
import { escapeForSlack } from '../../messages/mrkdwn.ts';
import { ticketButtons } from '../../messages/to-staff/ticket-buttons.ts';
import { dueLine, stateOf } from '../../messages/to-staff/ticket-card.ts';
import { aboutTicket, signOf } from '../../messages/to-staff/ticket-words.ts';
import type { MyQueue, Queued } from '../desk/my-queue.ts';

export const AWAY_ACTION = /^staff_(away|back)$/;
/** The link to the console: Slack tells us of the press, and we have nothing to do. */
export const DESK_LINK_ACTION = 'open_desk';

type HomeFacts = {
  firstName: string;
  away: boolean;
  queue: MyQueue;
  consoleUrl: string;
  /** What came of the last press, when the person must know. */
  told: string | undefined;
};

/** Slack takes 100 blocks; a ticket takes three. */
const MOST_SHOWN = 14;

/** The Home tab of somebody on staff. */
export function homeView(facts: HomeFacts): types.HomeView {
  const { queue, consoleUrl, told } = facts;
  const group = (title: string, queued: Queued[], empty: string) =>
    groupBlocks({ title, queued, empty }, facts);
  return {
    type: 'home',
    blocks: [
      ...(told ? [section(escapeForSlack(told))] : []),
      ...personBlocks(facts),
      ...group('Yours', queue.mine, 'You have no ticket.'),
      ...group('Nobody has these yet', queue.unclaimed, 'Nothing waits for anyone.'),
      {
        type: 'actions',
        block_id: 'desk_link',
        elements: [
          {
            type: 'button',
            action_id: DESK_LINK_ACTION,
            url: `${consoleUrl}/`,
            text: plain('Open the desk in the console'),
          },
        ],
      },
    ],
  };
}

/** The Home tab of everyone else. `patient`: approved words, where patients use this Slack. */
export function strangerView(words: {
  patient: string | undefined;
  staff: string;
}): types.HomeView {
  return {
    type: 'home',
    blocks: [
      ...(words.patient === undefined ? [] : [section(words.patient)]),
      { type: 'context', elements: [{ type: 'mrkdwn', text: words.staff }] },
    ],
  };
}

function personBlocks({ firstName, away }: HomeFacts): types.KnownBlock[] {
  const state = away
    ? `${firstName}, you are *away*: you are not paged, unless nobody else is left.`
    : `${firstName}, you are here: pages reach you when you are on call.`;
  const [value, label] = away ? ['back', 'I am back'] : ['away', 'I am away'];
  return [
    section(state),
    {
      type: 'actions',
      block_id: 'presence',
      elements: [{ type: 'button', action_id: `staff_${value}`, value, text: plain(label ?? '') }],
    },
  ];
}

type Group = { title: string; queued: Queued[]; empty: string };

function groupBlocks(
  { title, queued, empty }: Group,
  { consoleUrl, firstName }: HomeFacts,
): types.KnownBlock[] {
  const rest = queued.length - MOST_SHOWN;
  return [
    { type: 'header', text: plain(`${title} (${queued.length})`) },
    ...(queued.length === 0 ? [section(empty)] : []),
    ...queued
      .slice(0, MOST_SHOWN)
      .flatMap((one) => [
        section(queuedLines(one, firstName)),
        ...ticketButtons(one.ticket, { consoleUrl, others: one.others }),
      ]),
    ...(rest > 0 ? [section(`And ${rest} more in the console.`)] : []),
  ];
}

/** One ticket of a queue in words. */
export function queuedLines({ ticket, due, overdue }: Queued, assignee: string): string {
  const about = `${signOf(ticket)}*Ticket ${ticket.number}* · ${aboutTicket(ticket)}`;
  const state = stateOf(ticket, assignee);
  return [`${overdue ? '*OVERDUE* · ' : ''}${about}`, state, dueLine(ticket, { due })]
    .filter((line) => line !== undefined)
    .join('\n');
}

function section(text: string): types.KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text };
}
