import { expect, test } from 'vitest';
import type { Trouble } from '../../support/slack-emulator.ts';
import {
  aDirectMessage,
  aMention,
  aNotedStore,
  aSlackChannel,
  DOSE,
  eventually,
  type Options,
  type SlackChannel,
} from './slack-kit.ts';

async function withPatient(options: Options = {}) {
  const store = options.store ?? (await aNotedStore());
  const channel = await aSlackChannel({ ...options, store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = (text: string) => aMention({ user: pat, channel: slack.community, text });
  /** What patients said, conversation by conversation. */
  const asked = async () =>
    (await channel.conversations())
      .map(({ messages }) => messages.filter(({ from }) => from === 'patient'))
      .map((messages) => messages.map(({ text }) => text))
      .filter((texts) => texts.length > 0);
  return { ...channel, pat, mention, asked };
}

type Mention = ReturnType<typeof aMention>;

/** A later message of the patient in the thread, without a mention. */
function followUp({ event, ...rest }: Mention, text: string, secondsLater = 5) {
  const ts = (Number(event.ts) + secondsLater).toFixed(6);
  return { ...rest, event: { ...event, type: 'message', ts, text, thread_ts: event.ts } };
}

/** A new wording of the message. */
function edited({ event, ...rest }: Mention, text: string) {
  const { channel, user } = event;
  const message = { ...event, type: 'message', text, edited: { user, ts: `${event.ts}9` } };
  const change = { subtype: 'message_changed', message, previous_message: event };
  return { ...rest, event: { type: 'message', channel, ts: `${event.ts}8`, ...change } };
}

const texts = async ({ slack }: SlackChannel, channel: string) =>
  (await slack.messages(channel)).map(({ text }) => text);

test('the same event twice at once is taken once, and both deliveries are acknowledged', async () => {
  const { event, mention, asked, delivered, slack } = await withPatient();
  const question = mention('can I drive?');

  const responses = await Promise.all([
    event(question),
    event(question, { 'x-slack-retry-num': '1' }),
    event(question, { 'x-slack-retry-num': '2' }),
  ]);
  await delivered();

  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await asked()).toEqual([['can I drive?']]);
  expect(await slack.messages(slack.community)).toHaveLength(2);
});

test('a retry that Slack sends while the store is down is taken once it is up', async () => {
  let broken = true;
  const chat = await withPatient({
    receive: (usual) => (message) => (broken ? Promise.reject(new Error('full')) : usual(message)),
  });
  const question = chat.mention('can I drive?');

  const first = await chat.event(question);
  broken = false;
  const second = await chat.event(question, { 'x-slack-retry-num': '1' });
  const third = await chat.event(question, { 'x-slack-retry-num': '2' });

  expect([first.status, second.status, third.status]).toEqual([503, 200, 200]);
  expect(await chat.asked()).toEqual([['can I drive?']]);
});

test('a reply in the thread that comes before the question it follows is answered after it', async () => {
  const { event, mention, asked, delivered } = await withPatient();
  const question = mention('can I drive?');

  await event(followUp(question, 'and can I eat?'));
  const before = await asked();
  await event(question);
  await eventually(async () => expect(await asked()).toEqual([['can I drive?', 'and can I eat?']]));
  await delivered();

  expect(before).toEqual([]);
});

test('a reply that overtook the question it follows is not lost with the process that took it', async () => {
  const first = await withPatient();
  const { slack, store, mention } = first;
  const question = mention('can I drive?');
  slack.say(question.event);

  const reply = await first.event(followUp(question, 'and swim?'));
  await first.stop(); // nothing is in memory any more when Slack delivers the question
  const next = await withPatient({ slack, store });
  await next.event(question);
  await next.delivered();

  expect(reply.status).toBe(200);
  expect((await next.asked()).flat().sort()).toEqual(['and swim?', 'can I drive?']);
});

test('a reply that overtook the question is answered after it when the question comes at once', async () => {
  const { event, mention, asked, delivered, slack } = await withPatient();
  const question = mention('can I drive?');
  slack.say(question.event);

  const early = event(followUp(question, 'and swim?'));
  await eventually(async () =>
    expect(slack.calls.map(({ method }) => method)).toContain('conversations.replies'),
  );
  await event(question);
  await early;
  await delivered();

  expect(await asked()).toEqual([['can I drive?', 'and swim?']]);
});

test('words in a thread of people are not taken when Slack has no message to us there', async () => {
  const { event, mention, asked, slack } = await withPatient();
  const theirs = mention('who has a ride for me?');
  slack.say({ ...theirs.event, text: 'who has a ride for me?' });
  const bystander = { user: slack.user('sam'), text: '<@UBOT> can I drive?' };
  slack.say({ ...followUp(theirs, '').event, ...bystander });

  const { status } = await event(followUp(theirs, 'I can be there at nine', 10));

  expect(status).toBe(200);
  expect(await asked()).toEqual([]);
});

test('a reply to nothing we know waits for its question in memory when Slack does not let us look', async () => {
  const { event, mention, asked, delivered, slack } = await withPatient();
  const question = mention('can I drive?');
  slack.disturb(({ method }) =>
    method === 'conversations.replies' ? { kind: 'refused', error: 'missing_scope' } : undefined,
  );

  const { status } = await event(followUp(question, 'and swim?'));
  await event(question);
  await delivered();

  expect(status).toBe(200);
  expect(await asked()).toEqual([['can I drive?', 'and swim?']]);
});

test.each<Trouble>([{ kind: 'down' }, { kind: 'rate_limited', retryAfterSeconds: 5 }])(
  'a reply to nothing we know is not acknowledged while Slack cannot be asked: $kind',
  async (trouble) => {
    const { event, mention, asked, slack } = await withPatient();
    const question = mention('can I drive?');
    const reply = followUp(question, 'and swim?');
    slack.say(question.event);
    slack.disturb(() => trouble);

    const first = await event(reply);
    const last = await event(reply, { 'x-slack-retry-num': '3' });
    slack.disturb(() => undefined);
    await event(question);

    expect([first.status, last.status]).toEqual([503, 200]);
    await eventually(async () => expect(await asked()).toEqual([['can I drive?', 'and swim?']]));
  },
);

test('an edit that comes before its message is the message, and the older words add nothing', async () => {
  const { event, mention, conversations, delivered } = await withPatient();
  const question = mention('can I drive?');

  await event(edited(question, '<@UBOT> can I eat?'));
  await event(question);
  await delivered();

  const [conversation] = await conversations();
  expect(conversation?.turns.map(({ replyKind }) => replyKind)).toEqual(['answer', 'silence']);
});

test('older words that name a danger are heard although their edit came first', async () => {
  const { event, mention, conversations } = await withPatient();
  const question = mention('my chest hurts');

  await event(edited(question, '<@UBOT> can I eat?'));
  await event(question);

  const [conversation] = await conversations();
  expect(conversation?.tickets).toMatchObject([{ reason: 'emergency' }]);
});

test('messages in any order and any number of times are each answered once', async () => {
  const { event, mention, asked, delivered } = await withPatient();
  const question = mention('can I drive?');
  const more = followUp(question, 'and can I eat?');

  for (const one of [more, question, more, question, more]) await event(one);
  await eventually(async () => expect((await asked()).flat()).toHaveLength(2));
  await delivered();

  expect(await asked()).toEqual([['can I drive?', 'and can I eat?']]);
});

test('a slow Slack makes nobody wait for the store, and nothing is posted twice', async () => {
  const chat = await withPatient();
  const { slack } = chat;
  slack.disturb(() => ({ kind: 'slow', ms: 40 }));
  const startedAt = performance.now();

  const { status } = await chat.event(chat.mention(DOSE));

  expect(status).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  await chat.delivered();
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
  expect(await slack.messages(slack.community)).toHaveLength(2);
});

test('a 429 now and then loses nothing, doubles nothing and keeps the order', async () => {
  const chat = await withPatient();
  const { slack, pat } = chat;
  let calls = 0;
  slack.disturb((): Trouble | undefined => {
    calls += 1;
    return (calls * 7) % 11 < 4 ? { kind: 'rate_limited', retryAfterSeconds: 3 } : undefined;
  });
  const question = chat.mention(DOSE);

  await chat.event(question);
  await chat.event(followUp(question, 'can I drive?'));
  await chat.event(followUp(question, 'can I eat?', 9));
  await chat.delivered();

  const said = await texts(chat, await slack.directChannel(pat));
  expect(said.map((text) => /how much|drive yourself|stop eating/.exec(text)?.[0])).toEqual([
    'how much',
    'drive yourself',
    'stop eating',
  ]);
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
});

test.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
  'while Slack refuses the token (%s) everything waits, and all of it arrives once an admin has mended it',
  async (error) => {
    const chat = await withPatient();
    const { slack, store, pat, log } = chat;
    slack.refuseAll(error);

    const { status } = await chat.event(chat.mention(DOSE));
    await eventually(async () => {
      expect(log.lines.filter(({ fields }) => JSON.stringify(fields).includes(error))).not.toEqual(
        [],
      );
    });
    const waiting = await store.conversations.withOutbox();
    slack.disturb(() => undefined);
    await chat.delivered();

    expect(status).toBe(200);
    expect(waiting).not.toEqual([]);
    expect(await slack.messages(await slack.directChannel(pat))).toHaveLength(1);
    expect(await slack.messages(slack.community)).toHaveLength(2);
    expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
  },
);

