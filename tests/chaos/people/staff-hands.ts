import type { Random } from '../../adversarial/inputs/random.ts';
import type { SlackEmulator } from '../../support/slack-emulator.ts';
import type { Counts } from '../counts.ts';
import type { Deed } from '../plan/plan-deeds.ts';
import type { Life } from '../program/create-life.ts';
import { type SlackSide, TEAM } from '../sides/slack-side.ts';
import type { ConsoleCaller } from './console-caller.ts';
import type { SentByStaff } from './said.ts';

/** One member of staff, who signs in at the console and has a Slack account. */
export type Person = { id: string; slackUser: string; caller: ConsoleCaller };

/** Does one thing to a ticket; false when it was refused. */
export type Hands = (deed: Deed, number: number, who: Person) => Promise<boolean>;

type Deps = {
  life: Life;
  slack: SlackEmulator;
  slackSide: SlackSide;
  random: Random;
  counts: Counts;
  sent: SentByStaff[];
};

/** In the console. */
export function consoleHands({ random, counts, sent }: Deps): Hands {
  return async (deed, number, { id, caller }) => {
    counts.staffDeeds += 1;
    if (deed === 'send') {
      const actionId = `chaos-${number}-${random.number(1e9)}-${random.number(1e9)}`;
      const text = `Please call us about ticket ${number}.`;
      const { status } = await caller.post(`/tickets/${number}/reply`, { text, actionId });
      if (status === 200) sent.push({ actionId: `r_${id}_${actionId}`, number });
      return status === 200;
    }
    const body = deed === 'note' ? { text: 'Looked at it.' } : {};
    const { status } = await caller.post(`/tickets/${number}/${deed}`, body);
    return status === 200;
  };
}

/** On Slack: presses on the card, and the window. A note is no button of the card. */
export function slackHands(deps: Deps): Hands {
  const { slack, slackSide, counts } = deps;
  return async (deed, number, who) => {
    counts.staffDeeds += 1;
    if (deed === 'note') return true;
    if (deed === 'send') return sendOnSlack(number, who, deps);
    await slackSide.interact(async () => ({
      type: 'block_actions',
      ...whoIs(who),
      channel: { id: slack.staffChannel },
      message: { ts: '1.1' },
      trigger_id: await slack.trigger(who.slackUser),
      actions: [{ ...button(`ticket_${deed}`, number) }],
    }));
    // What came of it stands on the card, some time later; the console knows it at once.
    return (await ownerOf(number, who)) === (deed === 'claim' || deed === 'merge' ? who.id : '');
  };
}

async function sendOnSlack(number: number, who: Person, deps: Deps): Promise<boolean> {
  const { slack, slackSide, sent } = deps;
  const from = slack.calls.length;
  await slackSide.interact(async () => ({
    type: 'block_actions',
    ...whoIs(who),
    channel: { id: slack.staffChannel },
    message: { ts: '1.1' },
    trigger_id: await slack.trigger(who.slackUser),
    actions: [{ ...button('ticket_send', number) }],
  }));
  const view = openedWindow(slack, { from, number });
  if (!view) return false;
  const submit = (private_metadata: string) =>
    slackSide.interact(async () => ({
      type: 'view_submission',
      ...whoIs(who),
      view: {
        id: view.id,
        private_metadata,
        type: 'modal',
        callback_id: 'ticket_send',
        state: {
          values: {
            message: {
              text: { type: 'plain_text_input', value: `Please call us, ticket ${number}.` },
            },
          },
        },
      },
    })) as Promise<{ response_action?: string; view?: { private_metadata: string } } | undefined>;
  const previewed = await submit(view.private_metadata);
  if (previewed?.response_action !== 'update') return false;
  const answer = await submit(previewed.view?.private_metadata ?? '');
  if (answer?.response_action === 'errors') return false;
  sent.push({ actionId: `slack:${view.id}`, number });
  return true;
}

function openedWindow(slack: SlackEmulator, { from, number }: { from: number; number: number }) {
  const opened = slack.calls
    .slice(from)
    .findLast(
      ({ method, params, answer }) =>
        method === 'views.open' &&
        (params.get('view') ?? '').includes(JSON.stringify(JSON.stringify({ number }))) &&
        JSON.parse(answer).ok,
    );
  return opened && (JSON.parse(opened.answer).view as { id: string; private_metadata: string });
}

async function ownerOf(number: number, { caller }: Person): Promise<string> {
  const ticket = (await caller.get(`/tickets/${number}`)) as {
    state: string;
    assignee: { id: string } | null;
  };
  return ticket.state === 'resolved' || ticket.state === 'new' ? '' : (ticket.assignee?.id ?? '');
}

function whoIs({ slackUser }: Person) {
  return { user: { id: slackUser, team_id: TEAM }, team: { id: TEAM } };
}

function button(action_id: string, number: number) {
  return {
    type: 'button',
    action_id,
    block_id: `ticket_${number}`,
    value: String(number),
    action_ts: '1.1',
  };
}
