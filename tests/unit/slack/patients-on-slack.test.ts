import { expect, test } from 'vitest';
import { aDeskWatch } from '../../support/desk-kit.ts';
import { signed } from '../../support/slack-emulator.ts';
import { T0, turnDeps } from '../../support/turn-kit.ts';
import {
  aMention,
  aNotedStore,
  aSlackChannel,
  DOSE,
  eventually,
  nothingIsStored,
} from './slack-kit.ts';

test('a mention in a patient channel is answered in its thread, under the warning', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });

  const response = await channel.event(mention);
  await channel.delivered();

  expect(response.status).toBe(200);
  const said = await slack.messages(slack.community);
  expect(said.map(({ thread_ts }) => thread_ts)).toEqual([mention.event.ts, mention.event.ts]);
  expect(said[1]?.text).toContain('*Driving after treatment*\n\nDo not drive yourself home.');
  expect(said[1]?.text.endsWith(channel.warning)).toBe(true);
});

test('the same event again makes no second turn and no second reply', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });

  await channel.event(mention);
  const again = await channel.event(mention, { 'x-slack-retry-num': '1' });
  const asMessage = { ...mention, event: { ...mention.event, type: 'message' } };
  await channel.event(asMessage);
  await channel.delivered();

  expect(again.status).toBe(200);
  expect((await channel.conversations()).map(({ turns }) => turns.length)).toEqual([1]);
  expect(await slack.messages(slack.community)).toHaveLength(2);
});

test('a request with a wrong signature, or one of ten minutes ago, is refused', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });
  const body = JSON.stringify(mention);

  const wrong = await channel.event(mention, signed(body, T0, 'another secret'));
  const old = await channel.event(mention, signed(body, '2026-11-23T14:50:00.000Z'));
  const bare = await fetch(channel.url, { method: 'POST', body });

  expect([wrong.status, old.status, bare.status]).toEqual([401, 401, 401]);
  expect(await channel.conversations()).toEqual([]);
});

test('Slack is given its challenge back, and nonsense is refused', async () => {
  const channel = await aSlackChannel();

  const challenged = await channel.event({ type: 'url_verification', challenge: 'c0' });
  const nonsense = await fetch(channel.url, {
    method: 'POST',
    body: 'not json',
    headers: { 'content-type': 'application/json', ...signed('not json', T0) },
  });

  expect(await challenged.json()).toEqual({ challenge: 'c0' });
  expect(nonsense.status).toBe(400);
});

test('two people in one thread have two conversations, each answered in that thread', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const first = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });
  const thread_ts = first.event.ts;
  const second = aMention({
    user: slack.user('sam'),
    channel: slack.community,
    text: 'when can I eat?',
    thread_ts,
  });

  await channel.event(first);
  await channel.event(second);
  await channel.delivered();

  const found = await channel.conversations();
  expect(found.map(({ turns }) => turns.map(({ messageId }) => messageId))).toEqual([
    [`${slack.community}:${first.event.ts}`],
    [`${slack.community}:${second.event.ts}`],
  ]);
  expect(found.map(({ address }) => address.thread_ts)).toEqual([thread_ts, thread_ts]);
  const said = await slack.messages(slack.community);
  expect(new Set(said.map((message) => message.thread_ts))).toEqual(new Set([thread_ts]));
});

test('a patient goes on in the thread without a mention; a bystander is not taken for a patient', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });
  const followUp = (user: string, ts: string) => ({
    ...mention,
    event: {
      type: 'message',
      user,
      channel: slack.community,
      thread_ts: mention.event.ts,
      ts,
      text: 'and eat?',
    },
  });

  await channel.event(mention);
  await channel.event(followUp(slack.user('pat'), '1763910500.000100'));
  await channel.event(followUp(slack.user('sam'), '1763910501.000100'));

  const found = await channel.conversations();
  expect(found.map(({ turns }) => turns.length)).toEqual([2]);
});

