import { expect, onTestFinished, test } from 'vitest';
import { createEmail } from '../../../src/channels/email/create-email.ts';
import { DeliveryError } from '../../../src/conversation/outbox/delivery.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import type { Conversation, Message } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { aConversation, aTicket } from '../../support/turn-kit.ts';
import { aLog, anItem } from '../outbox/outbox-kit.ts';
import { anSmtpReceiver } from './smtp-receiver.ts';

const NOW = '2026-11-23T15:12:00.000Z';
const ANA = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const FIRST = { doubtful: false };

type But = {
  person?: Partial<StaffMember>;
  answers?: Answer[];
  withinMs?: number;
  from?: string;
};

function anEmail(url: string, but: But = {}) {
  const log = aLog();
  const person = { id: ANA, email: 'ana@clinic.example', disabled: false, ...but.person };
  const email = createEmail({
    settings: { SMTP_URL: url, MAIL_FROM: but.from ?? 'Askwell <desk@clinic.example>' },
    staff: { find: async (id) => (id === ANA ? (person as StaffMember) : undefined) },
    answers: async () => but.answers ?? [],
    consoleUrl: 'https://chat.example.org/console',
    now: () => NOW,
    log,
    withinMs: but.withinMs ?? 2000,
  });
  onTestFinished(() => email.close());
  return { ...email, log };
}

const aPage = (but = {}) =>
  anItem('page_12_0_email_s_aaaaaaaaaaaaaaaa', { to: 'email', person: ANA, about: 12, ...but });

const A_PATIENT_SAID: Omit<Message, 'text'> = {
  seq: 1,
  id: 'm1',
  at: NOW,
  from: 'patient',
  locale: 'en',
  parts: [],
  choices: [],
};

function pagedAbout(ticket: Partial<Ticket> = {}, outbox = [aPage()]): Conversation {
  const number = TicketNumber.parse(12);
  const pages = [{ at: '2026-11-23T15:00:00.000Z', step: 0, to: [ANA] }];
  const urgent = { number, reason: 'overdose', urgency: 'emergency', pages } as const;
  const messages = [{ ...A_PATIENT_SAID, text: 'I took too much' }];
  return aConversation({ tickets: [aTicket({ ...urgent, ...ticket })], outbox, messages });
}

/** Lines of the header, unfolded, by their names in lower case. */
function headersOf(raw: string): Record<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.replace(/^[^:]*: /, ''),
    ]),
  );
}

const problemOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof DeliveryError ? error.failure : error),
  );

test('who is on call reads number, urgency, reason, how long it waits and where to go, and no word of the patient', async () => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url);

  await deliver(aPage(), pagedAbout(), FIRST);

  const [mail] = server.mails;
  const text = (mail?.raw ?? '').replaceAll('=\r\n', '');
  expect(mail?.to).toEqual(['ana@clinic.example']);
  expect(headersOf(mail?.raw ?? '')).toMatchObject({
    from: 'Askwell <desk@clinic.example>',
    subject: 'Askwell: emergency, ticket 12',
    'message-id': '<page_12_0_email_s_aaaaaaaaaaaaaaaa@clinic.example>',
    'x-entity-ref-id': 'page_12_0_email_s_aaaaaaaaaaaaaaaa',
    'auto-submitted': 'auto-generated',
  });
  expect(text).toContain('Reason: overdose');
  expect(text).toContain('Waiting: 12 minutes (since 2026-11-23 15:00 UTC)');
  expect(text).toContain('Open ticket 12: https://chat.example.org/console/tickets/12');
  expect(text).toContain('<a href=3D"https://chat.example.org/console/tickets/12">');
  expect(text).not.toContain('I took too much');
});

test('a page that is tried again is the same mail by its id', async () => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url);
  server.onData = () => 'hang up';
  expect(await problemOf(deliver(aPage(), pagedAbout(), FIRST))).toMatchObject({ kind: 'unknown' });
  server.onData = () => undefined;

  await deliver(aPage(), pagedAbout(), { doubtful: true });
  await deliver(aPage(), pagedAbout(), { doubtful: true });

  const ids = server.mails.map(({ raw }) => headersOf(raw)['message-id']);
  expect(ids).toEqual([
    '<page_12_0_email_s_aaaaaaaaaaaaaaaa@clinic.example>',
    '<page_12_0_email_s_aaaaaaaaaaaaaaaa@clinic.example>',
  ]);
});

test('a page that joined one on its way is a mail of its own', async () => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url);
  const [first] = pagedAbout().tickets[0]?.pages ?? [];
  if (!first) throw new Error('no page');
  const both = pagedAbout({ pages: [first, { ...first, at: NOW }] });

  const delivered = await deliver(aPage(), pagedAbout(), FIRST);
  await deliver(aPage(), both, FIRST);

  expect(delivered.isOutdated(pagedAbout())).toBe(false);
  expect(delivered.isOutdated(both)).toBe(true);
  const ids = server.mails.map(({ raw }) => headersOf(raw)['x-entity-ref-id']);
  expect(ids).toEqual([`page_12_0_email_${ANA}`, `page_12_1_email_${ANA}`]);
});

