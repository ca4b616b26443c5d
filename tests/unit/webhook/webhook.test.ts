import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { AskwellWebhook } from '../../../src/channels/webhook/askwell-format.ts';
import {
  createWebhook,
  type WebhookSettings,
} from '../../../src/channels/webhook/create-webhook.ts';
import { DeliveryError } from '../../../src/conversation/outbox/delivery.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { aConversation, aTicket, T0 } from '../../support/turn-kit.ts';
import { anHttpReceiver } from '../outbox/http-receiver.ts';
import { anItem } from '../outbox/outbox-kit.ts';

const ANA = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const SECRET = 'not so secret at all';
const FIRST = { doubtful: false };
const CLAIMED_AT = '2026-11-23T15:03:00.000Z';

function aWebhook(url: string, but: Partial<WebhookSettings> = {}, now = () => T0) {
  return createWebhook({
    settings: {
      PAGE_WEBHOOK_URL: url,
      PAGE_WEBHOOK_SECRET: SECRET,
      PAGE_WEBHOOK_FORMAT: 'askwell',
      ...but,
    },
    consoleUrl: 'https://chat.example.org/console',
    now,
    log: silentLog,
    withinMs: 1000,
  });
}

const aPage = anItem('page_12_1_webhook', { about: 12 });
const anUpdate = anItem('update', { about: 12, kind: 'ticket_update' });

function pagedAbout(ticket: Partial<Ticket> = {}) {
  const number = TicketNumber.parse(12);
  const pages = [
    { at: T0, step: 0, to: [] },
    { at: '2026-11-23T15:02:00.000Z', step: 1, to: [ANA] },
  ];
  const urgent = { number, reason: 'self_harm', urgency: 'emergency', pages } as const;
  return aConversation({ tickets: [aTicket({ ...urgent, ...ticket })] });
}

const problemOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof DeliveryError ? error.failure : error),
  );

test('a receiver of our own format learns what, how urgent, since when and whom it calls, and no name', async () => {
  const receiver = await anHttpReceiver();

  await aWebhook(receiver.url).deliver(aPage, pagedAbout(), FIRST);

  const [post] = receiver.posts;
  expect(AskwellWebhook.parse(post?.body)).toEqual({
    type: 'ticket.page',
    timestamp: '2026-11-23T15:02:00.000Z',
    data: {
      ticket: 12,
      reason: 'self_harm',
      urgency: 'emergency',
      openedAt: T0,
      step: 1,
      staff: [ANA],
      staffCount: 1,
      link: 'https://chat.example.org/console/tickets/12',
    },
  });
  expect(post?.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'page_12_1_webhook',
    'webhook-timestamp': String(Date.parse(T0) / 1000),
  });
});

test('a page that joined one on its way is posted too, under an id of its own', async () => {
  const receiver = await anHttpReceiver();
  const { deliver } = aWebhook(receiver.url);
  const [ticket] = pagedAbout().tickets;
  const first = pagedAbout({ pages: ticket?.pages.slice(0, 1) ?? [] });
  const item = anItem('page_12_0_webhook', { about: 12 });

  const delivered = await deliver(item, first, FIRST);
  await deliver(item, pagedAbout(), { doubtful: true });

  expect(delivered.isOutdated(first)).toBe(false);
  expect(delivered.isOutdated(pagedAbout())).toBe(true);
  expect(receiver.accepted).toEqual(['page_12_0_webhook', 'page_12_1_webhook']);
});

test('a ticket that became worse in someone’s hands is paged about; one that was taken since is not', async () => {
  const receiver = await anHttpReceiver();
  const { deliver } = aWebhook(receiver.url);

  await deliver(aPage, pagedAbout({ state: 'claimed', claimedAt: T0 }), FIRST);
  await deliver(aPage, pagedAbout({ state: 'claimed', claimedAt: CLAIMED_AT }), FIRST);
  await deliver(aPage, pagedAbout({ state: 'resolved', claimedAt: T0 }), FIRST);

  expect(receiver.accepted).toEqual(['page_12_1_webhook']);
});

