import { expect, onTestFinished, test } from 'vitest';
import type { RunInWorker } from '../../../../src/classifier/live/run-in-worker.ts';
import { createExampleDesk } from '../../../../src/conversation/examples/create-example-desk.ts';
import type { Preview } from '../../../../src/conversation/preview/preview.ts';
import type { TriedQuestion } from '../../../../src/conversation/preview/questions/question-set.ts';
import type { SafetyGate } from '../../../../src/domain/concern.ts';
import { IntentId, newStaffId } from '../../../../src/domain/ids.ts';
import { redact } from '../../../../src/safety/redact.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { aConcern, T0 } from '../../../support/turn-kit.ts';
import { aLiveClassifier } from '../../classifier/live/live-kit.ts';

const BY = newStaffId();
const DRIVING = IntentId.parse('driving.after_treatment');
const CLOTHES = IntentId.parse('prep.clothes');

const jalopy = (text: string) => ({ text, intent: DRIVING, locale: 'en' as const, by: BY });
const JALOPY = ['zoom off in my jalopy', 'jalopy the same evening', 'is my jalopy allowed'];

const QUESTION: TriedQuestion = {
  source: 'shipped',
  id: 'shipped/1',
  text: 'will they let me take the wheel of my old truck',
  locale: 'en',
  expect: 'driving',
};

const gate: SafetyGate = {
  version: 'test',
  check: ({ text }) => ({
    concerns: text.includes('how much') ? [aConcern({ concern: 'dose' })] : [],
    modifiers: [],
  }),
};

const calm = { figures: [] } as unknown as Preview;
const fallen = {
  figures: [
    {
      figure: 'drivingElsewhere',
      before: { count: 0, of: 9 },
      after: { count: 1, of: 9 },
      fell: true,
    },
  ],
} as unknown as Preview;

/** A desk with a real classifier on a small catalogue; the preview says what it is told to. */
async function aDesk({
  preview = calm,
  ...worker
}: {
  preview?: Preview;
  inWorker?: RunInWorker;
} = {}) {
  const store = await openMemoryStore({ now: () => T0 });
  const live = await aLiveClassifier(worker);
  onTestFinished(() => live.close());
  const shown = { preview };
  const desk = createExampleDesk({
    store,
    live,
    preview: { ofClassifier: async () => shown.preview },
    questions: async () => [QUESTION],
    gate,
    redact,
    now: () => T0,
    log: silentLog,
  });
  const actions = async () => (await store.audit.latest(20)).map(({ action }) => action).reverse();
  const answerTo = (text: string) => {
    const found = live.classifier.classify(text);
    return found.kind === 'confident' ? found.intent : found.kind;
  };
  return { desk, live, store, shown, actions, answerTo };
}

test('an example waits with who proposed it, and its words are not in the audit trail', async () => {
  const { desk, store } = await aDesk();
  const outcome = await desk.propose({ ...jalopy(' zoom off in my jalopy '), from: 'gap' });
  expect(outcome).toMatchObject({ kind: 'proposed' });
  expect(await desk.pending()).toMatchObject([
    { text: 'zoom off in my jalopy', intent: DRIVING, by: BY, from: 'gap', at: T0 },
  ]);
  const [entry] = await store.audit.latest(1);
  expect(entry).toMatchObject({ action: 'example proposed', by: BY, details: { intent: DRIVING } });
  expect(JSON.stringify(entry)).not.toContain('jalopy');
});

test.each([
  ['that the safety gate stops', 'how much may I take', 'concern'],
  ['that tells who somebody is', 'call me at 415-555-0132 about driving', 'identifier'],
  ['of nothing but dots', '...', 'words'],
  ['that is longer than a message', `can i drive ${'again '.repeat(60)}`, 'too_long'],
  [
    'that is nearly a test question',
    'Will they let me take the wheel of my old truck?!',
    'test_question',
  ],
  ['that is an example already', 'When can I drive again?', 'duplicate'],
])('an example %s is refused with what to do', async (_what, text, rule) => {
  const { desk } = await aDesk();
  expect(await desk.propose(jalopy(text))).toMatchObject({ kind: 'refused', rule });
  expect(await desk.pending()).toEqual([]);
});

test('an example of an intent that does not exist, or of another intent, is refused', async () => {
  const { desk } = await aDesk();
  const nowhere = IntentId.parse('driving.to_the_moon');
  expect(await desk.propose({ ...jalopy('to the moon'), intent: nowhere })).toMatchObject({
    rule: 'no_intent',
  });
  expect(
    await desk.propose({ ...jalopy('when can i drive again'), intent: CLOTHES }),
  ).toMatchObject({
    rule: 'duplicate',
    problem: expect.stringContaining('driving.after_treatment'),
  });
});