test('an edit that Slack tells of twice is one turn; deletions, links, bots, joins and other channels make none', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });
  const { event } = mention;
  const edited = {
    ...event,
    text: `${event.text} Or eat?`,
    edited: { user: event.user, ts: '1763910900.000000' },
  };
  const hidden = {
    type: 'message',
    channel: slack.community,
    ts: '1763910901.000100',
    hidden: true,
  };
  const changed = {
    ...hidden,
    subtype: 'message_changed',
    message: edited,
    previous_message: event,
  };

  await channel.event(mention);
  await channel.event({ ...mention, event: edited });
  await channel.event({ ...mention, event: changed });
  await channel.event({ ...mention, event: { ...changed, message: event } });
  await channel.event({
    ...mention,
    event: { ...hidden, subtype: 'message_deleted', previous_message: event },
  });
  await channel.event({ ...mention, event: { ...event, ts: '1763910902.0001', bot_id: 'B9' } });
  await channel.event({
    ...mention,
    event: { ...event, ts: '1763910903.0001', subtype: 'channel_join' },
  });
  await channel.event({
    ...mention,
    event: { ...event, ts: '1763910904.0001', channel: 'C0THER' },
  });

  const [conversation, ...others] = await channel.conversations();
  expect(others).toEqual([]);
  expect(conversation?.turns.map(({ messageId }) => messageId)).toEqual([
    `${slack.community}:${event.ts}`,
    `${slack.community}:${event.ts}:1763910900.000000`,
  ]);
});

test('without patient channels nobody is a patient on Slack, not even in a direct message', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store, settings: { SLACK_PATIENT_CHANNELS: undefined } });
  const { slack } = channel;
  const pat = slack.user('pat');
  const direct = aMention({ user: pat, channel: await slack.directChannel(pat), text: 'hi' });

  await channel.event(aMention({ user: pat, channel: slack.community, text: 'can I drive?' }));
  const response = await channel.event({
    ...direct,
    event: { ...direct.event, type: 'message', channel_type: 'im' },
  });

  expect(response.status).toBe(200);
  expect(await channel.conversations()).toEqual([]);
  expect(channel.log.lines).toEqual([]);
});

test('a direct message is answered there, and the admin was told what patient channels mean', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  const pat = slack.user('pat');
  const direct = await slack.directChannel(pat);
  const mention = aMention({ user: pat, channel: direct, text: 'can I drive?' });
  const { team_id, authorizations, event } = mention;

  await channel.event({
    type: 'event_callback',
    team_id,
    authorizations,
    event: { ...event, type: 'message', channel_type: 'im', text: 'can I drive?' },
  });
  await channel.delivered();

  const said = await slack.messages(direct);
  expect(said.map(({ thread_ts }) => thread_ts)).toEqual([undefined, undefined]);
  expect(said[1]?.text).toContain('Do not drive yourself home.');
  expect(channel.log.lines.map(({ message }) => message)[0]).toContain('HIPAA-covered clinic');
});

test('a menu comes as buttons above the warning, and a press is the patient asking, once', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: 'hmm' });
  await channel.event(mention);
  const bystander = { user: slack.user('sam'), thread_ts: mention.event.ts };
  await channel.event(aMention({ ...bystander, channel: slack.community, text: 'can I eat?' }));
  await channel.delivered();
  const menu = (await slack.messages(slack.community)).find(({ blocks }) => blocks.length > 1);
  const actions = menu?.blocks.find(({ type }) => type === 'actions') as {
    block_id: string;
    elements: { action_id: string; value: string; text: { text: string } }[];
  };
  const [, button] = actions.elements;
  const press = (user: string) => ({
    type: 'block_actions',
    user: { id: user, team_id: 'T000000001' },
    team: { id: 'T000000001' },
    channel: { id: slack.community },
    message: { ts: menu?.ts, thread_ts: mention.event.ts },
    actions: [{ type: 'button', ...button, block_id: actions.block_id }],
  });

  const statuses = [
    (await channel.interact(press(pat))).status,
    (await channel.interact(press(pat))).status,
    (await channel.interact(press(slack.user('sam')))).status,
  ];

  expect(statuses).toEqual([200, 200, 200]);
  expect(menu?.blocks.at(-2)?.type).toBe('actions');
  expect(JSON.stringify(menu?.blocks.at(-1))).toContain('I am a bot, not a doctor.');
  const asked = (await channel.conversations()).map(({ messages }) =>
    messages.filter(({ from }) => from === 'patient').map(({ text }) => text),
  );
  expect(asked).toEqual([['hmm', '2'], ['can I eat?']]);
});

