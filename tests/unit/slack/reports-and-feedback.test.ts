import { expect, test } from 'vitest';
import type { SlackMessage } from '../../support/slack-emulator.ts';
import {
  aDirectMessage,
  aMention,
  aNotedStore,
  aPress,
  aSlackChannel,
  aStaffMember,
  DOSE,
  eventually,
  type Options,
} from './slack-kit.ts';

/** A patient asked whether they may drive, and has the answer in the thread. */
async function anAnswer(options: Options = {}) {
  const store = options.store ?? (await aNotedStore());
  const channel = await aSlackChannel({ ...options, store });
  const { slack } = channel;
  const pat = slack.user('pat');
  const mention = aMention({ user: pat, channel: slack.community, text: 'can I drive?' });
  await channel.event(mention);
  await channel.delivered();
  const answer = (await slack.messages(slack.community)).at(-1);
  const said = async () => (await slack.messages(slack.community)).map(({ text }) => text);
  const press = (label: string, user = pat, message = answer) =>
    channel.interact(aPress(message, { user, channel: slack.community, label }));
  return { ...channel, store, pat, mention, answer, said, press };
}

/** Someone picks "Report this answer" in the menu of a message. */
function aReport(message: SlackMessage | undefined, user: string, channel: string) {
  return {
    type: 'message_action',
    callback_id: 'report_answer',
    user: { id: user, team_id: 'T000000001' },
    team: { id: 'T000000001' },
    channel: { id: channel },
    message: { ...message, type: 'message', bot_id: 'B1' },
    message_ts: message?.ts,
    trigger_id: '1.1',
    response_url: 'https://slack.example/answer',
    action_ts: '1.2',
  };
}

test('an answer asks "Did this help?" with buttons above the warning, and its text stays as approved', async () => {
  const { answer, warning } = await anAnswer();

  const shown = answer?.blocks.map((block) => JSON.stringify(block)) ?? [];

  expect(shown.at(-3)).toContain('Did this help?');
  expect(shown.at(-2)).toMatch(/"Yes".*"No".*"Talk to a person"/);
  expect(shown.at(-1)).toContain('I am a bot, not a doctor.');
  expect(answer?.text.endsWith(warning)).toBe(true);
  expect(answer?.text).not.toContain('Did this help?');
});

test('a patient says that an answer helped, and is thanked once', async () => {
  const { press, said, conversations, delivered } = await anAnswer();

  await press('Yes');
  await press('Yes');
  await delivered();

  expect((await said()).filter((text) => text.includes('Thank you for telling us.'))).toHaveLength(
    1,
  );
  const [conversation] = await conversations();
  expect(conversation?.messages.find(({ feedback }) => feedback)?.feedback?.helped).toBe(true);
});

test('a bystander’s press under somebody else’s answer counts for nothing', async () => {
  const { press, slack, conversations } = await anAnswer();

  const { status } = await press('No', slack.user('sam'));

  expect(status).toBe(200);
  const [conversation] = await conversations();
  expect(conversation?.messages.some(({ feedback }) => feedback)).toBe(false);
});

test('"Talk to a person" opens a ticket, told once it is stored', async () => {
  const { press, said, store, delivered } = await anAnswer();

  await press('Talk to a person');
  await press('Talk to a person');
  await delivered();

  const tickets = (await store.conversations.openTickets()).map(({ ticket }) => ticket.reason);
  expect(tickets).toEqual(['human']);
  expect((await said()).filter((text) => text.includes('I have passed this'))).toHaveLength(1);
});

test('two answers that did not help bring the offer of a person, as a button of its own', async () => {
  const { press, event, mention, slack, store, delivered } = await anAnswer();
  await press('No');
  const ts = '1763999990.000100';
  const more = { ...mention.event, ts, thread_ts: mention.event.ts, text: '<@UBOT> can I eat?' };
  await event({ ...mention, event: more });
  await delivered();
  const messages = await slack.messages(slack.community);
  const second = messages.find(({ text }) => text.includes('stop eating'));

  await press('No', undefined, second);
  await delivered();
  const offer = (await slack.messages(slack.community)).at(-1);
  await press('Talk to a person', undefined, offer);

  expect(offer?.text).toContain('I am sorry that did not help.');
  expect(JSON.stringify(offer?.blocks)).not.toContain('Did this help?');
  const tickets = (await store.conversations.openTickets()).map(({ ticket }) => ticket.reason);
  expect(tickets).toEqual(['human']);
});