test('a staff channel that was archived gets its cards once it is back, and patients do not notice', async () => {
  const chat = await withPatient();
  const { slack, pat } = chat;
  slack.archive(slack.staffChannel);

  await chat.event(chat.mention(DOSE));
  await eventually(async () =>
    expect(await slack.messages(await slack.directChannel(pat))).toHaveLength(1),
  );
  const before = await slack.messages(slack.staffChannel);
  slack.unarchive(slack.staffChannel);
  await chat.delivered();

  expect(before).toEqual([]);
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
});

test('a patient channel that was archived gives the reply up where staff see it; other patients get theirs', async () => {
  const chat = await withPatient();
  const { slack, pat, store, outbox } = chat;
  slack.archive(slack.community);

  await chat.event(chat.mention('can I drive?'));
  await chat.event(await aDirectMessage(chat, { user: slack.user('sam'), text: 'can I drive?' }));
  const dead = await eventually(async () => {
    const found = await outbox.failed();
    expect(found.length).toBeGreaterThan(1);
    return found;
  });

  expect(new Set(dead.map(({ problem }) => problem))).toEqual(new Set(['is_archived']));
  const sam = await slack.messages(await slack.directChannel(slack.user('sam')));
  expect(sam.at(-1)?.text).toContain('Do not drive yourself home.');
  slack.unarchive(slack.community);
  for (const { conversation, item } of dead) await outbox.retry(conversation, item);
  await eventually(async () =>
    expect((await texts(chat, slack.community)).join()).toContain('Do not drive yourself home.'),
  );
  await eventually(async () => expect(await store.conversations.withOutbox()).toEqual([]));
  expect(pat).not.toBe('');
});

