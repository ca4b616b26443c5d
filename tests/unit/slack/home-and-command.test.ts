import { expect, test } from 'vitest';
import { TicketNumber } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { T0 } from '../../support/turn-kit.ts';
import {
  aMention,
  aNotedStore,
  aSlackChannel,
  aStaffMember,
  DOSE,
  eventually,
  type Options,
} from './slack-kit.ts';

/** Three patients wait: ticket 1 about a dose, ticket 2 an emergency, ticket 3 about a dose. */
async function aDesk(options: Options = {}) {
  const store = options.store ?? (await aNotedStore());
  const channel = await aSlackChannel({ ...options, store });
  const { slack } = channel;
  for (const text of [DOSE, 'my chest hurts', DOSE]) {
    await channel.event(aMention({ user: slack.user('pat'), channel: slack.community, text }));
  }
  await channel.delivered();
  const ana = await aStaffMember(store, {
    firstName: 'Ana',
    login: 'ana.b',
    slackUserId: slack.user('ana'),
  });
  const ticket = async (number: number) =>
    (await store.conversations.findTicket(TicketNumber.parse(number)))?.ticket;
  return { ...channel, store, ana, user: slack.user('ana'), ticket };
}

/** A press in somebody's Home tab. */
function aHomePress(user: string, action: string, value: string) {
  return {
    type: 'block_actions',
    user: { id: user, team_id: 'T000000001' },
    team: { id: 'T000000001' },
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'home', blocks: [] },
    trigger_id: '1.1',
    actions: [{ type: 'button', action_id: action, block_id: 'row', value, action_ts: '1.1' }],
  };
}

async function awayActions(store: Store): Promise<string[]> {
  return (await store.audit.latest(9))
    .filter(({ subject }) => subject.startsWith('staff'))
    .map(({ action, subject }) => `${action}: ${subject}`);
}

const order = (text: string) => [...text.matchAll(/Ticket (\d)\*/g)].map(([, number]) => number);

test('the Home tab shows a person their own tickets and those that nobody has, the urgent ones first', async () => {
  const desk = await aDesk();
  await desk.command(desk.user, 'claim 3');

  const home = await desk.openHome(desk.user);

  expect(order(home)).toEqual(['3', '2', '1']);
  expect(home).toContain('Yours (1)');
  expect(home).toContain('Nobody has these yet (2)');
  expect(home).toContain(':rotating_light: *Ticket 2* · emergency · EMERGENCY');
  expect(home).not.toContain('chest');
});

test('what is overdue comes before what is more urgent', async () => {
  let now = T0;
  const desk = await aDesk({ now: () => now });
  now = '2026-11-23T17:00:00.000Z'; // two hours later, when dose questions are late too
  await desk.command(desk.user, 'claim 2');
  await desk.event(
    aMention({ user: desk.slack.user('sam'), channel: desk.slack.community, text: 'my chest!' }),
  );

  const home = await desk.openHome(desk.user);

  expect(order(home)).toEqual(['2', '1', '3', '4']);
  expect(home.match(/OVERDUE/g)).toHaveLength(3);
});

test('a ticket is claimed, released and resolved from the Home tab, which then shows it', async () => {
  const desk = await aDesk();
  await desk.openHome(desk.user);
  const press = async (action: string, shows: string) => {
    await desk.interact(aHomePress(desk.user, action, '1'));
    await eventually(async () =>
      expect(JSON.stringify(desk.slack.home(desk.user))).toContain(shows),
    );
    return (await desk.ticket(1))?.state;
  };

  expect(await press('ticket_claim', 'Yours (1)')).toBe('claimed');
  expect(await press('ticket_release', 'Nobody has these yet (3)')).toBe('new');
  await press('ticket_claim', 'Yours (1)');
  expect(await press('ticket_resolve', 'Yours (0)')).toBe('resolved');
});

test('who presses what is not theirs in the Home tab reads there why nothing was done', async () => {
  const desk = await aDesk();

  await desk.interact(aHomePress(desk.user, 'ticket_resolve', '1'));

  await eventually(async () =>
    expect(JSON.stringify(desk.slack.home(desk.user))).toContain('ticket 1 is not yours'),
  );
  expect((await desk.ticket(1))?.state).toBe('new');
});