test('a ticket that became worse since a colleague took it is called about in these words', async () => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url);

  await deliver(
    aPage(),
    pagedAbout({ state: 'claimed', claimedAt: '2026-11-23T14:59:00.000Z' }),
    FIRST,
  );

  expect(server.mails[0]?.raw).toContain('It became worse since a colleague took it.');
});

test.each([
  ['a mailbox that is not there', 550, { kind: 'refused', problem: 'smtp_550', reach: 'item' }],
  ['a mailbox that is busy', 450, { kind: 'unknown', problem: 'smtp_450', reach: 'place' }],
  ['a server that shuts down', 421, { kind: 'unknown', problem: 'smtp_421' }],
])('%s is told apart', async (_case, code, failure) => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url);
  server.onRecipient = () => ({ code, text: 'ana@clinic.example is not wanted' });

  expect(await problemOf(deliver(aPage(), pagedAbout(), FIRST))).toEqual(failure);
});

test.each([
  [554, { kind: 'refused', problem: 'smtp_554', reach: 'item' }],
  [451, { kind: 'unknown', problem: 'smtp_451', reach: 'place' }],
])(
  'a mail that is answered with %i after it was handed over is told apart',
  async (code, failure) => {
    const server = await anSmtpReceiver();
    const { deliver } = anEmail(server.url);
    server.onData = () => ({ code, text: 'no' });

    expect(await problemOf(deliver(aPage(), pagedAbout(), FIRST))).toEqual(failure);
  },
);

test('a wrong password stops all e-mail until an admin mends it, and the right one lets it through', async () => {
  const server = await anSmtpReceiver({ password: 'right' });
  const withPassword = (password: string) => server.url.replace('//', `//askwell:${password}@`);

  const wrong = anEmail(withPassword('wrong')).deliver(aPage(), pagedAbout(), FIRST);
  expect(await problemOf(wrong)).toEqual({
    kind: 'refused',
    problem: 'sign_in_refused',
    reach: 'destination',
  });
  expect(
    await problemOf(anEmail(withPassword('right')).deliver(aPage(), pagedAbout(), FIRST)),
  ).toBe('sent');
});

test('a mail server that is not there, or says nothing, is tried again', async () => {
  const server = await anSmtpReceiver();
  const nobody = anEmail('smtp://127.0.0.1:9').deliver(aPage(), pagedAbout(), FIRST);
  expect(await problemOf(nobody)).toMatchObject({ kind: 'unknown' });

  server.onData = () => 'silence';
  const silent = anEmail(server.url, { withinMs: 100 }).deliver(aPage(), pagedAbout(), FIRST);
  expect(await problemOf(silent)).toEqual({ kind: 'unknown', problem: 'timeout' });
});

test('an address that is none is refused for this mail alone, and no second address slips in', async () => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url, { person: { email: 'not an address' } });

  expect(await problemOf(deliver(aPage(), pagedAbout(), FIRST))).toMatchObject({
    kind: 'refused',
    reach: 'item',
  });
  expect(server.mails).toEqual([]);
});

test.each([
  ['someone without an address', { person: { email: undefined } }, pagedAbout()],
  ['someone who was disabled', { person: { disabled: true } }, pagedAbout()],
  ['a ticket that someone has by now', {}, pagedAbout({ state: 'claimed', claimedAt: NOW })],
  [
    'a page that a later one overtook',
    {},
    pagedAbout({}, [aPage(), aPage({ id: 'page_12_1_email_s_aaaaaaaaaaaaaaaa' })]),
  ],
])('no mail is sent to %s, and the log says why', async (_case, but, conversation) => {
  const server = await anSmtpReceiver();
  const { deliver, log } = anEmail(server.url, but as Parameters<typeof anEmail>[1]);

  await deliver(aPage(), conversation, FIRST);

  expect(server.connections).toBe(0);
  expect(log.lines).toHaveLength(1);
  expect(JSON.stringify(log.lines)).not.toContain('@');
});

test('mails to one server share a connection', async () => {
  const server = await anSmtpReceiver();
  const { deliver } = anEmail(server.url);
  for (const id of ['one', 'two', 'three']) {
    const item = aPage({ id });
    await deliver(item, pagedAbout({}, [item]), FIRST);
  }
  expect(server.mails).toHaveLength(3);
  expect(server.connections).toBe(1);
});

test('a test mail says that it is a test', async () => {
  const server = await anSmtpReceiver();

  await anEmail(server.url).tryOut('test-1', 'ana@clinic.example');

  const raw = server.mails[0]?.raw ?? '';
  expect(headersOf(raw).subject).toBe('TEST from Askwell: pages reach you by e-mail');
  expect(raw).toContain('This is a test. Nobody needs help');
});

test.each(['Askwell', 'desk@', '@clinic.example', ''])(
  'a sender without an address (%j) stops the start and says what to set',
  (from) => {
    expect(() => anEmail('smtp://127.0.0.1:9', { from })).toThrow(
      'MAIL_FROM: holds no e-mail address',
    );
  },
);