test('a patient reports an answer: staff get a ticket that names it, the patient approved thanks', async () => {
  const { interact, answer, slack, pat, store, delivered, warning } = await anAnswer();
  const report = aReport(answer, pat, slack.community);

  const { status } = await interact(report);
  await interact(report);
  await delivered();

  expect(status).toBe(200);
  const [found, ...others] = await store.conversations.openTickets();
  expect(others).toEqual([]);
  expect(found?.ticket).toMatchObject({ reason: 'report', urgency: 'routine', hold: false });
  expect(found?.ticket.notes.map(({ text }) => text)).toEqual([
    `Reported as wrong or unclear: answer driving.after-treatment, revision 1 (en) (message 3 of conversation ${found?.conversation.id}).`,
  ]);
  expect(found?.conversation.messages).toHaveLength(3);
  const cards = await slack.messages(slack.staffChannel);
  expect(cards.map(({ text }) => text.split(',')[0])).toEqual(['Ticket 1: report · routine']);
  const [thanks] = await eventually(async () => {
    expect(slack.shownTo(pat)).toHaveLength(2);
    return slack.shownTo(pat);
  });
  expect(thanks).toBe(
    `Thank you for telling us.\n\nI have passed this to our staff.\n\n${warning}`,
  );
});

test('who reports an answer to somebody else has the ticket in a conversation of their own, in private', async () => {
  const { interact, answer, slack, store, conversations, command, delivered, said } =
    await anAnswer();
  const [sam, ana] = [slack.user('sam'), slack.user('ana')];
  await aStaffMember(store, { firstName: 'Ana', login: 'ana', slackUserId: ana });
  const before = await said();

  await interact(aReport(answer, sam, slack.community));
  await command(ana, 'claim 1');
  await delivered();

  const [patient, reporter] = await conversations();
  expect(patient?.tickets).toEqual([]);
  expect(reporter?.tickets).toMatchObject([{ reason: 'report', state: 'claimed' }]);
  expect(reporter?.tickets[0]?.notes[0]?.text).toContain(`of conversation ${patient?.id}`);
  expect(await said()).toEqual(before);
  const direct = await slack.messages(await slack.directChannel(sam));
  expect(direct.at(-1)?.text).toContain('A member of our staff has joined this chat.');
});

test('a report of staff is signed by them', async () => {
  const { interact, answer, slack, store } = await anAnswer();
  const ana = await aStaffMember(store, {
    firstName: 'Ana',
    login: 'ana',
    slackUserId: slack.user('ana'),
  });

  await interact(aReport(answer, slack.user('ana'), slack.community));

  const [found] = await store.conversations.openTickets();
  expect(found?.ticket.notes[0]?.by).toBe(ana.id);
});

test('a report of a message that is not ours opens no ticket', async () => {
  const { interact, answer, slack, pat, store } = await anAnswer();
  const stranger = { ...answer, blocks: [], ts: '1.1' } as unknown as SlackMessage;

  await interact(aReport(stranger, pat, slack.community));

  expect(await store.conversations.openTickets()).toEqual([]);
  await eventually(async () => expect(slack.shownTo(pat)[0]).toContain("I can't help with that."));
});

test('where every message counts a new one at the top is answered, and others’ threads are left alone', async () => {
  const store = await aNotedStore();
  const chat = await aSlackChannel({ store, settings: { SLACK_PATIENT_MESSAGES: 'all' } });
  const { slack } = chat;
  const plain = (user: string, text: string, rest: object = {}) => {
    const mention = aMention({ user, channel: slack.community, text });
    return { ...mention, event: { ...mention.event, type: 'message', text, ...rest } };
  };
  const question = plain(slack.user('pat'), 'can I drive?');
  const thread_ts = question.event.ts;

  await chat.event(question);
  await chat.event(plain(slack.user('sam'), 'I drove after mine', { thread_ts }));
  await chat.event(plain(slack.user('pat'), 'and can I eat?', { thread_ts }));
  await chat.event(plain(slack.user('sam'), 'can I drive?', { thread_ts, text: '<@UBOT> and I?' }));
  await chat.delivered();

  const asked = (await chat.conversations()).map(({ turns }) => turns.length);
  expect(asked).toEqual([2, 1]);
});

test('a sensitive question of a direct message is answered there, without a line about privacy', async () => {
  const { slack, pat, ...chat } = await anAnswer();

  await chat.event(await aDirectMessage({ slack }, { user: pat, text: DOSE }));
  await chat.delivered();

  const direct = (await slack.messages(await slack.directChannel(pat))).map(({ text }) => text);
  expect(direct.at(-1)).toContain("I can't answer questions about how much");
  expect(direct.join()).not.toContain('I sent you a private message.');
});
