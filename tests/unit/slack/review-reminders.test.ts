import { expect, test } from 'vitest';
import { createReminders } from '../../../src/conversation/reminders/create-reminders.ts';
import { answersToReview } from '../../../src/conversation/reminders/due-reminders.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { aContent, anAnswer, aRevision } from '../answer-bank/an-answer.ts';
import { aNotedStore, aSlackChannel, aStaffMember } from './slack-kit.ts';

const NINE = '2026-11-23T14:00:00.000Z'; // in New York
const DAY_MS = 24 * 60 * 60_000;

const later = (days: number, from = NINE) =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();

/** An answer whose published revision is to be reviewed so many days after nine. */
async function withAnswer(store: Store, id: string, days: number, title = `About ${id}`) {
  const revision = aRevision({ content: aContent({ title }), reviewBy: later(days) });
  const answer = anAnswer([revision], { id: AnswerId.parse(id) });
  await store.answers.update(answer, async () => ({ next: answer, result: undefined }));
}

/** Slack, and the look of a morning, taken by hand. */
async function aMorning() {
  const store = await aNotedStore();
  let at = NINE;
  const channel = await aSlackChannel({ store, now: () => at });
  const look = async (moment: string) => {
    at = moment;
    const reminders = createReminders({
      store,
      ways: { slack: true, email: false },
      timeZone: 'America/New_York',
      now: () => at,
      wait: async () => {},
      log: channel.log,
    });
    await reminders.look();
    await channel.delivered();
  };
  const posts = async () =>
    (await channel.slack.messages(channel.slack.staffChannel)).map(({ text }) => text);
  return { ...channel, store, look, posts };
}

test('moderators are reminded in the staff channel of an answer to review, with a link, and once', async () => {
  const { store, slack, look, posts } = await aMorning();
  await withAnswer(store, 'provider.cost', 20, 'What treatment <costs>');
  await aStaffMember(store, {
    firstName: 'Mo',
    login: 'mo',
    role: 'moderator',
    slackUserId: slack.user('ben'),
  });

  await look(NINE);
  await look(later(1));
  await look(later(2));

  expect(await posts()).toEqual([
    `<@${slack.user('ben')}> *Answers to review*\n• <https://chat.example.org/console/answers/en/provider.cost|What treatment &lt;costs&gt;> (en): review within 30 days, by 2026-12-13`,
  ]);
});

test('the reminders come at 30, 7 and 1 days and when the date is past, whatever mornings were missed', async () => {
  const { store, look, posts } = await aMorning();
  await withAnswer(store, 'provider.cost', 40);

  for (const days of [0, 10, 11, 33, 36, 39, 39.5, 40.5, 50]) await look(later(days));

  const said = (await posts()).map((text) => /: \*?(.*?)\*?, by/.exec(text)?.[1]);
  expect(said).toEqual([
    'review within 30 days',
    'review within 7 days',
    'review within *a day',
    'past its review date, so it is not sent any more',
  ]);
});

test('a morning’s reminders are one post, the most pressing first', async () => {
  const { store, look, posts } = await aMorning();
  await withAnswer(store, 'prep.food-drink', 25);
  await withAnswer(store, 'provider.cost', -3);
  await withAnswer(store, 'driving.after-treatment', 5);
  await withAnswer(store, 'aftercare.sleep', 90);

  await look(NINE);

  const [post, ...others] = await posts();
  expect(others).toEqual([]);
  expect([...(post ?? '').matchAll(/About (\S+?)>/g)].map(([, id]) => id)).toEqual([
    'provider.cost',
    'driving.after-treatment',
    'prep.food-drink',
  ]);
});

test('nothing is said before nine in the clinic’s morning, nor twice on a day', async () => {
  const { store, look, posts } = await aMorning();
  await withAnswer(store, 'provider.cost', 20);

  await look('2026-11-23T13:59:00.000Z');
  const early = await posts();
  await look('2026-11-23T14:00:00.000Z');
  await look('2026-11-23T23:00:00.000Z');

  expect(early).toEqual([]);
  expect(await posts()).toHaveLength(1);
});

test('an answer that was published anew while Slack was down is not reminded of', async () => {
  const { store, slack, look, posts } = await aMorning();
  await withAnswer(store, 'provider.cost', 20);
  await withAnswer(store, 'prep.food-drink', 20);
  let isDown = true;
  slack.disturb(() => (isDown ? { kind: 'down' } : undefined));

  const looked = look(NINE);
  await withAnswer(store, 'provider.cost', 365);
  isDown = false;
  await looked;

  const [post, ...others] = await posts();
  expect(others).toEqual([]);
  expect(post).toContain('prep.food-drink');
});

test('a reminder whose answer was lost is not posted twice', async () => {
  const { store, slack, look, posts } = await aMorning();
  await withAnswer(store, 'provider.cost', 20);
  let lost = false;
  slack.disturb(({ method }) => {
    if (method !== 'chat.postMessage' || lost) return undefined;
    lost = true;
    return { kind: 'answer_lost' };
  });

  await look(NINE);

  expect(await posts()).toHaveLength(1);
});

test('only what is published has a review; an older revision has none any more', () => {
  const near = { reviewBy: later(3) };
  const answer = anAnswer([
    aRevision({ ...near, state: 'replaced' }),
    aRevision({ ...near, number: 2, state: 'retired' }),
    aRevision({ ...near, number: 3, state: 'draft' }),
    aRevision({ reviewBy: later(300), number: 4 }),
  ]);

  expect(answersToReview([answer], NINE)).toEqual([]);
});
