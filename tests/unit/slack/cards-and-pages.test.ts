import { expect, test } from 'vitest';
import type { Conversation, Outgoing } from '../../../src/domain/conversation.ts';
import { type StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  aClick,
  aMention,
  aNotedStore,
  aSlackChannel,
  aStaffMember,
  DOSE,
  eventually,
  headOf,
  type SlackChannel,
} from './slack-kit.ts';

const OPENED = '2026-11-23T14:48:00.000Z';

async function withPatient(text: string) {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const mention = aMention({ user: slack.user('pat'), channel: slack.community, text });
  await channel.event(mention);
  await channel.delivered();
  const ana = await aStaffMember(store, {
    firstName: 'Ana',
    login: 'ana',
    slackUserId: slack.user('ana'),
  });
  const ben = await aStaffMember(store, { firstName: 'Ben', login: 'ben' });
  const press = async (action: string, number = 1) =>
    channel.interact(await aClick(channel, { user: slack.user('ana'), action, number }));
  const cards = async () =>
    (await slack.messages(slack.staffChannel)).filter(({ text: card }) =>
      card.startsWith('Ticket'),
    );
  return { ...channel, store, mention, ana, ben, press, cards };
}

/** Ana writes an internal note on ticket 1. */
async function noteAt(store: Store, at: string): Promise<void> {
  const found = await store.conversations.findTicket(TicketNumber.parse(1));
  if (!found) throw new Error('no ticket');
  await store.conversations.update(found.conversation.id, async (current) => {
    const [ticket] = current?.tickets ?? [];
    if (!current || !ticket?.assignee) throw new Error('nobody has it');
    const notes = [{ at, by: ticket.assignee, text: 'I call them.' }];
    return { next: { ...current, tickets: [{ ...ticket, notes }] }, result: undefined };
  });
}

/** Calls people about ticket 1, as the paging does: on the ticket, and in the outbox unless one waits there already. */
async function page({ store, conversations }: SlackChannel, ...pages: Ticket['pages']) {
  const [conversation] = await conversations();
  if (!conversation) throw new Error('nobody wrote');
  await store.conversations.update(conversation.id, async (current) => {
    const tickets = (current?.tickets ?? []).map((ticket) => ({
      ...ticket,
      openedAt: OPENED,
      pages: [...ticket.pages, ...pages],
    }));
    const [ticket] = tickets;
    if (!current || !ticket) throw new Error('no ticket');
    const item: Outgoing = {
      id: `page_1_${ticket.pages.length - pages.length}_slack_staff`,
      to: 'slack_staff',
      kind: 'page',
      about: 1,
      attempts: 0,
      notBefore: OPENED,
    };
    const waits = current.outbox.some(({ kind }) => kind === 'page');
    const outbox = waits ? current.outbox : [...current.outbox, item];
    const next: Conversation = { ...current, tickets, outbox };
    return { next, result: undefined };
  });
}

const aPage = (step: number, ...to: StaffId[]) => ({
  at: `2026-11-23T15:0${step}:00.000Z`,
  step,
  to,
});

async function pagesIn({ slack }: SlackChannel) {
  const all = await slack.messages(slack.staffChannel);
  return all.filter(({ text }) => text.includes('Open ticket 1 in the console'));
}

test('an emergency is told apart by a word and a sign, and a card says both times in each reader’s zone', async () => {
  const { cards } = await withPatient('my chest hurts');

  const [card] = await cards();

  expect(headOf(card)).toBe('Ticket 1: emergency · EMERGENCY, nobody has it yet');
  const shown = JSON.stringify(card?.blocks);
  expect(shown).toContain(':rotating_light: *Ticket 1*');
  expect(shown).toContain('First response due <!date^1795446300^{date_short_pretty} at {time}|');
  expect(shown).toContain('resolve due <!date^');
  expect(card?.text).toContain('First response due <!date^1795446300^');
});

test('a released ticket is in the queue again, and its card says since when', async () => {
  const { press, cards, delivered } = await withPatient(DOSE);

  await press('ticket_claim');
  await press('ticket_release');
  await delivered();

  const [card] = await cards();
  expect(headOf(card)).toBe('Ticket 1: dose · routine, nobody has it yet');
  expect(JSON.stringify(card?.blocks)).toContain('back in the queue <!date^');
});

test('tickets of one conversation are merged from the card, and the other card says where it went', async () => {
  const desk = await withPatient(DOSE);
  const { event, mention, press, cards, delivered } = desk;
  const thread_ts = mention.event.ts;
  const more = { ...mention.event, ts: '1763999000.000100', thread_ts, text: 'my chest hurts' };
  await event({ ...mention, event: more });
  await delivered();
  await press('ticket_claim');
  await delivered();
  const offered = JSON.stringify((await cards())[0]?.blocks);

  await press('ticket_merge');
  await delivered();

  expect(offered).toContain('Its conversation has other open tickets (2).');
  expect((await cards()).map(headOf)).toEqual([
    'Ticket 1: emergency · EMERGENCY, with Ana',
    'Ticket 2: emergency · EMERGENCY, merged into ticket 1',
  ]);
});