test('someone who is no staff finds approved words in the Home tab, and no ticket', async () => {
  const desk = await aDesk();
  const pat = desk.slack.user('pat');

  const home = await desk.openHome(pat);

  expect(home).toContain('I am an automated service');
  expect(home).toContain('I am a bot, not a doctor.');
  expect(home).toContain(`enter your Slack member ID (${pat})`);
  expect(home).not.toContain('Ticket');
});

test('away and back are switched in the Home tab, kept in the account and in the audit trail', async () => {
  const desk = await aDesk();
  const { store, ana, user } = desk;

  await desk.interact(aHomePress(user, 'staff_away', 'away'));
  const away = await store.staff.find(ana.id);
  const shown = await eventually(async () => {
    const home = JSON.stringify(desk.slack.home(user));
    expect(home).toContain('you are *away*');
    return home;
  });
  await desk.interact(aHomePress(user, 'staff_back', 'back'));

  expect(away?.away).toBe(true);
  expect(shown).toContain('I am back');
  expect((await store.staff.find(ana.id))?.away).toBeUndefined();
  expect(await awayActions(store)).toEqual([
    `set back: staff ${ana.id}`,
    `set away: staff ${ana.id}`,
  ]);
});

test('/askwell queue lists what waits, to the one who asks alone, without a word of a patient', async () => {
  const desk = await aDesk();

  const queue = await desk.command(desk.user, 'queue');

  expect(order(queue)).toEqual(['2', '1', '3']);
  expect(queue).toContain('<https://chat.example.org/console/tickets/2|Open ticket 2>');
  expect(queue).not.toMatch(/chest|much/);
});

test('/askwell claim and release take a ticket and give it back, and say so', async () => {
  const desk = await aDesk();

  const claimed = await desk.command(desk.user, 'claim #1');
  const state = (await desk.ticket(1))?.state;
  const released = await desk.command(desk.user, 'RELEASE 1');

  expect([claimed, released]).toEqual([
    'Ticket 1 is yours. The patient was told that staff have joined.',
    'Ticket 1 is in the queue again.',
  ]);
  expect(state).toBe('claimed');
  expect((await desk.ticket(1))?.state).toBe('new');
});

test.each([
  ['claim', 'Which ticket? Write its number: /askwell claim 12'],
  ['claim twelve', 'Which ticket? Write its number: /askwell claim 12'],
  ['claim 99', 'There is no ticket 99.'],
  ['release 1', 'Nothing was done: ticket 1 is not yours. Claim it first.'],
  ['', '*/askwell queue* shows your tickets and those that nobody has'],
  ['help', '*/askwell queue* shows your tickets and those that nobody has'],
  ['dance', 'There is no such word.'],
])('/askwell %s is answered with what to do', async (text, answer) => {
  const desk = await aDesk();

  expect(await desk.command(desk.user, text)).toContain(answer);
});

test('/askwell away and back change the account once each', async () => {
  const desk = await aDesk();
  const { store, ana } = desk;

  await desk.command(desk.user, 'away');
  await desk.command(desk.user, 'away');
  const away = await store.staff.find(ana.id);
  await desk.command(desk.user, 'back');

  expect(away?.away).toBe(true);
  expect((await store.staff.find(ana.id))?.away).toBeUndefined();
  expect(await awayActions(store)).toHaveLength(2);
});

test('/askwell tells who is no staff how to become it, and does nothing', async () => {
  const desk = await aDesk();
  const sam = desk.slack.user('sam');

  const answer = await desk.command(sam, 'claim 1');

  expect(answer).toContain(`enter your Slack member ID (${sam})`);
  expect((await desk.ticket(1))?.state).toBe('new');
});

test('a moderator reads the queue on Slack and takes no ticket', async () => {
  const desk = await aDesk();
  const ben = desk.slack.user('ben');
  const { store } = desk;
  await aStaffMember(store, {
    firstName: 'Ben',
    login: 'ben',
    slackUserId: ben,
    role: 'moderator',
  });

  const queue = await desk.command(ben, 'queue');
  const claim = await desk.command(ben, 'claim 1');

  expect(order(queue)).toEqual(['2', '1', '3']);
  expect(claim).toContain('as a moderator you read the desk');
  expect((await desk.ticket(1))?.state).toBe('new');
});

test('a command that cannot be done says so instead of leaving Slack without an answer', async () => {
  const store = await aNotedStore();
  const desk = await aDesk({ store });
  store.conversations.openTickets = () => Promise.reject(new Error('no disk'));

  expect(await desk.command(desk.user, 'queue')).toContain('This was not done.');
});
