import { expect, test } from 'vitest';
import { TicketNumber } from '../../../src/domain/ids.ts';
import {
  aClick,
  aMention,
  aNotedStore,
  aSlackChannel,
  aStaffMember,
  DOSE,
  eventually,
  headOf,
  type Options,
  type SlackChannel,
} from './slack-kit.ts';

/** A patient asked about a dose; ticket 1 is on the desk and its card in the staff channel. */
async function aDoseTicket(options: Options = {}) {
  const store = options.store ?? (await aNotedStore());
  const channel = await aSlackChannel({ ...options, store });
  const { slack } = channel;
  const mention = aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE });
  await channel.event(mention);
  await channel.delivered();
  const ana = await aStaffMember(store, {
    firstName: 'Ana',
    login: 'ana.b',
    slackUserId: slack.user('ana'),
  });
  await aStaffMember(store, { firstName: 'Ben', login: 'ben@clinic.example' });
  const ticket = async () => (await store.conversations.findTicket(TicketNumber.parse(1)))?.ticket;
  const card = async () => (await slack.messages(slack.staffChannel))[0];
  const press = async (user: string, action: string) =>
    channel.interact(await aClick(channel, { user, action, number: 1 }));
  const direct = await slack.directChannel(slack.user('pat'));
  const saidToPatient = () => slack.messages(direct);
  return { ...channel, mention, ana, ticket, card, press, saidToPatient };
}

function toldTo({ slack }: SlackChannel, user: string): string[] {
  return slack.calls
    .filter(({ method, params }) => method === 'chat.postEphemeral' && params.get('user') === user)
    .map(({ params }) => params.get('text') ?? '');
}

function lastWindow({ slack }: SlackChannel) {
  const opened = slack.calls.findLast(({ method }) => method === 'views.open');
  return JSON.parse(opened?.answer ?? '{}').view as { id: string; private_metadata: string };
}

/** Staff submit the window with this text. */
function aSubmission(user: string, view: { id: string; private_metadata: string }, text: string) {
  const values = { message: { text: { type: 'plain_text_input', value: text } } };
  return {
    type: 'view_submission',
    user: { id: user, team_id: 'T000000001' },
    team: { id: 'T000000001' },
    view: { ...view, type: 'modal', callback_id: 'ticket_send', state: { values } },
  };
}

test('a ticket comes to the staff channel as a card without a word of the patient', async () => {
  const { slack, card } = await aDoseTicket();

  const shown = await card();

  expect(headOf(shown)).toBe('Ticket 1: dose · routine, nobody has it yet');
  expect(JSON.stringify(shown)).not.toContain('much');
  const buttons = JSON.stringify(shown?.blocks.find(({ type }) => type === 'actions'));
  for (const label of ['Claim', 'Send to patient', 'Open in console', 'Resolve']) {
    expect(buttons).toContain(label);
  }
  expect(buttons).toContain('https://chat.example.org/console/tickets/1');
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
});

test('a card shows the redacted question where the clinic chose so', async () => {
  const { card } = await aDoseTicket({ settings: { SLACK_TICKET_TEXT: 'redacted' } });

  expect(JSON.stringify((await card())?.blocks)).toContain('> how much should I take?');
});

test('a claim from Slack is told to the patient and shown on the same card', async () => {
  const desk = await aDoseTicket();

  const response = await desk.press(desk.slack.user('ana'), 'ticket_claim');
  await desk.delivered();

  expect(response.status).toBe(200);
  expect((await desk.ticket())?.assignee).toBe(desk.ana.id);
  const cards = await desk.slack.messages(desk.slack.staffChannel);
  expect(cards.map(headOf)).toEqual(['Ticket 1: dose · routine, with Ana']);
  const said = await desk.saidToPatient();
  expect(said.at(-1)?.text).toContain('A member of our staff has joined this chat.');
});

test('of two who claim at once exactly one has the ticket, and the other is told who', async () => {
  const desk = await aDoseTicket();
  const [ana, ben] = [desk.slack.user('ana'), desk.slack.user('ben')];

  await Promise.all([desk.press(ana, 'ticket_claim'), desk.press(ben, 'ticket_claim')]);
  await desk.delivered();

  const hasIt = (await desk.ticket())?.assignee === desk.ana.id ? 'Ana' : 'Ben';
  await eventually(async () =>
    expect(toldTo(desk, hasIt === 'Ana' ? ben : ana)).toEqual([
      `Ticket 1 is with ${hasIt} already.`,
    ]),
  );
  expect(toldTo(desk, hasIt === 'Ana' ? ana : ben)).toEqual([]);
  expect(headOf(await desk.card())).toBe(`Ticket 1: dose · routine, with ${hasIt}`);
});

test('staff are known by the e-mail address of their Slack account; strangers are told what to do', async () => {
  const desk = await aDoseTicket();
  const sam = desk.slack.user('sam');

  await desk.press(sam, 'ticket_claim');
  const before = await desk.ticket();
  await desk.press(desk.slack.user('ben'), 'ticket_claim');

  expect(before?.state).toBe('new');
  const told = await eventually(async () => {
    expect(toldTo(desk, sam)).toHaveLength(1);
    return toldTo(desk, sam)[0];
  });
  expect(told).toContain(`Ask an admin to enter your Slack member ID (${sam})`);
  expect((await desk.ticket())?.state).toBe('claimed');
});