test('a press on an older menu means what stands on the button', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: 'hmm' });
  await channel.event(mention);
  await channel.delivered();
  const menu = (await slack.messages(slack.community)).at(-1);
  const actions = menu?.blocks.find(({ type }) => type === 'actions') as {
    block_id: string;
    elements: { text: { text: string } }[];
  };
  const later = { ...mention.event, ts: '1763910950.000100', thread_ts: mention.event.ts };
  await channel.event({ ...mention, event: { ...later, text: '<@UBOT> can I drive?' } });

  await channel.interact({
    type: 'block_actions',
    user: { id: pat },
    team: { id: 'T000000001' },
    channel: { id: slack.community },
    message: { ts: menu?.ts, thread_ts: mention.event.ts },
    actions: [{ type: 'button', ...actions.elements[0], block_id: actions.block_id }],
  });

  const [conversation] = await channel.conversations();
  expect(conversation?.messages.findLast(({ from }) => from === 'patient')?.text).toBe(
    actions.elements[0]?.text.text,
  );
});

test('what is not stored is not acknowledged, and the patient is told once all the same', async () => {
  const channel = await aSlackChannel({ receive: () => nothingIsStored });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: DOSE });

  const first = await channel.event(mention);
  const second = await channel.event(mention, { 'x-slack-retry-num': '1' });

  expect([first.status, second.status]).toEqual([503, 503]);
  const other = aMention({ user: pat, channel: slack.community, text: DOSE });
  await channel.event(other);
  const said = await eventually(async () => {
    const messages = await slack.messages(await slack.directChannel(pat));
    expect(messages.length).toBeGreaterThan(1);
    return messages;
  });
  expect(said).toHaveLength(2);
  expect(said[0]?.text).toContain('I could not reach our staff.');
  expect(await slack.messages(slack.community)).toEqual([]);
});

test('a store that hangs or breaks is answered in time, so that Slack sends the message again', async () => {
  const hanging = await aSlackChannel({
    receive: () => () => new Promise(() => {}),
    answerWithinMs: 20,
  });
  const broken = await aSlackChannel({
    receive: () => () => Promise.reject(new Error('no disk')),
    slack: hanging.slack,
  });
  const { slack } = hanging;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });

  const late = await hanging.event(mention);
  const failed = await broken.event(mention);

  expect([late.status, failed.status]).toEqual([503, 503]);
});

/** What Slack tells when a message was edited, or deleted. */
function aChange(
  mention: ReturnType<typeof aMention>,
  change: { subtype: 'message_changed' | 'message_deleted'; message?: object; deleted_ts?: string },
) {
  const { event } = mention;
  const hidden = { type: 'message', channel: event.channel, ts: '1763910901.000100', hidden: true };
  return { ...mention, event: { ...hidden, previous_message: event, ...change } };
}

