import { describe, expect, test } from 'vitest';
import { createAnswerBank } from '../../../../src/answer-bank/answer-bank.ts';
import { createClinicDesk } from '../../../../src/answer-bank/slots/clinic-desk.ts';
import { createSender } from '../../../../src/conversation/reply/sender.ts';
import { SAMPLE_CLINIC } from '../../../../src/domain/clinic.ts';
import type { Message } from '../../../../src/domain/conversation.ts';
import { loadBlocks } from '../../../../src/safety/load-blocks.ts';
import type { Store } from '../../../../src/store/store.ts';
import {
  aContent,
  anAnswer,
  aRevision,
  aStaffId,
  aStoreWith,
  COST,
  KEY,
  NOW,
} from '../an-answer.ts';

const [ANA, BEN, CLEO] = ['a', 'b', 'c'].map(aStaffId) as [
  ReturnType<typeof aStaffId>,
  ReturnType<typeof aStaffId>,
  ReturnType<typeof aStaffId>,
];
const TEXT =
  'Call {clinic.phone}. {if clinic.plans}We work with:\n\n{clinic.plans}\n\nAsk.{else}Ask about plans.{end}';

const aDesk = (store: Store) =>
  createClinicDesk({ store, settings: SAMPLE_CLINIC, now: () => NOW });
type Desk = Awaited<ReturnType<typeof aDesk>>;

const hashOf = (desk: Desk, number: number) =>
  desk.record().revisions.find((revision) => revision.number === number)?.hash ?? '';

/** Written by Ana on what is newest, signed by Ben. */
async function inForce(desk: Desk, facts: object, credential?: 'nurse'): Promise<void> {
  const basedOn = desk.record().revisions.at(-1)?.number ?? 0;
  await desk.propose({ facts, by: ANA, basedOn });
  await desk.sign(basedOn + 1, { by: BEN, hash: hashOf(desk, basedOn + 1), credential });
}

