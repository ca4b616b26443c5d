import { expect, test } from 'vitest';
import { isAsked, offersPerson } from '../../../../src/conversation/feedback/is-asked.ts';
import { isAside } from '../../../../src/conversation/feedback/press-id.ts';
import type { Files } from '../../../../src/store/lowdb/files/files.ts';
import { memoryFiles } from '../../../../src/store/lowdb/files/memory-files.ts';
import { aContent, KEY, NOW } from '../../answer-bank/an-answer.ts';
import {
  aClinic,
  allTold,
  anAnswerMessage,
  aPatient,
  aRightRevision,
  aWithdrawnRevision,
  idOf,
  keep,
  MODERATOR,
  putRevisions,
  RIGHT_TEXT,
  toldTo,
  WRONG_TEXT,
} from './recall-kit.ts';

test('exactly those who got the wrong words are found, on whatever channel, each once', async () => {
  const { store, recalls } = await aClinic();
  const byStaff = { ...anAnswerMessage(1, 1), from: 'patient' as const };
  const inSpanish = anAnswerMessage(1, 1);
  const spanishPart = { kind: 'answer' as const, ...KEY, locale: 'es' as const, revision: 1 };
  await keep(
    store,
    aPatient('twice', { got: [1, 2, 1] }),
    aPatient('on slack', { channel: 'slack' }),
    aPatient('with staff', { ownership: { owner: 'staff', by: MODERATOR, since: NOW } }),
    aPatient('right words', { got: [2] }),
    aPatient('nothing', { got: [] }),
    { ...aPatient('said it themselves'), messages: [byStaff] },
    { ...aPatient('in spanish'), messages: [{ ...inSpanish, parts: [spanishPart] }] },
  );
  const found = await recalls.receivers(KEY, 1);
  const wanted = [
    { channel: 'slack', conversation: idOf('on slack'), staffHave: false },
    { channel: 'web', conversation: idOf('twice'), staffHave: false },
    { channel: 'web', conversation: idOf('with staff'), staffHave: true },
  ].map((one) => ({ ...one, firstAt: NOW, lastAt: NOW }));
  const byId = (a: { conversation: string }, b: { conversation: string }) =>
    a.conversation.localeCompare(b.conversation);
  expect(found.sort(byId)).toEqual(wanted.sort(byId));
});

test('who got the same words by another number, after a rollback, has got them too', async () => {
  const again = aWithdrawnRevision({ number: 3 });
  const right = aRightRevision({ number: 4 });
  const clinic = await aClinic([aWithdrawnRevision(), aRightRevision(), again, right]);
  await keep(clinic.store, aPatient('first'), aPatient('later', { got: [3] }));
  expect(await clinic.recalls.receivers(KEY, 3)).toHaveLength(2);
});

test('a patient reads that it was wrong, what to do, the right words, and the warning last', async () => {
  const { store, recalls, send } = await aClinic();
  await keep(store, aPatient('pat', { got: [1, 1] }));
  expect(await send()).toMatchObject({ kind: 'started' });
  recalls.start();
  await allTold(store);
  const [message, ...more] = await toldTo(store, 'pat');
  expect(more).toEqual([]);
  const paragraphs = message?.text.split('\n\n') ?? [];
  expect(paragraphs[0]).toContain('Something we told you was wrong.');
  expect(paragraphs[0]).toContain('call 911');
  expect(paragraphs.slice(1, 3)).toEqual(['**What treatment costs**', RIGHT_TEXT]);
  expect(paragraphs.at(-1)).toContain('I am a bot, not a doctor.');
  expect(message && [isAsked(message), offersPerson(message)]).toEqual([false, true]);
});

test('a correction is no turn of the patient: tickets, ownership, dialogue and turns stay as they are', async () => {
  const { store, recalls, send } = await aClinic();
  const before = aPatient('pat', {
    ownership: { owner: 'waiting', hold: true },
    dialogue: { menu: ['a'] },
  });
  await keep(store, before);
  await send();
  recalls.start();
  await allTold(store);
  const { messages, audit, ...after } = (await store.conversations.find(before.id)) ?? before;
  const { messages: _, audit: __, ...unchanged } = before;
  expect(after).toEqual(unchanged);
  expect(messages.slice(0, -1)).toEqual(before.messages);
  expect(messages.map(isAside)).toEqual([false, true]); // a menu before it can still be picked from
  expect(audit.map(({ action }) => action)).toEqual(['correction sent']);
});