test('staff write to the patient, see it as the patient will, and send it once', async () => {
  const desk = await aDoseTicket();
  const ana = desk.slack.user('ana');
  await desk.press(ana, 'ticket_claim');
  await desk.press(ana, 'ticket_send');
  const opened = lastWindow(desk);

  const preview = await desk.interact(aSubmission(ana, opened, 'Please call us <today>.'));
  const shown = (await preview.json()) as { response_action: string; view: typeof opened };
  const unsent = await desk.saidToPatient();
  const ready = { ...opened, private_metadata: shown.view.private_metadata };
  const sent = await desk.interact(aSubmission(ana, ready, 'Please call us <today>.'));
  await desk.interact(aSubmission(ana, ready, 'Please call us <today>.'));
  await desk.delivered();

  expect(shown.response_action).toBe('update');
  expect(JSON.stringify(shown.view)).toContain(
    'Please call us &lt;today&gt;.\\n— Ana, clinic support staff',
  );
  expect(unsent.filter(({ text }) => text.includes('call us'))).toEqual([]);
  expect(await sent.text()).toBe('');
  const said = (await desk.saidToPatient()).filter(({ text }) => text.includes('call us'));
  expect(said).toHaveLength(1);
  expect(said[0]?.text.endsWith(desk.warning)).toBe(true);
});

test('a text that was changed after its preview is shown again before it is sent', async () => {
  const desk = await aDoseTicket();
  const ana = desk.slack.user('ana');
  await desk.press(ana, 'ticket_claim');
  await desk.press(ana, 'ticket_send');
  const opened = lastWindow(desk);
  const preview = await desk.interact(aSubmission(ana, opened, 'Call at nine.'));
  const shown = (await preview.json()) as { view: typeof opened };
  const ready = { ...opened, private_metadata: shown.view.private_metadata };

  const changed = await desk.interact(aSubmission(ana, ready, 'Call at ten.'));

  expect(await changed.json()).toMatchObject({ response_action: 'update' });
  await desk.delivered();
  const said = await desk.saidToPatient();
  expect(said.filter(({ text }) => text.includes('Call at'))).toEqual([]);
});

test('who has not claimed a ticket can neither write to its patient nor resolve it', async () => {
  const desk = await aDoseTicket();
  const [ana, ben] = [desk.slack.user('ana'), desk.slack.user('ben')];
  await desk.press(ana, 'ticket_claim');
  await desk.press(ana, 'ticket_send');
  const text = 'Hello.';
  const preview = await desk.interact(aSubmission(ben, lastWindow(desk), text));
  const { view } = (await preview.json()) as { view: { private_metadata: string } };
  const ready = { id: 'V1', private_metadata: view.private_metadata };

  await desk.press(ben, 'ticket_send');
  await desk.press(ben, 'ticket_resolve');
  const refused = await desk.interact(aSubmission(ben, ready, text));

  const claimFirst = 'Nothing was done: ticket 1 is not yours. Claim it first.';
  await eventually(async () => expect(toldTo(desk, ben)).toEqual([claimFirst, claimFirst]));
  expect(await refused.json()).toEqual({
    response_action: 'errors',
    errors: { message: 'Ticket 1 is not yours any more. Nothing was sent.' },
  });
  expect((await desk.ticket())?.state).toBe('claimed');
});

test('a resolved ticket hands the conversation back, and its card leaves only the way to the console', async () => {
  const desk = await aDoseTicket();
  const ana = desk.slack.user('ana');
  await desk.press(ana, 'ticket_claim');

  await desk.press(ana, 'ticket_resolve');
  await desk.delivered();

  const card = await desk.card();
  expect(headOf(card)).toBe('Ticket 1: dose · routine, resolved by Ana');
  const actions = card?.blocks.find(({ type }) => type === 'actions')?.elements;
  expect(actions).toHaveLength(1);
  const said = await desk.saidToPatient();
  expect(said.at(-1)?.text).toContain('Our staff have left this chat.');
});

test('what staff write in the thread of a card never reaches the patient', async () => {
  const desk = await aDoseTicket();
  const { slack } = desk;
  const ana = slack.user('ana');
  await desk.press(ana, 'ticket_claim');
  await desk.delivered();
  const card = await desk.card();
  const before = await desk.saidToPatient();
  const reply = aMention({
    user: ana,
    channel: slack.staffChannel,
    text: 'I think this patient is difficult',
    thread_ts: card?.ts,
  });

  const mention = await desk.event(reply);
  const plain = await desk.event({ ...reply, event: { ...reply.event, type: 'message' } });

  expect([mention.status, plain.status]).toEqual([200, 200]);
  await desk.delivered();
  expect(await desk.saidToPatient()).toEqual(before);
  expect((await desk.conversations()).flatMap(({ turns }) => turns)).toHaveLength(1);
});

test('the staff channel stays for staff even where it was named as a patient channel', async () => {
  const store = await aNotedStore();
  const first = await aSlackChannel({ store });
  const { slack } = first;
  const channels = [slack.staffChannel, slack.community];
  const channel = await aSlackChannel({
    store,
    slack,
    settings: { SLACK_PATIENT_CHANNELS: channels },
  });

  await channel.event(
    aMention({ user: slack.user('ana'), channel: slack.staffChannel, text: 'can I drive?' }),
  );

  expect(await channel.conversations()).toEqual([]);
  expect(channel.log.lines.at(-1)?.message).toContain(
    'the staff channel cannot be a patient channel',
  );
});

test('a click from another channel does nothing', async () => {
  const desk = await aDoseTicket();
  const click = await aClick(desk, {
    user: desk.slack.user('ana'),
    action: 'ticket_claim',
    number: 1,
  });

  const response = await desk.interact({ ...click, channel: { id: desk.slack.community } });

  expect(response.status).toBe(200);
  expect((await desk.ticket())?.state).toBe('new');
});