test('a bot that was taken out of the channel still answers in private what is sensitive', async () => {
  const chat = await withPatient();
  const { slack, pat, outbox } = chat;
  slack.disturb(({ params }) =>
    params.get('channel') === slack.community
      ? { kind: 'refused', error: 'not_in_channel' }
      : undefined,
  );

  await chat.event(chat.mention(DOSE));

  await eventually(async () =>
    expect(await slack.messages(await slack.directChannel(pat))).toHaveLength(1),
  );
  await eventually(async () => expect((await outbox.failed()).length).toBeGreaterThan(0));
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
  expect((await outbox.failed()).every(({ problem }) => problem === 'not_in_channel')).toBe(true);
});

test('after an hour without Slack everything arrives in order and once, and Slack was not stormed', async () => {
  const chat = await withPatient();
  const { slack, pat, waits, log } = chat;
  let calls = 0;
  let waited = 0;
  slack.disturb((): Trouble => {
    calls += 1;
    return { kind: 'down' };
  });
  const question = chat.mention(DOSE);
  await chat.event(question);
  await chat.event(followUp(question, 'can I drive?'));
  const others = ['sam', 'ben'] as const;
  for (const name of others) {
    const user = slack.user(name);
    await chat.event(aMention({ user, channel: slack.community, text: 'can I drive?' }));
  }
  // Waiting is simulated: the pauses that were asked for add up to more than an hour.
  await eventually(async () => {
    waited = waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(60 * 60_000);
  });
  const asked = calls;

  slack.disturb(() => undefined);
  await chat.delivered();

  expect(asked).toBeLessThan(120);
  const said = await texts(chat, await slack.directChannel(pat));
  expect(said.map((text) => /how much|drive yourself/.exec(text)?.[0])).toEqual([
    'how much',
    'drive yourself',
  ]);
  const shown = (await texts(chat, slack.community)).filter((text) =>
    text.includes('Do not drive'),
  );
  expect(shown).toHaveLength(2);
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
  expect(log.lines.some(({ level }) => level === 'error')).toBe(true);
});