test('a patient whom staff have is told all the same, and one on Slack through the outbox', async () => {
  const { store, recalls, send } = await aClinic();
  await keep(
    store,
    aPatient('with staff', { ownership: { owner: 'staff', by: MODERATOR, since: NOW } }),
    aPatient('on slack', { channel: 'slack', address: { channel: 'C1' } }),
  );
  await send();
  recalls.start();
  await allTold(store);
  expect(await toldTo(store, 'with staff')).toHaveLength(1);
  const [message] = await toldTo(store, 'on slack');
  const slack = await store.conversations.find(idOf('on slack'));
  expect(slack?.outbox).toMatchObject([
    { to: 'slack_patient', kind: 'message', about: message?.seq },
  ]);
});

test('without the right words patients are told at once what not to follow, and the rest later', async () => {
  const { store, recalls, send } = await aClinic([aWithdrawnRevision()]);
  await keep(store, aPatient('pat'));
  recalls.start();
  await send();
  await allTold(store);
  const [notice] = await toldTo(store, 'pat');
  expect(notice?.text).toContain('Please do not follow it.');
  expect(notice?.text).toContain('Finding a doctor or clinic');
  expect(notice?.text).not.toContain(WRONG_TEXT);
  expect(await send()).toEqual({ kind: 'already' });

  await putRevisions(store, [aWithdrawnRevision(), aRightRevision()]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await send()).toMatchObject({ kind: 'started' });
  await allTold(store);
  const told = await toldTo(store, 'pat');
  expect(told.map(({ text }) => text.includes(RIGHT_TEXT))).toEqual([false, true]);
  expect(await send()).toEqual({ kind: 'already' });
});

test('nothing is a correction that is not approved, not newer, or says the withdrawn words', async () => {
  const unapproved = aRightRevision({ approvals: [] });
  const sameWords = aRightRevision({ content: aContent({ text: WRONG_TEXT, besideDose: true }) });
  const draft = aRightRevision({ state: 'draft' });
  for (const other of [unapproved, sameWords, draft]) {
    const { recalls } = await aClinic([aWithdrawnRevision(), other]);
    expect(await recalls.offer(KEY, 1)).toMatchObject({ words: 'notice' });
  }
  const older = aRightRevision({ number: 1 });
  const { recalls } = await aClinic([older, aWithdrawnRevision({ number: 2 })]);
  expect(await recalls.offer(KEY, 2)).toMatchObject({ words: 'notice' });
});

test('what is not withdrawn is not recalled, and not in other words than were read', async () => {
  const { recalls, send } = await aClinic();
  expect(await send(2)).toEqual({ kind: 'not_withdrawn' });
  expect(await send(9)).toEqual({ kind: 'no_such_revision' });
  const unread = { by: MODERATOR, textHash: 'of other words' };
  expect(await recalls.send(KEY, 1, unread)).toEqual({ kind: 'changed' });
  expect(await recalls.all()).toEqual([]);
});

test('of two moderators who send at the same moment one begins the recall', async () => {
  const { send } = await aClinic();
  const outcomes = await Promise.all([send(), send()]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'started']);
});

test('a program that ends in the middle goes on after its restart, and tells nobody twice', async () => {
  const files = memoryFiles();
  const dying = filesUntil(files, { corrections: 3 });
  const before = await aClinic(undefined, { files: dying.files });
  const patients = ['a', 'b', 'c', 'd', 'e', 'f'];
  await keep(before.store, ...patients.map((who) => aPatient(who)));
  await before.send();
  before.recalls.start();
  await dying.death;
  await before.recalls.stop();

  const { store, recalls } = await aClinic(undefined, { files });
  recalls.start();
  await allTold(store);
  const told = await Promise.all(patients.map((who) => toldTo(store, who)));
  expect(told.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1]);
  const [recall] = await recalls.all();
  expect(recall?.rounds).toMatchObject([{ words: 'correction', done: { conversations: 6 } }]);
  const entries = (await store.audit.latest(99)).reverse();
  const count = (action: string) => entries.filter((entry) => entry.action === action).length;
  expect(['recall started', 'correction sent', 'recall finished'].map(count)).toEqual([1, 6, 1]);
  expect(JSON.stringify(entries)).not.toContain(RIGHT_TEXT);
  expect(await store.audit.verify()).toMatchObject({ brokenAt: undefined });
});

