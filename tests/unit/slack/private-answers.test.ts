import { expect, test } from 'vitest';
import { postFact, speakerFact } from '../../../src/channels/slack/patients/place/direct-record.ts';
import {
  addressOf,
  conversationAt,
} from '../../../src/channels/slack/patients/place/slack-place.ts';
import { TicketNumber } from '../../../src/domain/ids.ts';
import type { Trouble } from '../../support/slack-emulator.ts';
import { aConversation } from '../../support/turn-kit.ts';
import {
  aClick,
  aDirectMessage,
  aMention,
  aNotedStore,
  aSlackChannel,
  aStaffMember,
  DOSE,
  type Options,
  type SlackChannel,
} from './slack-kit.ts';

const LINE = 'I sent you a private message.';
const REFUSAL = "I can't answer questions about how much";

/** A patient asked about a dose in a channel and was answered in private. */
async function aPrivateAnswer(options: Options = {}) {
  const store = options.store ?? (await aNotedStore());
  const channel = await aSlackChannel({ ...options, store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const direct = await slack.directChannel(pat);
  const mention = aMention({ user: pat, channel: slack.community, text: DOSE });
  await channel.event(mention);
  await channel.delivered();
  const inPrivate = async () => (await slack.messages(direct)).map(({ text }) => text);
  const inPublic = async () => (await slack.messages(slack.community)).map(({ text }) => text);
  const direct_ = async (text: string, thread?: string) =>
    channel.event(await aDirectMessage(channel, { user: pat, text, thread }));
  /** What patients said, conversation by conversation. */
  const asked = async () =>
    (await channel.conversations())
      .map(({ messages }) => messages.filter(({ from }) => from === 'patient'))
      .map((messages) => messages.map(({ text }) => text))
      .filter((texts) => texts.length > 0);
  return { ...channel, pat, direct, mention, inPrivate, inPublic, write: direct_, asked };
}

/** The one conversation has spoken in these direct messages, as it does when staff write. */
async function speakThere({ store, conversations }: SlackChannel, direct: string): Promise<void> {
  const [conversation] = await conversations();
  if (!conversation) throw new Error('nobody wrote');
  const { team = '', user = '' } = conversation.address;
  const place = { team, channel: direct, user, thread: undefined };
  const id = await conversationAt(place, store);
  const record = aConversation({ id, channel: 'slack', address: addressOf(place) });
  const delivered = {
    ...speakerFact(record, conversation.id),
    ...postFact('1.1', conversation.id),
  };
  await store.conversations.update(id, async () => ({
    next: { ...record, delivered },
    result: undefined,
  }));
}

test('a dose question in a channel is answered by direct message, and the thread says only that', async () => {
  const { slack, mention, inPrivate, warning } = await aPrivateAnswer();

  const shown = await slack.messages(slack.community);

  expect(shown.map(({ text }) => text).join()).not.toContain(REFUSAL);
  expect(shown.at(-1)?.text).toBe(`${LINE}\n\n${warning}`);
  expect(shown.every(({ thread_ts }) => thread_ts === mention.event.ts)).toBe(true);
  const [answer, ...others] = await inPrivate();
  expect(others).toEqual([]);
  expect(answer).toContain(REFUSAL);
  expect(answer?.endsWith(warning)).toBe(true);
});

test('an ordinary question stays in the thread; one with a phone number in it does not', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  const pat = slack.user('pat');
  const ask = (text: string) =>
    channel.event(aMention({ user: pat, channel: slack.community, text }));

  await ask('can I drive?');
  await channel.delivered();
  const open = await slack.messages(slack.community);
  await ask('can I drive? call 555-0100');
  await channel.delivered();

  expect(open.at(-1)?.text).toContain('Do not drive yourself home.');
  expect((await slack.messages(slack.community)).at(-1)?.text).toContain(LINE);
  const direct = await slack.messages(await slack.directChannel(pat));
  expect(direct.at(-1)?.text).toContain('Do not drive yourself home.');
  expect(direct.at(-1)?.text).toContain('Please do not share names');
});

test('the patient goes on in the direct message or in the thread, and it is one conversation', async () => {
  const { write, asked, event, mention, delivered, inPrivate, inPublic } = await aPrivateAnswer();
  const thread_ts = mention.event.ts;

  await write('can I drive?');
  await delivered();
  const again = {
    ...mention.event,
    ts: '1763999999.000100',
    thread_ts,
    text: '<@UBOT> can I eat?',
  };
  await event({ ...mention, event: again });
  await delivered();

  expect(await asked()).toEqual([[DOSE, 'can I drive?', 'can I eat?']]);
  const [, drive, eat] = await inPrivate();
  expect(drive).toContain('Do not drive yourself home.');
  expect(eat).toContain('when to stop eating');
  const lines = (await inPublic()).filter((text) => text.startsWith(LINE));
  expect(lines).toHaveLength(2);
});

test('staff who write to this patient reach them in private, and what the patient answers there is theirs', async () => {
  const chat = await aPrivateAnswer();
  const { slack, store, interact, delivered, inPrivate, inPublic, write } = chat;
  const ana = slack.user('ana');
  await aStaffMember(store, { firstName: 'Ana', login: 'ana', slackUserId: ana });
  const before = await inPublic();

  await interact(await aClick(chat, { user: ana, action: 'ticket_claim', number: 1 }));
  await delivered();
  await write('thank you, is it the blue one?');
  await delivered();

  expect((await inPrivate()).at(-1)).toContain('A member of our staff has joined this chat.');
  expect(await inPublic()).toEqual(before);
  const found = await store.conversations.findTicket(TicketNumber.parse(1));
  expect(found?.conversation.turns.at(-1)?.replyKind).toBe('silence');
});

test('who answers staff in private is answered there by the bot too, and in the thread again when they go on there', async () => {
  const store = await aNotedStore();
  const chat = await aSlackChannel({ store });
  const { slack, event, delivered } = chat;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: 'can I drive?' });
  await event(mention);
  await delivered();
  const direct = await slack.directChannel(pat);
  await speakThere(chat, direct);

  await event(await aDirectMessage(chat, { user: pat, text: 'can I eat?' }));
  await delivered();
  const inPublic = await slack.messages(slack.community);
  const inThread = { ...mention.event, ts: '1763999999.000100', thread_ts: mention.event.ts };
  await event({ ...mention, event: { ...inThread, text: '<@UBOT> can I drive now?' } });
  await delivered();

  const inPrivate = (await slack.messages(direct)).map(({ text }) => text);
  expect(inPrivate).toEqual([expect.stringContaining('when to stop eating')]);
  expect(JSON.stringify(inPublic)).not.toContain('when to stop eating');
  expect((await slack.messages(slack.community)).at(-1)?.text).toContain(
    'Do not drive yourself home.',
  );
});