test('of two who propose the same words at once, one is told that they wait already', async () => {
  const { desk } = await aDesk();
  const outcomes = await Promise.all([
    desk.propose(jalopy('zoom off in my jalopy')),
    desk.propose(jalopy('Zoom off in my jalopy!')),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['proposed', 'refused']);
  expect(await desk.pending()).toHaveLength(1);
});

test('a dropped example is gone, and dropping it twice is no mistake', async () => {
  const { desk, actions } = await aDesk();
  await desk.propose(jalopy('zoom off in my jalopy'));
  const [example] = await desk.pending();
  expect(await desk.drop(example?.id ?? '', BY)).toBe('dropped');
  expect(await desk.drop(example?.id ?? '', BY)).toBe('none');
  expect(await actions()).toEqual(['example proposed', 'example dropped']);
});

test('examples are tried without a change for patients, put live together, and taken back', async () => {
  const { desk, answerTo, actions } = await aDesk();
  for (const text of JALOPY) await desk.propose(jalopy(text));
  expect(await desk.publish(BY)).toEqual({ kind: 'needs_try' });
  expect(await desk.tryOut()).toMatchObject({ kind: 'ready' });
  expect(await desk.trying()).toMatchObject({ state: 'tried', isFresh: true });
  expect(answerTo('zoom off in the jalopy')).not.toBe(DRIVING);

  expect(await desk.publish(BY)).toEqual({ kind: 'published', count: 3 });
  expect(answerTo('zoom off in the jalopy')).toBe(DRIVING);
  expect(await desk.pending()).toEqual([]);
  expect(await desk.batches()).toMatchObject([{ isLive: true, examples: [{}, {}, {}] }]);

  expect(await desk.rollback(BY)).toEqual({ kind: 'rolled_back' });
  expect(answerTo('zoom off in the jalopy')).not.toBe(DRIVING);
  expect(await desk.pending()).toHaveLength(3);
  expect(await desk.batches()).toMatchObject([{ isLive: false, takenBack: { by: BY } }]);
  expect(await desk.rollback(BY)).toEqual({ kind: 'nothing_to_go_back_to' });
  expect((await actions()).slice(-2)).toEqual(['examples put live', 'examples taken back']);
});

test('an example that was proposed after the try is not put live with the others', async () => {
  const { desk } = await aDesk();
  for (const text of JALOPY) await desk.propose(jalopy(text));
  await desk.tryOut();
  await desk.propose(jalopy('my banger after the visit'));
  expect(await desk.trying()).toMatchObject({ state: 'tried', isFresh: false });
  expect(await desk.publish(BY)).toEqual({ kind: 'needs_try' });
});

test('examples under the wrong question are refused with the figures that fall', async () => {
  const { desk, answerTo } = await aDesk();
  for (const when of ['today', 'tonight', 'soon', 'then', 'there', 'later', 'at all', 'at night']) {
    for (const start of ['can i drive', 'when can i drive', 'is it safe to drive']) {
      await desk.propose({ ...jalopy(`${start} ${when}`), intent: CLOTHES });
    }
  }
  const outcome = await desk.tryOut();
  expect(outcome).toMatchObject({
    kind: 'refused',
    why: expect.arrayContaining([expect.any(String)]),
  });
  expect(await desk.publish(BY)).toEqual({ kind: 'needs_try' });
  expect(answerTo('can i drive home after my infusion')).toBe(DRIVING);
});

test('a safety figure that falls on the real path refuses examples too', async () => {
  const { desk } = await aDesk({ preview: fallen });
  for (const text of JALOPY) await desk.propose(jalopy(text));
  expect(await desk.tryOut()).toMatchObject({
    kind: 'refused',
    why: ['Driving questions answered with another topic: 1 of 9, and 0 now.'],
  });
});

test('a bank that changed since the try, so that a figure falls now, keeps the examples back', async () => {
  const { desk, shown, answerTo } = await aDesk();
  for (const text of JALOPY) await desk.propose(jalopy(text));
  await desk.tryOut();
  shown.preview = fallen;
  expect(await desk.publish(BY)).toEqual({ kind: 'needs_try' });
  expect(answerTo('zoom off in the jalopy')).not.toBe(DRIVING);
});

test('without anything that waits there is nothing to try or to put live', async () => {
  const { desk } = await aDesk();
  expect(await desk.tryOut()).toEqual({ kind: 'nothing_pending' });
  expect(await desk.publish(BY)).toEqual({ kind: 'nothing_pending' });
});

/** Works until it is told to stop. */
const endless: RunInWorker = (_job, { signal } = {}) =>
  new Promise((_done, failed) => {
    if (signal?.aborted) failed(signal.reason);
    signal?.addEventListener('abort', () => failed(signal.reason));
  });

test('only one try runs at a time, and it can be stopped', async () => {
  const { desk } = await aDesk({ inWorker: endless });
  await desk.propose(jalopy('zoom off in my jalopy'));
  const first = desk.tryOut();
  expect(await desk.trying()).toMatchObject({ state: 'running', stage: 'judging the examples' });
  expect(await desk.tryOut()).toEqual({ kind: 'busy' });
  desk.stop();
  expect(await first).toEqual({ kind: 'stopped' });
  expect(await desk.trying()).toMatchObject({ state: 'tried', outcome: { kind: 'stopped' } });
});
