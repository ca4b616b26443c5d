import type {
  AllMiddlewareArgs,
  App,
  BlockButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { StaffActions } from '../../../conversation/staff-actions.ts';
import type { TicketNumber } from '../../../domain/ids.ts';
import type { Signature } from '../../../domain/staff.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import { TICKET_ACTIONS } from '../messages/ticket-card.ts';
import type { LinkStaff } from './link-staff.ts';
import { writeWindow } from './send-window.ts';
import { StaffClick, slackUserOf } from './staff-click.ts';

export type StaffDeps = {
  staffActions: StaffActions;
  store: Store;
  linkStaff: LinkStaff;
  staffChannel: string;
  log: Log;
};

type Click = { number: TicketNumber; by: Signature; triggerId: string };
/** Does what the button says; gives back what the person must be told, if anything. */
type Press = (click: Click, client: AllMiddlewareArgs['client']) => Promise<string | undefined>;

/** The buttons of a ticket's card. What is done is stored before Slack is answered; the outbox updates the card. */
export function listenToButtons(app: App, deps: StaffDeps): void {
  const presses: Record<'claim' | 'send' | 'resolve', Press> = {
    claim: ({ number, by }) => claim(number, by, deps),
    send: (click, client) => openWindow(click, { client, deps }),
    resolve: ({ number, by }) => resolve(number, by, deps),
  };
  for (const name of ['claim', 'send', 'resolve'] as const) {
    app.action<BlockButtonAction>(TICKET_ACTIONS[name], (args) =>
      press(args, { act: presses[name], deps }),
    );
  }
  app.action(TICKET_ACTIONS.open, ({ ack }) => ack());
}

type ButtonArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;

async function press(
  { ack, body, client }: ButtonArgs,
  { act, deps }: { act: Press; deps: StaffDeps },
): Promise<void> {
  const click = StaffClick.parse(body);
  if (click.channel.id !== deps.staffChannel) return ack();
  const by = await deps.linkStaff(slackUserOf(click));
  const [{ value: number }] = click.actions;
  const problem = by
    ? await act({ number, by, triggerId: click.trigger_id }, client)
    : notLinked(click.user.id);
  await ack();
  if (!problem) return;
  await client.chat
    .postEphemeral({ channel: click.channel.id, user: click.user.id, text: problem })
    .catch((err: unknown) => deps.log.warn({ err, number }, 'staff could not be told on Slack'));
}

async function claim(number: TicketNumber, by: Signature, deps: StaffDeps) {
  const outcome = await deps.staffActions.claim(number, by);
  switch (outcome.kind) {
    case 'claimed':
      return undefined;
    case 'already_claimed': {
      const other = await deps.store.staff.find(outcome.by);
      return `Ticket ${number} is with ${other?.firstName ?? 'someone else'} already.`;
    }
    case 'already_resolved':
      return `Ticket ${number} is resolved already.`;
    case 'no_such_ticket':
      return noSuchTicket(number);
  }
}

async function openWindow(
  { number, by, triggerId }: Click,
  { client, deps }: { client: AllMiddlewareArgs['client']; deps: StaffDeps },
) {
  const found = await deps.store.conversations.findTicket(number);
  if (!found) return noSuchTicket(number);
  const { ticket, conversation } = found;
  if (ticket.state !== 'claimed' || ticket.assignee !== by.id) return claimFirst(number);
  await client.views.open({ trigger_id: triggerId, view: writeWindow(ticket, conversation) });
  return undefined;
}

async function resolve(number: TicketNumber, by: Signature, deps: StaffDeps) {
  const outcome = await deps.staffActions.resolve(number, by);
  switch (outcome.kind) {
    case 'resolved':
      return undefined;
    case 'not_yours':
      return claimFirst(number);
    case 'already_resolved':
      return `Ticket ${number} is resolved already.`;
    case 'no_such_ticket':
      return noSuchTicket(number);
  }
}

export function notLinked(slackUser: string): string {
  return `Nothing was done: your Slack account is not linked to an Askwell account. Ask an admin to enter your Slack member ID (${slackUser}) in your account, or to give you an account whose login is your Slack e-mail address.`;
}

function claimFirst(number: TicketNumber): string {
  return `Nothing was done: ticket ${number} is not yours. Claim it first.`;
}

function noSuchTicket(number: TicketNumber): string {
  return `There is no ticket ${number} any more.`;
}