test('a disk that is full for a while delays a correction and loses none', async () => {
  let full = true;
  const memory = memoryFiles();
  const files: Files = {
    ...memory,
    replace: (path, text) => {
      const isFull = full && path.includes('conversations') && text.includes('recall_');
      return isFull ? Promise.reject(new Error('ENOSPC')) : memory.replace(path, text);
    },
  };
  const { store, recalls, send } = await aClinic(undefined, { files });
  await keep(store, aPatient('pat'));
  await send();
  recalls.start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await toldTo(store, 'pat')).toEqual([]);
  full = false;
  await allTold(store);
  expect(await toldTo(store, 'pat')).toHaveLength(1);
});

test('a turn that was deciding while the words were withdrawn is found, and its patient is told', async () => {
  const { store, recalls, send } = await aClinic();
  await keep(store, aPatient('early'));
  const stop = store.watch((event) => {
    if (event.kind !== 'conversation' || event.id !== idOf('early')) return;
    stop();
    void keep(store, aPatient('late'));
  });
  await send();
  recalls.start();
  await allTold(store);
  expect(await toldTo(store, 'late')).toHaveLength(1);
  expect((await recalls.all())[0]?.rounds[0]?.done?.conversations).toBe(2);
});

test('a patient who writes while it runs loses nothing', async () => {
  const { store, recalls, send } = await aClinic();
  await keep(store, ...['a', 'b', 'c'].map((who) => aPatient(who)));
  await send();
  recalls.start();
  const write = (seq: number) =>
    store.conversations.update(idOf('b'), async (current) => {
      const before = current ?? aPatient('b');
      const said = { ...anAnswerMessage(before.messages.length + 1, 2), id: `p_${seq}` };
      return { next: { ...before, messages: [...before.messages, said] }, result: undefined };
    });
  for (let seq = 0; seq < 20; seq += 1) await write(seq);
  await allTold(store);
  const messages = (await store.conversations.find(idOf('b')))?.messages ?? [];
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
  expect(messages.filter(({ id }) => id.startsWith('p_'))).toHaveLength(20);
  expect(await toldTo(store, 'b')).toHaveLength(1);
});

test('when the right words are withdrawn while they are sent, the rest learns that it was wrong', async () => {
  const { store, recalls, send } = await aClinic();
  await keep(store, ...['a', 'b', 'c'].map((who) => aPatient(who)));
  await send();
  const wrongToo = { state: 'retired', withdrawn: aWithdrawnRevision().withdrawn } as const;
  await putRevisions(store, [aWithdrawnRevision(), aRightRevision(wrongToo)]);
  await new Promise((resolve) => setImmediate(resolve));
  recalls.start();
  await allTold(store);
  const [message] = await toldTo(store, 'a');
  expect(message?.text).toContain('Please do not follow it.');
  const third = aRightRevision({ number: 3, content: aContent({ text: 'Prices differ.' }) });
  await putRevisions(store, [aWithdrawnRevision(), aRightRevision(wrongToo), third]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await send()).toMatchObject({ kind: 'started' });
  await allTold(store);
  expect((await toldTo(store, 'a')).at(-1)?.text).toContain('Prices differ.');
});

/** The files of a process that is killed when it writes one correction more: nothing is written from then on. */
function filesUntil(files: Files, { corrections }: { corrections: number }) {
  let die = () => {};
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  let left = corrections;
  const unlessDead = <Result>(write: () => Promise<Result>): Promise<Result> => {
    if (left >= 0) return write();
    die();
    return Promise.reject(new Error('killed'));
  };
  const mortal: Files = {
    ...files,
    replace(path, text) {
      if (path.includes('conversations') && text.includes('recall_')) left -= 1;
      return unlessDead(() => files.replace(path, text));
    },
    append: (path, text, place) => unlessDead(() => files.append(path, text, place)),
  };
  return { files: mortal, death };
}