test('a patient with two private conversations answers the one that spoke last, or the one whose thread it is', async () => {
  const { slack, direct, pat, event, delivered, write, asked } = await aPrivateAnswer();
  const [first] = await slack.messages(direct);
  await event(aMention({ user: pat, channel: slack.community, text: 'how much after that?' }));
  await delivered();

  await write('can I drive?');
  await write('can I eat?', first?.ts);
  await delivered();

  expect(await asked()).toEqual([
    [DOSE, 'can I eat?'],
    ['how much after that?', 'can I drive?'],
  ]);
  const answers = await slack.messages(direct);
  const inThread = answers.filter(({ thread_ts }) => thread_ts === first?.ts);
  expect(inThread.map(({ text }) => text).join()).toContain('when to stop eating');
});

test('a direct message that Slack delivers again stays where it was taken, whoever spoke there since', async () => {
  const chat = await aPrivateAnswer();
  const { slack, pat, event, delivered, asked } = chat;
  const message = await aDirectMessage(chat, { user: pat, text: 'can I drive?' });
  await event(message);
  await event(aMention({ user: pat, channel: slack.community, text: 'how much after that?' }));
  await delivered();

  await event({ ...message, event: { ...message.event, event_ts: 'another delivery' } });
  await delivered();

  expect(await asked()).toEqual([[DOSE, 'can I drive?'], ['how much after that?']]);
});

test('who wrote direct messages before has them back once that conversation speaks again', async () => {
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store });
  const { slack } = channel;
  const [pat, ana] = [slack.user('pat'), slack.user('ana')];
  await aStaffMember(store, { firstName: 'Ana', login: 'ana', slackUserId: ana });
  const write = async (text: string) =>
    channel.event(await aDirectMessage(channel, { user: pat, text }));
  await write('how much in private?');
  await channel.event(aMention({ user: pat, channel: slack.community, text: DOSE }));
  await channel.delivered();

  await channel.interact(await aClick(channel, { user: ana, action: 'ticket_claim', number: 1 }));
  await channel.delivered();
  await write('it is for my mother');

  const found = await store.conversations.findTicket(TicketNumber.parse(1));
  expect(found?.conversation.messages.at(-1)?.text).toBe('it is for my mother');
});

test('where Slack opens no direct message the patient alone sees the answer in the thread', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  const pat = slack.user('pat');
  slack.disturb(({ method }) =>
    method === 'conversations.open' ? { kind: 'refused', error: 'missing_scope' } : undefined,
  );
  const mention = aMention({ user: pat, channel: slack.community, text: DOSE });

  await channel.event(mention);
  await channel.delivered();

  expect(slack.shownTo(pat)).toHaveLength(1);
  expect(slack.shownTo(pat)[0]).toContain(REFUSAL);
  const shown = (await slack.messages(slack.community)).map(({ text }) => text).join();
  expect(shown).not.toContain(REFUSAL);
  expect(shown).not.toContain(LINE);
  expect(channel.log.lines.some(({ message }) => message.includes('im:write'))).toBe(true);
});

test('a private answer and its line in the thread arrive once each, though the answers to both posts were lost', async () => {
  const channel = await aSlackChannel();
  const { slack } = channel;
  const pat = slack.user('pat');
  const lost = new Set<string>();
  slack.disturb(({ method, params }): Trouble | undefined => {
    const text = params.get('text') ?? '';
    const isOne = method === 'chat.postMessage' && !lost.has(text);
    if (isOne) lost.add(text);
    return isOne ? { kind: 'answer_lost' } : undefined;
  });

  await channel.event(aMention({ user: pat, channel: slack.community, text: DOSE }));
  await channel.delivered();

  expect(await slack.messages(await slack.directChannel(pat))).toHaveLength(1);
  const lines = (await slack.messages(slack.community)).filter(({ text }) => text.includes(LINE));
  expect(lines).toHaveLength(1);
});
