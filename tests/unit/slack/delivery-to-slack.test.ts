import { expect, test } from 'vitest';
import { BOT_TOKEN, type SlackEmulator, type Trouble } from '../../support/slack-emulator.ts';
import {
  aClick,
  aMention,
  aNotedStore,
  aSlackChannel,
  aStaffMember,
  DOSE,
  eventually,
  headOf,
} from './slack-kit.ts';

/** Disturbs the first calls of one method. */
function firstCalls(method: string, times: number, trouble: Trouble) {
  let left = times;
  return (call: { method: string }) => {
    if (call.method !== method || left === 0) return undefined;
    left -= 1;
    return trouble;
  };
}

test('a post that Slack puts off is made after the time that Slack asked for, in order', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  slack.disturb(firstCalls('chat.postMessage', 2, { kind: 'rate_limited', retryAfterSeconds: 7 }));

  await channel.event(
    aMention({ user: slack.user('pat'), channel: slack.community, text: 'can I drive?' }),
  );
  await channel.delivered();

  expect(channel.waits.filter((ms) => ms === 7000)).toHaveLength(2);
  const said = await slack.messages(slack.community);
  expect(said).toHaveLength(2);
  expect(said[0]?.text).toContain('I am an automated service');
  expect(said[1]?.text).toContain('Do not drive yourself home.');
});

test('posts to one channel keep a second between them', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;

  await channel.event(
    aMention({ user: slack.user('pat'), channel: slack.community, text: 'can I drive?' }),
  );
  await channel.event(
    aMention({ user: slack.user('sam'), channel: slack.community, text: 'can I drive?' }),
  );
  await channel.delivered();
  await channel.stop();

  expect(await slack.messages(slack.community)).toHaveLength(4);
  expect(channel.waits).toEqual([1000, 1000, 1000, 1000]);
});

test('while Slack is dead nothing is lost, waits grow, and all is delivered once it is back', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  slack.disturb(() => ({ kind: 'down' }));

  const response = await channel.event(
    aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }),
  );
  await eventually(async () => expect(channel.waits).toContain(16_000));
  slack.disturb(() => undefined);
  await channel.delivered();

  expect(response.status).toBe(200);
  expect(channel.waits).toEqual(expect.arrayContaining([2000, 4000, 8000, 16_000]));
  expect(await slack.messages(slack.community)).toHaveLength(2);
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
});

test('a dead staff channel does not hold the patient’s reply up', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  slack.disturb(({ params }) =>
    params.get('channel') === slack.staffChannel ? { kind: 'down' } : undefined,
  );

  await channel.event(aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }));

  await eventually(async () => expect(await slack.messages(slack.community)).toHaveLength(2));
  expect(await slack.messages(slack.staffChannel)).toEqual([]);
});

test('a post whose answer was lost is found by its mark and not made twice', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  slack.disturb(firstCalls('chat.postMessage', 3, { kind: 'answer_lost' }));

  await channel.event(aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }));
  await channel.delivered();

  expect(await slack.messages(slack.community)).toHaveLength(2);
  expect(await slack.messages(slack.staffChannel)).toHaveLength(1);
});

/** Others post in the channel too. */
async function postOthers({ apiUrl }: SlackEmulator, channel: string, count: number) {
  for (let n = 0; n < count; n += 1) {
    await fetch(`${apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${BOT_TOKEN}` },
      body: new URLSearchParams({ channel, text: `something else ${n}` }),
    });
  }
}

test.each([0, 450])(
  'a card that was posted before a crash is found after the restart behind %i other posts, and taken over',
  async (others) => {
    const store = await aNotedStore();
    const before = await aSlackChannel({ store });
    const { slack } = before;
    slack.disturb(() => ({ kind: 'down' }));
    await before.event(aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }));
    const [waiting] = await before.conversations();
    slack.disturb(() => undefined);
    await before.delivered();
    await before.stop();
    const id = waiting?.id;
    const [stored] = await before.conversations();
    if (!id || !stored || !waiting) throw new Error('no conversation');
    const earlier = waiting.outbox.map((item) => ({ ...item, attempts: 1 }));
    const asIfNotNoted = { ...stored, outbox: earlier, delivered: {} };
    await store.conversations.update(id, async () => ({ next: asIfNotNoted, result: undefined }));
    await postOthers(slack, slack.staffChannel, others);

    const after = await aSlackChannel({ store, slack });
    await after.delivered();

    expect(earlier).toHaveLength(3);
    expect(await slack.messages(slack.community)).toHaveLength(2);
    const cards = (await slack.history(slack.staffChannel)).filter(
      ({ blocks }) => blocks.length > 0,
    );
    expect(cards).toHaveLength(1);
    const [conversation] = await after.conversations();
    expect(conversation?.delivered).toMatchObject({ 'card:1': cards[0]?.ts });
    const patient = await slack.directChannel(slack.user('pat'));
    expect(await slack.messages(patient)).toHaveLength(1);
  },
);