test('an answered ticket says who answered, and when', async () => {
  const { press, store, conversations, cards, delivered, ana } = await withPatient(DOSE);
  await press('ticket_claim');
  await delivered();
  const [conversation] = await conversations();
  if (!conversation) throw new Error('no conversation');
  await store.conversations.update(conversation.id, async (current) => {
    const tickets = (current?.tickets ?? []).map((ticket) => ({
      ...ticket,
      state: 'answered' as const,
      firstResponseAt: OPENED,
    }));
    const item = { to: 'slack_staff', kind: 'ticket_update', about: 1, attempts: 0 } as const;
    const outbox = [{ ...item, id: 'o_1', notBefore: OPENED }];
    return { next: current && { ...current, tickets, outbox }, result: undefined };
  });
  await delivered();

  const [card] = await cards();
  expect(headOf(card)).toBe(`Ticket 1: dose · routine, answered by ${ana.firstName}`);
  expect(card?.text).toContain('First answered <!date^');
});

test('a page names whom it calls in the thread of the card and shows it to the whole channel, once', async () => {
  const desk = await withPatient('my chest hurts');
  const { slack, ana, ben, cards, delivered } = desk;

  await page(desk, aPage(0, ana.id, ben.id));
  await delivered();

  const [card] = await cards();
  const [post, ...others] = await pagesIn(desk);
  expect(others).toEqual([]);
  expect(post?.thread_ts).toBe(card?.ts);
  expect(post?.text).toBe(
    `:rotating_light: <@${slack.user('ana')}>, Ben: *ticket 1* · emergency · EMERGENCY, nobody has it yet, it has waited 12 min. <https://chat.example.org/console/tickets/1|Open ticket 1 in the console>`,
  );
  const call = slack.calls.find(({ params }) => params.get('text') === post?.text);
  expect(call?.params.get('reply_broadcast')).toBe('true');
});

test('when nobody is on call everyone in the channel is called', async () => {
  const desk = await withPatient('my chest hurts');

  await page(desk, aPage(0));
  await desk.delivered();

  expect((await pagesIn(desk))[0]?.text).toContain('<!channel> Nobody is on call');
});

test('a page whose answer was lost is not made twice, and the next one is made all the same', async () => {
  const desk = await withPatient('my chest hurts');
  const { slack, ana, ben, delivered } = desk;
  let lost = false;
  slack.disturb(({ method }) => {
    if (method !== 'chat.postMessage' || lost) return undefined;
    lost = true;
    return { kind: 'answer_lost' };
  });

  await page(desk, aPage(0, ana.id));
  await delivered();
  const before = await pagesIn(desk);
  await page(desk, aPage(1, ben.id));
  await delivered();

  expect(before).toHaveLength(1);
  expect((await pagesIn(desk)).map(({ text }) => text.includes('Ben'))).toEqual([false, true]);
});

test('pages that waited while Slack was down are one post that calls everyone they named', async () => {
  const desk = await withPatient('my chest hurts');
  const { slack, ana, ben, delivered, log } = desk;
  slack.disturb(() => ({ kind: 'down' }));
  await page(desk, aPage(0, ana.id));
  await eventually(async () => expect(log.lines.length).toBeGreaterThan(3));
  await page(desk, aPage(1, ben.id));
  const failures = log.lines.length;
  await eventually(async () => expect(log.lines.length).toBeGreaterThan(failures + 1));

  slack.disturb(() => undefined);
  await delivered();

  const posts = await pagesIn(desk);
  expect(posts).toHaveLength(1);
  expect(posts[0]?.text).toContain(`<@${slack.user('ana')}>, Ben`);
});

test('a page that was posted just before the next one joined it calls the next person too', async () => {
  const desk = await withPatient('my chest hurts');
  const { slack, ana, ben, delivered } = desk;
  let joined = false;
  slack.disturb(async ({ method }) => {
    if (method !== 'chat.postMessage' || joined) return undefined;
    joined = true;
    await page(desk, aPage(1, ben.id));
    return { kind: 'answer_lost' };
  });

  await page(desk, aPage(0, ana.id));
  await delivered();

  const posts = await pagesIn(desk);
  expect(posts.map(({ text }) => text.includes('Ben'))).toEqual([false, true]);
});

test('a ticket that became worse in someone’s hands calls them and the others, until they see to it', async () => {
  const desk = await withPatient('my chest hurts');
  const { slack, store, ana, ben, press, delivered } = desk;
  await press('ticket_claim');
  const at = '2026-11-23T15:05:00.000Z'; // later than the claim
  const worse = { at, step: 0, to: [ana.id, ben.id] };

  await page(desk, worse);
  await delivered();
  const posts = await pagesIn(desk);
  await noteAt(store, '2026-11-23T15:06:00.000Z');
  await page(desk, { ...worse, at });
  await delivered();

  expect(posts.map(({ text }) => text)).toEqual([
    expect.stringContaining(`<@${slack.user('ana')}>, Ben: *ticket 1*`),
  ]);
  expect(posts[0]?.text).toContain('it is with Ana and became worse');
  expect(await pagesIn(desk)).toHaveLength(1);
});

test('a ticket that somebody took while the page waited calls nobody', async () => {
  const desk = await withPatient('my chest hurts');
  const { slack, store, ana, delivered, command } = desk;
  slack.disturb(({ method }) => (method === 'chat.postMessage' ? { kind: 'down' } : undefined));
  await page(desk, aPage(0, ana.id));
  await command(slack.user('ana'), 'claim 1');
  await eventually(async () => {
    const [conversation] = await desk.conversations();
    expect(conversation?.outbox.filter(({ kind }) => kind === 'page')).toEqual([]);
  });

  slack.disturb(() => undefined);
  await delivered();

  expect(await pagesIn(desk)).toEqual([]);
  expect((await store.conversations.openTickets()).map(({ ticket }) => ticket.state)).toEqual([
    'claimed',
  ]);
});