describe('facts of the clinic', () => {
  test('stand in the slots once somebody other than their author has signed them', async () => {
    const desk = await aDesk(await aStoreWith());
    expect(await desk.propose({ facts: { name: 'Hill Clinic' }, by: ANA, basedOn: 0 })).toEqual({
      kind: 'proposed',
      revision: 1,
    });
    expect(desk.values('en')['clinic.name']).toBe('Sample Clinic');
    const hash = hashOf(desk, 1);
    expect(await desk.sign(1, { by: ANA, hash })).toEqual({ kind: 'author_may_not' });
    expect(await desk.sign(1, { by: BEN, hash: 'other' })).toEqual({ kind: 'hash_differs' });
    expect(await desk.sign(2, { by: BEN, hash })).toEqual({ kind: 'no_such_revision' });
    expect(desk.profile()).toBeUndefined();
    expect(await desk.sign(1, { by: BEN, hash })).toMatchObject({ kind: 'signed' });
    expect(desk.values('en')['clinic.name']).toBe('Hill Clinic');
    expect(await desk.sign(1, { by: BEN, hash })).toEqual({ kind: 'already_by_you' });
  });

  test('on fasting count only with the signature of a clinician', async () => {
    const desk = await aDesk(await aStoreWith());
    await desk.propose({ facts: { fastingFoodHours: 6, parking: true }, by: ANA, basedOn: 0 });
    const hash = hashOf(desk, 1);
    expect(await desk.sign(1, { by: BEN, hash })).toMatchObject({ fastingWaits: true });
    expect(desk.values('en')).not.toHaveProperty(['clinic.fastingFoodHours']);
    expect(desk.values('en')).toHaveProperty(['clinic.parking']);
    const signed = await desk.sign(1, { by: CLEO, hash, credential: 'physician' });
    expect(signed).toMatchObject({ fastingWaits: false });
    expect(desk.values('en')['clinic.fastingFoodHours']).toBe('6 hours');
    expect(desk.profile()).toBe(2);
  });

  test('on fasting that are in force need no clinician again as long as they stay the same', async () => {
    const desk = await aDesk(await aStoreWith());
    await inForce(desk, { fastingFoodHours: 6 }, 'nurse');
    await inForce(desk, { fastingFoodHours: 6, parking: true });
    expect(desk.values('en')['clinic.fastingFoodHours']).toBe('6 hours');
    await inForce(desk, { fastingFoodHours: 2, parking: true });
    expect(desk.values('en')).not.toHaveProperty(['clinic.fastingFoodHours']);
    await inForce(desk, { fastingFoodHours: 6, parking: true });
    expect(desk.values('en')).not.toHaveProperty(['clinic.fastingFoodHours']);
  });

  test('of two that are written at once, one is told of the other; older ones are not signed later', async () => {
    const desk = await aDesk(await aStoreWith());
    const outcomes = await Promise.all([
      desk.propose({ facts: { parking: true }, by: ANA, basedOn: 0 }),
      desk.propose({ facts: { stepFree: true }, by: BEN, basedOn: 0 }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'proposed']);
    await inForce(desk, { videoVisits: true });
    const older = await desk.sign(1, { by: CLEO, hash: hashOf(desk, 1) });
    expect(older).toEqual({ kind: 'superseded' });
  });

  test('that say nothing new, or something that is no fact, are not kept', async () => {
    const desk = await aDesk(await aStoreWith());
    await inForce(desk, { parking: true });
    const again = await desk.propose({ facts: { parking: true }, by: ANA, basedOn: 1 });
    expect(again).toEqual({ kind: 'unchanged' });
    const wrong = await desk.propose({ facts: { phone: 'x' }, by: ANA, basedOn: 1 });
    expect(wrong).toMatchObject({ kind: 'refused' });
    expect(desk.record().revisions).toHaveLength(1);
  });

  test('leave one audit entry a step, by numbers and without a word', async () => {
    const store = await aStoreWith();
    await inForce(await aDesk(store), { name: 'Hill Clinic' });
    const entries = await store.audit.latest(10);
    expect(
      entries.map(({ by, action, subject, details }) => [by, action, subject, details]),
    ).toEqual([
      [BEN, 'clinic facts signed', 'clinic facts 1', { profile: 1 }],
      [ANA, 'clinic facts proposed', 'clinic facts 1', undefined],
    ]);
    expect(JSON.stringify(entries)).not.toContain('Hill');
  });

  test('are there again after a restart, and seen by another process on the same store', async () => {
    const store = await aStoreWith();
    const [one, other] = [await aDesk(store), await aDesk(store)];
    await inForce(one, { parking: true });
    await expect.poll(() => other.profile()).toBe(1);
    expect((await aDesk(store)).values('en')['clinic.parking']).toBe('yes');
  });
});

describe('a message that was said under earlier facts', () => {
  const blocks = loadBlocks(SAMPLE_CLINIC);

  async function opened() {
    const content = aContent({ text: TEXT });
    const store = await aStoreWith(anAnswer([aRevision({ content })]));
    const desk = await aDesk(store);
    const rules = { mode: 'demo' as const, approvals: 1, clinic: SAMPLE_CLINIC, now: () => NOW };
    const bank = await createAnswerBank(store, { ...rules, facts: desk });
    const sender = createSender({ block: blocks.text, revision: bank.revision });
    /** What a patient is told now, as it is stored. */
    const told = (): Message => {
      const found = bank.find(COST, 'en');
      if ('missing' in found) throw new Error(found.missing);
      const { id, locale, revision, profile } = found;
      const sealed = sender.send({
        kind: 'answer',
        locale: 'en',
        choices: [],
        parts: [
          { kind: 'answer', id, locale, revision, ...(profile !== undefined && { profile }) },
          { kind: 'block', id: 'WARNING', locale },
        ],
      });
      return { seq: 1, id: 'b', at: NOW, from: 'bot', replyKind: 'answer', ...sealed };
    };
    return { desk, sender, told };
  }

  test('still leaves byte for byte, whatever was signed since', async () => {
    const { desk, sender, told } = await opened();
    const before = told();
    await inForce(desk, { phone: '+1 555 555 0177', plans: ['Example Health'] });
    const then = told();
    await inForce(desk, { phone: '+1 555 555 0188' });
    const now = told();
    expect(before.text).toContain('Call 555-0100 (sample number). Ask about plans.');
    expect(then.text).toContain('Call +1 555 555 0177. We work with:\n\n- Example Health\n\nAsk.');
    expect(now.text).toContain('Call +1 555 555 0188. Ask about plans.');
    expect([before, then, now].map(sender.mayLeave)).toEqual([true, true, true]);
  });

  test('does not leave when it claims other facts than it was said under', async () => {
    const { desk, sender, told } = await opened();
    await inForce(desk, { phone: '+1 555 555 0177' });
    const said = told();
    const claiming = (profile: number) => ({
      ...said,
      parts: said.parts.map((part) => (part.kind === 'answer' ? { ...part, profile } : part)),
    });
    expect(sender.mayLeave(claiming(1))).toBe(true);
    expect(sender.mayLeave(claiming(2))).toBe(false);
    await inForce(desk, { phone: '+1 555 555 0188' });
    expect(sender.mayLeave(claiming(2))).toBe(false);
  });

  test('that has no slot names no facts', async () => {
    const store = await aStoreWith(anAnswer([aRevision()], KEY));
    const desk = await aDesk(store);
    await inForce(desk, { parking: true });
    const rules = { mode: 'demo' as const, approvals: 1, clinic: SAMPLE_CLINIC, now: () => NOW };
    const bank = await createAnswerBank(store, { ...rules, facts: desk });
    expect(bank.find(COST, 'en')).not.toHaveProperty('profile');
  });
});
