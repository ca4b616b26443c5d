import { expect, test } from 'vitest';
import { seedBank } from '../../../src/answer-bank/seed-bank.ts';
import type {
  AnswerList,
  AnswerView,
  DraftTarget,
  MadeDraft,
} from '../../../src/console/wire/answers.ts';
import type { CannedTextView, TicketView } from '../../../src/console/wire.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import {
  anAdmin,
  aStaffMember,
  aTicket,
  type Caller,
  drivingContent,
  openConsole,
} from '../../support/console.ts';

const NOW = '2026-11-22T15:00:00.000Z';
const CANNED = AnswerId.parse('canned.please-call');

async function aDesk({ mode = 'demo' }: { mode?: 'demo' | 'live' } = {}) {
  const opened = await openConsole({ mode, now: () => NOW });
  const { intents: _, ...content } = drivingContent;
  const file = {
    id: CANNED,
    locale: 'en' as const,
    content: {
      ...content,
      intents: [],
      use: 'staff' as const,
      title: 'Please call us',
      text: 'Please call us at {clinic.phone}.',
    },
    file: 'canned/please-call.en.md',
    lines: {},
  };
  await seedBank([file], { store: opened.store, now: () => NOW });
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const texts = async () => {
    const response = await ana.get('/canned-texts?locale=en');
    return response.json<{ texts: CannedTextView[] }>().texts;
  };
  return { ...opened, admin, ana, texts };
}

/** Ana claims a ticket and sends these words; gives back where they stand. */
async function aReply({ store, ana }: Awaited<ReturnType<typeof aDesk>>, text: string) {
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const sent = await ana.post(`/tickets/${number}/reply`, { text, actionId: 'a'.repeat(26) });
  const { messages } = sent.json<TicketView>();
  const seq = messages.findLast(({ from }) => from === 'staff')?.seq;
  return { number, seq, path: `/tickets/${number}/messages/${seq}/draft` };
}

test('in demo mode a canned text is offered as a sample, with the clinic’s facts filled in', async () => {
  const { texts } = await aDesk();
  expect(await texts()).toEqual([
    {
      id: 'canned.please-call',
      title: 'Please call us',
      text: 'Please call us at 555-0100 (sample number).',
      sample: true,
    },
  ]);
});

const NO_CONTACT = {
  email: null,
  slackUserId: null,
  away: false,
  duties: { onCall: null, medicalDirector: false, safeguarding: false },
};

test('in live mode a canned text is offered once others approved it', async () => {
  const desk = await aDesk({ mode: 'live' });
  expect(await desk.texts()).toEqual([]);
  const path = '/answers/en/canned.please-call';
  const [revision] = (await desk.admin.get(path)).json<AnswerView>().revisions;
  const approve = (caller: Caller, kind: string) =>
    caller.post(`${path}/revisions/1/approve`, { kind, contentHash: revision?.contentHash });
  const mia = await aStaffMember(desk, desk.admin, { login: 'mia', role: 'moderator' });
  await desk.admin.post(`/people/${mia.id}/contact`, { ...NO_CONTACT, credential: 'nurse' });
  await approve(mia, 'clinical');
  expect(await desk.texts()).toEqual([]);
  await approve(desk.admin, 'plain_language');
  expect(await desk.texts()).toMatchObject([{ id: 'canned.please-call', sample: false }]);
});

test('canned texts stand on a shelf of their own among the answers', async () => {
  const { admin } = await aDesk();
  const { answers } = (await admin.get('/answers?topic=canned')).json<AnswerList>();
  expect(answers).toMatchObject([{ id: 'canned.please-call', topic: 'canned', intents: [] }]);
});

test('the questions that a reply can become an answer to name the answer they have', async () => {
  const { ana } = await aDesk();
  const { targets } = (await ana.get('/draft-targets?locale=en')).json<{
    targets: DraftTarget[];
  }>();
  expect(targets.map(({ intent, answer }) => [intent, answer?.id ?? null])).toEqual([
    ['driving.after_treatment', 'driving.after-treatment'],
    ['driving.machines', null],
  ]);
});

test('a reply becomes a draft of a new answer, redacted, by its maker, with what is wrong with it', async () => {
  const desk = await aDesk();
  const { path, number } = await aReply(desk, 'Do not use a bike. Call Ben at 415-555-0132.');
  const made = await desk.ana.post(path, {
    use: 'patients',
    id: 'driving.machines',
    title: 'Bikes and machines',
    intent: 'driving.machines',
  });
  expect(made.json<MadeDraft>()).toMatchObject({ id: 'driving.machines', revision: 1 });
  const rules = made.json<MadeDraft>().problems.map(({ rule }) => rule);
  expect(rules).toContain('open_place');
  const view = (await desk.admin.get('/answers/en/driving.machines')).json<AnswerView>();
  expect(view.revisions[0]).toMatchObject({
    state: 'draft',
    author: { firstName: 'Ana' },
    note: `From a reply in ticket ${number}`,
    content: {
      text: expect.stringMatching(/^Do not use a bike\. Call Ben at \[phone\]\.$/),
      intents: ['driving.machines'],
    },
  });
  const submitted = await desk.admin.post('/answers/en/driving.machines/revisions/1/submit');
  expect(submitted.json()).toMatchObject({ code: 'refused' });
});

test('a reply becomes a new wording of an answer that is there, which stays live as it was', async () => {
  const desk = await aDesk();
  const text = 'Do not drive until 24 hours have passed and you have had a full night of sleep.';
  const { path } = await aReply(desk, text);
  const made = await desk.ana.post(path, {
    use: 'patients',
    id: 'driving.after-treatment',
    title: 'Driving after treatment',
    intent: 'driving.after_treatment',
  });
  expect(made.json()).toMatchObject({ revision: 2, problems: [] });
  const view = (await desk.admin.get('/answers/en/driving.after-treatment')).json<AnswerView>();
  expect([view.live, view.revisions[0]?.content.sources]).toEqual([1, drivingContent.sources]);
  const again = await desk.ana.post(path, {
    use: 'patients',
    id: 'driving.after-treatment',
    title: 'Driving after treatment',
    intent: 'driving.after_treatment',
  });
  expect(again.json()).toMatchObject({ code: 'refused' });
});

test('a reply becomes a canned text, and never one of the answers to patients', async () => {
  const desk = await aDesk();
  const { path } = await aReply(desk, 'We will look at this with your doctor.');
  const body = { use: 'staff', id: 'canned.looking', title: 'We look at this' };
  expect((await desk.ana.post(path, body)).json()).toMatchObject({ revision: 1 });
  const taken = await desk.ana.post(path, { ...body, id: 'driving.after-treatment' });
  expect(taken.json()).toMatchObject({ code: 'refused' });
});

test('what the bot or the patient said becomes no draft', async () => {
  const desk = await aDesk();
  const { number } = await aReply(desk, 'Hello.');
  for (const seq of [1, 2, 99]) {
    const response = await desk.ana.post(`/tickets/${number}/messages/${seq}/draft`, {
      use: 'staff',
      id: 'canned.hello',
      title: 'Hello',
    });
    expect([seq, response.json().code]).toEqual([seq, 'no_such_message']);
  }
});
