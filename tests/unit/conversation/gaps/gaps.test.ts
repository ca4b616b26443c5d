import { expect, onTestFinished, test } from 'vitest';
import type { Deed } from '../../../../src/conversation/gaps/create-gaps.ts';
import { IntentId, StaffId } from '../../../../src/domain/ids.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { type Asked, aDialogue, pastParts } from '../../../support/past-kit.ts';

const MIA = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const NOA = StaffId.parse('s_bbbbbbbbbbbbbbbb');
const PARKING = IntentId.parse('contact.parking');
const OUTSIDE = IntentId.parse('out_of_scope.everyday');

const asExample: Deed = {
  decision: 'example',
  intent: PARKING,
  locale: 'en',
  text: 'is there parking at your place',
};

async function aClinic() {
  const clock = { at: '2026-11-22T15:00:00.000Z' };
  const now = () => clock.at;
  const store = await openMemoryStore({ now });
  const parts = pastParts({ store, now });
  parts.past.start();
  onTestFinished(async () => {
    await parts.past.stop();
    await store.close();
  });
  let patients = 0;
  const ask = (text: string, at: string, rest: Partial<Asked> = {}) =>
    aDialogue(store, {
      secret: `patient ${++patients}`,
      asked: [{ text, at, reply: 'fallback', ...rest }],
    });
  return { ...parts, store, ask, clock };
}

const at = (time: string) => `2026-11-22T${time}:00.000Z`;

async function withParking() {
  const clinic = await aClinic();
  await clinic.ask('is there parking at the clinic?', at('10:00'));
  await clinic.ask('Is there any parking at the clinic', at('12:00'));
  await clinic.ask('do you sell gift cards', at('11:00'));
  const [parking, cards] = await clinic.gaps.open();
  if (!parking || !cards) throw new Error('two groups were asked for');
  return { ...clinic, parking, cards };
}

test('questions much alike are one group, others stand apart, and the frequent come first', async () => {
  const { parking, cards } = await withParking();
  expect(parking).toMatchObject({
    text: 'Is there any parking at the clinic',
    asked: 2,
    patients: 2,
    kinds: { not_understood: 2 },
    firstAt: at('10:00'),
    lastAt: at('12:00'),
  });
  expect(cards).toMatchObject({ text: 'do you sell gift cards', asked: 1 });
});

test('typing errors do not part a group', async () => {
  const { gaps, ask } = await withParking();
  await ask('is there parkign at the clinic?', at('13:00'));
  expect((await gaps.open())[0]).toMatchObject({ asked: 3 });
});

test('groups stay what they are while new questions arrive, and are the same in another process', async () => {
  const { gaps, ask, parking, cards, store, clock } = await withParking();
  await ask('where can I park my car at the clinic', at('13:00'));
  await ask('gift cards?', at('13:01'));
  await ask('is there a bus to the clinic', at('13:02'));
  const before = await gaps.open();
  const others = pastParts({ store, now: () => clock.at });
  others.past.start();
  onTestFinished(() => others.past.stop());
  await expect.poll(() => others.past.progress().complete).toBe(true);
  const after = await others.gaps.open();
  const shape = (groups: typeof before) =>
    groups.map(({ id, turns }) => [id, turns.map(({ unmet }) => unmet.text)]);
  expect(shape(after)).toEqual(shape(before));
  expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining([parking.id, cards.id]));
});

test('the newest, or the most frequent, can come first', async () => {
  const { gaps, ask } = await withParking();
  await ask('is there wifi', at('14:00'));
  expect((await gaps.open('newest'))[0]?.text).toBe('is there wifi');
  expect((await gaps.open('most'))[0]?.asked).toBe(2);
});

test('a patient who still reads the buttons is given ten minutes', async () => {
  const { gaps, ask, clock } = await aClinic();
  await ask('machines', at('14:55'), {
    reply: 'clarification',
    blocks: ['R-CLARIFY'],
    choices: ['A', 'B'],
  });
  expect(await gaps.open()).toEqual([]);
  clock.at = at('15:06');
  expect(await gaps.open()).toMatchObject([{ text: 'machines', kinds: { not_picked: 1 } }]);
});