test.each([
  ['as it stands', SECRET, new Webhook(SECRET, { format: 'raw' })],
  [
    'as base64 with its mark',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
  ],
  [
    'as base64 without one',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    new Webhook('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
  ],
])(
  'a receiver that knows the secret, %s, can tell that a post is ours and was not changed',
  async (_case, secret, theirs) => {
    const receiver = await anHttpReceiver();
    const now = () => new Date().toISOString();

    await aWebhook(receiver.url, { PAGE_WEBHOOK_SECRET: secret }, now).deliver(
      aPage,
      pagedAbout(),
      FIRST,
    );

    const [post] = receiver.posts;
    const headers = post?.headers as Record<string, string>;
    expect(theirs.verify(post?.text ?? '', headers)).toEqual(post?.body);
    expect(() => theirs.verify(`${post?.text} `, headers)).toThrow();
    expect(() =>
      new Webhook('another secret', { format: 'raw' }).verify(post?.text ?? '', headers),
    ).toThrow();
  },
);

test.each([
  ['claimed', { state: 'claimed', claimedAt: CLAIMED_AT }, 'ticket.claimed', CLAIMED_AT],
  ['answered', { state: 'answered', claimedAt: CLAIMED_AT }, 'ticket.claimed', CLAIMED_AT],
  ['in the queue again', { state: 'new', reopenedAt: CLAIMED_AT }, 'ticket.released', CLAIMED_AT],
  ['resolved', { state: 'resolved', resolvedAt: CLAIMED_AT }, 'ticket.resolved', CLAIMED_AT],
] as const)('the receiver learns that a ticket is %s', async (_case, ticket, type, timestamp) => {
  const receiver = await anHttpReceiver();

  await aWebhook(receiver.url).deliver(anUpdate, pagedAbout(ticket), FIRST);

  expect(AskwellWebhook.parse(receiver.posts[0]?.body)).toMatchObject({ type, timestamp });
});

test('PagerDuty opens one alert for a ticket, acknowledges it on claim and resolves it', async () => {
  const receiver = await anHttpReceiver();
  const key = 'r'.repeat(32);
  const settings = { PAGE_WEBHOOK_FORMAT: 'pagerduty', PAGE_WEBHOOK_KEY: key } as const;
  const { deliver } = aWebhook(receiver.url, settings);

  await deliver(aPage, pagedAbout(), FIRST);
  await deliver(anUpdate, pagedAbout({ state: 'claimed' }), FIRST);
  await deliver(anUpdate, pagedAbout({ state: 'new' }), FIRST);
  await deliver(anUpdate, pagedAbout({ state: 'resolved' }), FIRST);

  const alert = { routing_key: key, dedup_key: 'askwell-ticket-12' };
  expect(receiver.posts.map(({ body }) => body)).toEqual([
    {
      ...alert,
      event_action: 'trigger',
      payload: {
        summary: 'Askwell: emergency, ticket 12 (self harm)',
        source: 'chat.example.org',
        severity: 'critical',
        timestamp: '2026-11-23T15:02:00.000Z',
        component: 'askwell',
        class: 'self_harm',
        custom_details: {
          ticket: 12,
          urgency: 'emergency',
          opened_at: T0,
          step: 1,
          staff_called: 1,
        },
      },
      links: [{ href: 'https://chat.example.org/console/tickets/12', text: 'Open in the console' }],
      client: 'Askwell',
      client_url: 'https://chat.example.org/console/tickets/12',
    },
    { ...alert, event_action: 'acknowledge' },
    { ...alert, event_action: 'resolve' },
  ]);
});

test('Opsgenie opens one alert for a ticket, and hears of claim, release and end at its alias', async () => {
  const receiver = await anHttpReceiver();
  const settings = { PAGE_WEBHOOK_FORMAT: 'opsgenie', PAGE_WEBHOOK_KEY: 'k-1' } as const;
  const { deliver } = aWebhook(receiver.url, settings);

  await deliver(aPage, pagedAbout(), FIRST);
  await deliver(anUpdate, pagedAbout({ state: 'claimed' }), FIRST);
  await deliver(anUpdate, pagedAbout({ state: 'new' }), FIRST);
  await deliver(anUpdate, pagedAbout({ state: 'resolved' }), FIRST);

  const ofAlias = (deed: string) => `/pages/askwell-ticket-12/${deed}?identifierType=alias`;
  expect(receiver.posts.map(({ path }) => path)).toEqual([
    '/pages',
    ofAlias('acknowledge'),
    ofAlias('unacknowledge'),
    ofAlias('close'),
  ]);
  expect(receiver.posts[0]?.body).toMatchObject({
    message: 'Askwell: emergency, ticket 12 (self harm)',
    alias: 'askwell-ticket-12',
    priority: 'P1',
  });
  const keys = receiver.posts.map(({ headers }) => headers.authorization);
  expect(new Set(keys)).toEqual(new Set(['GenieKey k-1']));
});

test.each([
  [400, { kind: 'refused', problem: 'http_400', reach: 'item' }],
  [404, { kind: 'refused', problem: 'http_404', reach: 'destination' }],
  [401, { kind: 'refused', problem: 'http_401', reach: 'destination' }],
  [408, { kind: 'unknown', problem: 'http_408' }],
  [425, { kind: 'unknown', problem: 'http_425' }],
  [429, { kind: 'rate_limited', afterMs: 0 }],
  [500, { kind: 'unknown', problem: 'http_500' }],
])('an answer of %i is told apart', async (status, failure) => {
  const receiver = await anHttpReceiver();
  receiver.answer((_post, response) => void response.writeHead(status).end('{"error":"x"}'));

  expect(await problemOf(aWebhook(receiver.url).deliver(aPage, pagedAbout(), FIRST))).toEqual(
    failure,
  );
});

test('a page is not carried on to another address', async () => {
  const receiver = await anHttpReceiver();
  const other = await anHttpReceiver();
  receiver.answer((_post, response) => void response.writeHead(307, { location: other.url }).end());

  expect(await problemOf(aWebhook(receiver.url).deliver(aPage, pagedAbout(), FIRST))).toEqual({
    kind: 'refused',
    problem: 'http_307',
    reach: 'destination',
  });
  expect(other.posts).toEqual([]);
});

test('a receiver that talks without end, or stops in the middle, has taken the page all the same', async () => {
  const receiver = await anHttpReceiver();
  let written = 0;
  receiver.answer((_post, response) => {
    response.writeHead(200);
    const talk = () => {
      while (!response.destroyed && written < 50_000_000) {
        written += 65_536;
        if (!response.write('x'.repeat(65_536))) return void response.once('drain', talk);
      }
    };
    talk();
  });
  expect(await problemOf(aWebhook(receiver.url).deliver(aPage, pagedAbout(), FIRST))).toBe('sent');
  expect(written).toBeLessThan(20_000_000);

  receiver.answer((_post, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('x', () => response.destroy());
  });
  expect(await problemOf(aWebhook(receiver.url).deliver(aPage, pagedAbout(), FIRST))).toBe('sent');
});

test('a receiver that is not there is tried again, and the problem says why', async () => {
  expect(
    await problemOf(aWebhook('http://127.0.0.1:9/x').deliver(aPage, pagedAbout(), FIRST)),
  ).toMatchObject({
    kind: 'unknown',
    problem: expect.stringMatching(/ECONNREFUSED|no_connection/),
  });
});

test('a test is posted as a test, and what it opened it closes', async () => {
  const receiver = await anHttpReceiver();

  await aWebhook(receiver.url).tryOut('test-1');
  expect(receiver.posts.map(({ body }) => AskwellWebhook.parse(body).type)).toEqual(['test']);

  await aWebhook(receiver.url, { PAGE_WEBHOOK_FORMAT: 'pagerduty', PAGE_WEBHOOK_KEY: 'k' }).tryOut(
    'test-2',
  );
  expect(receiver.posts.slice(1).map(({ body }) => [body.event_action, body.dedup_key])).toEqual([
    ['trigger', 'askwell-test'],
    ['resolve', 'askwell-test'],
  ]);
  expect(JSON.stringify(receiver.posts[1]?.body)).toContain('TEST');
});

test('a secret that was cut on its way stops the start and says which', () => {
  const settings = { PAGE_WEBHOOK_SECRET: 'whsec_not base64 at all' };
  expect(() => aWebhook('http://127.0.0.1:9/x', settings)).toThrow('PAGE_WEBHOOK_SECRET');
});
