import type {
  AllMiddlewareArgs,
  App,
  BlockButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { TicketNumber } from '../../../../domain/ids.ts';
import type { Signature } from '../../../../domain/staff.ts';
import { TICKET_ACTIONS } from '../../messages/to-staff/ticket-buttons.ts';
import type { Home } from '../home/create-home.ts';
import { isInHome, StaffClick, slackUserOf } from '../staff-click.ts';
import type { StaffDeps } from '../staff-deps.ts';
import { claimFirst, NOT_AT_DESK, noSuchTicket, notLinked } from '../staff-words.ts';
import { writeWindow } from '../window/send-window.ts';
import { type DeskDeed, doDeed, worksAtDesk } from './do-deed.ts';

type Client = AllMiddlewareArgs['client'];
type Click = { number: TicketNumber; by: Signature; triggerId: string };
/** Does what the button says; gives back what the person must be told, if anything. */
type Press = (click: Click, client: Client) => Promise<string | undefined>;

const DEEDS: readonly DeskDeed[] = ['claim', 'release', 'merge', 'resolve'];

/** A ticket's buttons. What is done is stored before Slack is answered; the outbox updates the card. */
export function listenToButtons(app: App, home: Home, deps: StaffDeps): void {
  const listen = (action: string, act: Press) =>
    app.action<BlockButtonAction>(action, (args) => press(args, { act, home, deps }));
  for (const deed of DEEDS) {
    listen(TICKET_ACTIONS[deed], async ({ number, by }) => {
      const { done, text } = await doDeed({ deed, number, by }, deps);
      return done ? undefined : text;
    });
  }
  listen(TICKET_ACTIONS.send, (click, client) => openWindow(click, { client, deps }));
  app.action(TICKET_ACTIONS.open, ({ ack }) => ack());
}

type ButtonArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;

async function press(
  { ack, body, client }: ButtonArgs,
  { act, home, deps }: { act: Press; home: Home; deps: StaffDeps },
): Promise<void> {
  const click = StaffClick.parse(body);
  if (click.channel?.id !== deps.staffChannel && !isInHome(click)) return ack();
  const user = slackUserOf(click);
  const by = await deps.linkStaff(user);
  const [{ value: number }] = click.actions;
  const problem = by
    ? await act({ number, by, triggerId: click.trigger_id }, client)
    : notLinked(user.id);
  await ack();
  if (by) {
    const inHome = isInHome(click) ? { inHome: { told: problem } } : {};
    await home.refresh({ user: user.id, by, ...inHome }, client);
  }
  const { channel } = click;
  if (!problem || !channel) return;
  await client.chat
    .postEphemeral({ channel: channel.id, user: user.id, text: problem })
    .catch((err: unknown) => deps.log.warn({ err, number }, 'staff could not be told on Slack'));
}

async function openWindow(
  { number, by, triggerId }: Click,
  { client, deps }: { client: Client; deps: StaffDeps },
) {
  if (!worksAtDesk(by)) return NOT_AT_DESK;
  const found = await deps.store.conversations.findTicket(number);
  if (!found) return noSuchTicket(number);
  const { ticket, conversation } = found;
  if (ticket.state === 'resolved' || ticket.assignee !== by.id) return claimFirst(number);
  await client.views.open({ trigger_id: triggerId, view: writeWindow(ticket, conversation) });
  return undefined;
}