test('a group that was added as an example is gone, and comes back when it is asked again', async () => {
  const { gaps, ask, parking, shelf, clock } = await withParking();
  const outcome = await gaps.decide(parking.id, asExample, MIA);
  expect(outcome).toMatchObject({ kind: 'decided', decided: { decision: 'example', asked: 2 } });
  expect([...shelf.taken.values()]).toMatchObject([
    { text: 'is there parking at your place', intent: PARKING, by: MIA, from: 'gap' },
  ]);
  expect((await gaps.open()).map(({ id }) => id)).not.toContain(parking.id);
  clock.at = at('17:00');
  await ask('is there parking at the clinic please', at('16:00'));
  expect((await gaps.open()).find(({ id }) => id === parking.id)).toMatchObject({
    asked: 3,
    again: { times: 1, decided: { decision: 'example', by: MIA } },
  });
});

test('a decision is audited, and neither it nor the audit holds words of a patient', async () => {
  const { gaps, parking, store } = await withParking();
  await gaps.decide(parking.id, { decision: 'dismissed' }, MIA);
  const [entry] = await store.audit.latest(1);
  expect(entry).toMatchObject({
    by: MIA,
    action: 'gap decided',
    subject: `gap ${parking.id}`,
    details: { decision: 'dismissed' },
  });
  const kept = JSON.stringify([entry, await store.documents.find('gaps')]);
  expect(kept).not.toMatch(/parking|clinic/i);
});

test('of two moderators who decide at once the second is told of the first, and nothing of theirs stays', async () => {
  const { gaps, parking, shelf } = await withParking();
  const outcomes = await Promise.all([
    gaps.decide(parking.id, { decision: 'dismissed' }, MIA),
    gaps.decide(parking.id, asExample, NOA),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already_decided', 'decided']);
  const [decided] = await gaps.decided();
  expect(shelf.taken.size).toBe(decided?.decision === 'example' ? 1 : 0);
});

test('an example that is refused leaves the group open', async () => {
  const { gaps, parking } = await withParking();
  const refused = await gaps.decide(parking.id, { ...asExample, text: 'refuse-me' }, MIA);
  expect(refused).toMatchObject({ kind: 'example_refused' });
  expect((await gaps.open())[0]?.id).toBe(parking.id);
});

test('a decision taken back opens the group again and drops its example', async () => {
  const { gaps, cards, shelf } = await withParking();
  await gaps.decide(cards.id, { ...asExample, decision: 'out_of_scope', intent: OUTSIDE }, MIA);
  expect(await gaps.undo(cards.id, NOA)).toEqual({ kind: 'undone', exampleStays: false });
  expect(shelf.taken.size).toBe(0);
  expect((await gaps.open()).map(({ id }) => id)).toContain(cards.id);
  expect(await gaps.undo(cards.id, NOA)).toEqual({ kind: 'no_such_gap' });
});

test('who takes back a decision whose example is live is told that it stays', async () => {
  const { gaps, cards, shelf } = await withParking();
  await gaps.decide(cards.id, asExample, MIA);
  shelf.taken.clear();
  expect(await gaps.undo(cards.id, MIA)).toEqual({ kind: 'undone', exampleStays: true });
});

test('a group is decided on again when it came back', async () => {
  const { gaps, ask, parking, clock } = await withParking();
  await gaps.decide(parking.id, { decision: 'drafted' }, MIA);
  clock.at = at('17:00');
  await ask('is there parking at the clinic', at('16:00'));
  clock.at = at('18:00');
  expect(await gaps.decide(parking.id, { decision: 'dismissed' }, NOA)).toMatchObject({
    kind: 'decided',
  });
  expect(await gaps.decided()).toMatchObject([{ decision: 'dismissed', by: NOA, asked: 3 }]);
});

test('an erased conversation leaves its group', async () => {
  const { gaps, store, cards } = await withParking();
  const [turn] = cards.turns;
  if (turn) await store.conversations.erase(turn.conversation);
  expect((await gaps.open()).map(({ id }) => id)).not.toContain(cards.id);
  expect(await gaps.decide(cards.id, { decision: 'dismissed' }, MIA)).toEqual({
    kind: 'no_such_gap',
  });
});
