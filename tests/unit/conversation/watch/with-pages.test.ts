import { expect, test } from 'vitest';
import { withPages } from '../../../../src/conversation/watch/with-pages.ts';
import type { Conversation } from '../../../../src/domain/conversation.ts';
import { TicketNumber } from '../../../../src/domain/ids.ts';
import { rosterOf, type Ways } from '../../../../src/escalation/paging/roster.ts';
import { MINUTE_MS } from '../../../../src/shared/clock.ts';
import { aStaffMember, CLOCKS, NO_WAYS } from '../../../support/desk-kit.ts';
import { aConversation, aTicket, T0 } from '../../../support/turn-kit.ts';

const ana = aStaffMember('ana', { email: 'ana@example.org', duties: { onCall: 1 } });
const dora = aStaffMember('dora', { email: 'd@example.org', duties: { medicalDirector: true } });
const ALL: Ways = { slack: true, email: true, webhook: true };
const after = (minutes: number) => new Date(Date.parse(T0) + minutes * MINUTE_MS).toISOString();

const paged = (
  conversation: Conversation,
  { minute = 0, ways = ALL, staff = [ana, dora] } = {},
): Conversation =>
  withPages(conversation, {
    at: after(minute),
    roster: rosterOf(staff, ways),
    ways,
    clocks: CLOCKS,
    repeatMs: 2 * MINUTE_MS,
  });
const anEmergency = () =>
  aConversation({ tickets: [aTicket({ reason: 'emergency', urgency: 'emergency' })] });
const ids = ({ outbox }: Conversation) => outbox.map(({ id }) => id);

test('a page is on the ticket, in the outbox once for every way, and in the trail', () => {
  const { tickets, outbox, audit } = paged(anEmergency());
  expect(tickets[0]?.pages).toEqual([{ at: T0, step: 0, to: [ana.id] }]);
  expect(outbox).toEqual(
    [
      { id: 'page_100_0_slack_staff', to: 'slack_staff' },
      { id: `page_100_0_email_${ana.id}`, to: 'email', person: ana.id },
      { id: 'page_100_0_webhook', to: 'webhook' },
    ].map((item) => ({ ...item, kind: 'page', about: 100, attempts: 0, notBefore: T0 })),
  );
  expect(audit).toMatchObject([
    {
      by: 'bot',
      action: 'ticket paged',
      subject: 'ticket 100',
      details: { step: 0, people: ana.id },
    },
  ]);
});

test('the same page reckoned twice has the same ids', () => {
  expect(ids(paged(anEmergency()))).toEqual(ids(paged(anEmergency())));
});

test('everyone of a step gets an e-mail of their own, and Slack and the webhook one for all', () => {
  const delivered = { ...paged(anEmergency()), outbox: [] };
  expect(ids(paged(delivered, { minute: 5 }))).toEqual([
    'page_100_1_slack_staff',
    `page_100_1_email_${ana.id}`,
    `page_100_1_email_${dora.id}`,
    'page_100_1_webhook',
  ]);
});

test('what is not connected gets nothing', () => {
  expect(ids(paged(anEmergency(), { ways: { ...NO_WAYS, webhook: true } }))).toEqual([
    'page_100_0_webhook',
  ]);
});

test('a call that can go nowhere is not noted as one', () => {
  const nowhere = [
    paged(anEmergency(), { ways: NO_WAYS }),
    paged(anEmergency(), { ways: { ...NO_WAYS, email: true }, staff: [] }),
  ];
  for (const { tickets, audit } of nowhere) expect([tickets[0]?.pages, audit]).toEqual([[], []]);
});

test('nobody on call and nobody else: the shared places are called alone', () => {
  const conversation = paged(anEmergency(), { staff: [] });
  expect(conversation.tickets[0]?.pages).toEqual([{ at: T0, step: 0, to: [] }]);
  expect(ids(conversation)).toEqual(['page_100_0_slack_staff', 'page_100_0_webhook']);
});

test('while a place is down one page waits for it, however many are due', () => {
  let conversation = paged(anEmergency());
  for (let minute = 1; minute <= 60; minute += 1) conversation = paged(conversation, { minute });
  expect(conversation.tickets[0]?.pages.length).toBeGreaterThan(5);
  expect(ids(conversation).sort()).toEqual([
    `page_100_0_email_${ana.id}`,
    'page_100_0_slack_staff',
    'page_100_0_webhook',
    `page_100_2_email_${dora.id}`,
  ]);
});

test('a page that was given up makes way for the next one, and keeps none from going out', () => {
  const first = paged(anEmergency());
  const dead = { at: T0, problem: 'refused' };
  const givenUp = { ...first, outbox: first.outbox.map((item) => ({ ...item, dead })) };
  const next = paged(givenUp, { minute: 2 });
  expect(next.outbox.filter((item) => item.dead)).toEqual([]);
  expect(ids(next)).toContain('page_100_1_slack_staff');
});

test('two tickets of a conversation are two pages; a message that waits in the outbox stays', () => {
  const waiting = {
    id: 'o_1',
    to: 'slack_patient',
    kind: 'message',
    about: 1,
    attempts: 0,
    notBefore: T0,
  } as const;
  const conversation = paged(
    aConversation({
      outbox: [waiting],
      tickets: [
        aTicket({ reason: 'emergency', urgency: 'emergency' }),
        aTicket({ number: TicketNumber.parse(101), reason: 'dose', urgency: 'urgent' }),
        aTicket({ number: TicketNumber.parse(102), reason: 'dose' }),
      ],
    }),
    { ways: { ...NO_WAYS, webhook: true } },
  );
  expect(ids(conversation)).toEqual(['o_1', 'page_100_0_webhook', 'page_101_0_webhook']);
});

test('nothing due leaves the conversation as it is', () => {
  const conversation = paged(anEmergency());
  expect(paged(conversation, { minute: 1 })).toBe(conversation);
});