test('without the right to read the channel a doubtful post is made again rather than lost', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  const lost = firstCalls('chat.postMessage', 1, { kind: 'answer_lost' });
  slack.disturb((call) =>
    call.method === 'conversations.replies'
      ? { kind: 'refused', error: 'missing_scope' }
      : lost(call),
  );

  await channel.event(
    aMention({ user: slack.user('pat'), channel: slack.community, text: 'can I drive?' }),
  );
  await channel.delivered();

  expect(await slack.messages(slack.community)).toHaveLength(3);
  expect(channel.log.lines.some(({ message }) => message.includes('history scope'))).toBe(true);
});

test('a card that someone deleted is posted anew when its ticket changes', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const ana = slack.user('ana');
  await aStaffMember(store, { firstName: 'Ana', login: 'ana', slackUserId: ana });
  await channel.event(aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }));
  await channel.delivered();
  const click = await aClick(channel, { user: ana, action: 'ticket_claim', number: 1 });
  await slack.remove(slack.staffChannel, click.message.ts);

  await channel.interact(click);
  await channel.delivered();

  const cards = await slack.messages(slack.staffChannel);
  expect(cards.map(headOf)).toEqual(['Ticket 1: dose · routine, with Ana']);
});

test('a ticket that changes while its card is on the way is shown as it became', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const ana = slack.user('ana');
  await aStaffMember(store, { firstName: 'Ana', login: 'ana', slackUserId: ana });
  await channel.event(aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }));
  await channel.delivered();
  const press = async (action: string) =>
    channel.interact(await aClick(channel, { user: ana, action, number: 1 }));
  let meanwhile = () => press('ticket_resolve');
  slack.disturb(async ({ method }) => {
    if (method !== 'chat.update') return undefined;
    const change = meanwhile;
    meanwhile = async () => new Response();
    await change();
    return undefined;
  });

  await press('ticket_claim');
  await channel.delivered();

  const cards = await slack.messages(slack.staffChannel);
  expect(cards.map(headOf)).toEqual(['Ticket 1: dose · routine, resolved by Ana']);
});

test('a stored message that is not what was approved does not leave; the built-in text does', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  slack.disturb(() => ({ kind: 'down' }));
  await channel.event(
    aMention({ user: slack.user('pat'), channel: slack.community, text: 'can I drive?' }),
  );
  const [waiting] = await channel.conversations();
  if (!waiting) throw new Error('no conversation');
  await store.conversations.update(waiting.id, async (current) => ({
    next: current && {
      ...current,
      messages: current.messages.map((message) => ({
        ...message,
        text: message.text.replace('Do not drive', 'Do drive'),
      })),
    },
    result: undefined,
  }));

  slack.disturb(() => undefined);
  await channel.delivered();

  const said = (await slack.messages(slack.community)).map(({ text }) => text);
  expect(said).toHaveLength(2);
  expect(said[1]).toContain('Something went wrong on our side.');
  expect(said[1]?.endsWith(channel.warning)).toBe(true);
  expect(said.join()).not.toContain('Do drive');
  expect(channel.log.lines.some(({ level }) => level === 'error')).toBe(true);
});

test('no line of the log holds a word of the patient or of an answer', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  slack.disturb(firstCalls('chat.postMessage', 8, { kind: 'down' }));

  await channel.event(aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE }));
  await channel.delivered();

  const lines = JSON.stringify(channel.log.lines, (_key, value: unknown) =>
    value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
  );
  expect(channel.log.lines.length).toBeGreaterThan(1);
  expect(lines).not.toMatch(/much|automated service|xoxb/);
});