test('an edit that adds a dose is answered in private and put on the desk; the original stays', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: 'can I drive?' });
  const message = { ...mention.event, text: DOSE, edited: { user: pat, ts: '1763910900.000000' } };
  const edit = aChange(mention, { subtype: 'message_changed', message });

  await channel.event(mention);
  await channel.event(edit);
  await channel.event(edit);
  await channel.delivered();

  const [conversation] = await channel.conversations();
  expect(conversation?.turns.map(({ replyKind }) => replyKind)).toEqual(['answer', 'safety']);
  expect(conversation?.turns[1]).toMatchObject({
    replaces: `${slack.community}:${mention.event.ts}`,
    answers: [],
    tickets: [{ reason: 'dose' }],
  });
  const said = conversation?.messages.filter(({ from }) => from === 'patient');
  expect(said?.map(({ text }) => text)).toEqual(['can I drive?', DOSE]);
  const line = (await slack.messages(slack.community)).at(-1);
  expect(line?.thread_ts).toBe(mention.event.ts);
  expect(line?.text).toContain('I sent you a private message.');
  const answer = (await slack.messages(await slack.directChannel(pat))).at(-1);
  expect(answer?.text).toContain("I can't answer questions about how much");
  expect(answer?.text.endsWith(channel.warning)).toBe(true);
});

test('an edit that only takes words back is not answered', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: DOSE });
  const message = { ...mention.event, text: 'can I drive?', edited: { user: pat, ts: '2.0' } };

  await channel.event(mention);
  await channel.delivered();
  const before = (await slack.messages(slack.community)).length;
  await channel.event(aChange(mention, { subtype: 'message_changed', message }));
  await channel.delivered();

  const [conversation] = await channel.conversations();
  expect(await slack.messages(slack.community)).toHaveLength(before);
  expect(conversation?.tickets).toMatchObject([{ reason: 'dose', state: 'new', notes: [] }]);
});

test.each([
  ['a message', (ts: string) => ({ subtype: 'message_deleted' as const, deleted_ts: ts })],
  [
    'the start of a thread',
    (ts: string) => ({
      subtype: 'message_changed' as const,
      message: { subtype: 'tombstone', user: 'USLACKBOT', ts, text: 'This message was deleted.' },
    }),
  ],
])(
  '%s that is deleted cancels nothing, and staff find one note on its ticket',
  async (_name, how) => {
    const store = await aNotedStore();
    const channel = await aSlackChannel({ store });
    const { slack } = channel;
    const mention = aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE });

    await channel.event(mention);
    const deletion = aChange(mention, how(mention.event.ts));
    const statuses = [await channel.event(deletion), await channel.event(deletion)];
    await channel.delivered();

    expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
    const [conversation] = await channel.conversations();
    expect(conversation?.turns).toHaveLength(1);
    expect(conversation?.messages.some(({ text }) => text === DOSE)).toBe(true);
    expect(conversation?.tickets).toMatchObject([{ state: 'new', notes: [{ by: 'bot' }] }]);
  },
);

test('a deleted message without a ticket, or of someone we do not know, leaves no trace', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const place = { channel: slack.community, text: 'can I drive?' };
  const known = aMention({ user: slack.user('pat'), ...place });
  const unknown = aMention({ user: slack.user('sam'), ...place });

  await channel.event(known);
  await channel.delivered();
  const before = await channel.conversations();
  for (const mention of [known, unknown]) {
    const deleted_ts = mention.event.ts;
    await channel.event(aChange(mention, { subtype: 'message_deleted', deleted_ts }));
  }

  expect(await channel.conversations()).toEqual(before);
});

test('a patient on Slack is told in private that no one has seen the ticket', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const mention = aMention({ user: slack.user('pat'), channel: slack.community, text: DOSE });
  await channel.event(mention);
  const [conversation] = await channel.conversations();
  if (!conversation) throw new Error('the mention makes a conversation');
  const { sender } = turnDeps();
  await store.conversations.update(conversation.id, async (current) => {
    const since = { urgency: 'urgent', openedAt: '2026-11-23T14:45:00.000Z' } as const;
    const tickets = current?.tickets.map((ticket) => ({ ...ticket, ...since }));
    return { next: current && { ...current, tickets: tickets ?? [] }, result: undefined };
  });
  const watch = aDeskWatch({ store, sender, now: () => T0 });

  await watch.look();
  await watch.look();
  await channel.delivered();

  const direct = await slack.directChannel(slack.user('pat'));
  const told = (await slack.messages(direct)).filter(({ text }) =>
    text.includes('No one has seen this yet.'),
  );
  expect(told).toHaveLength(1);
});
