import { expect, test } from 'vitest';
import type { ClinicView, FactsPreview } from '../../../src/console/wire/clinic.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import { anAdmin, aStaffMember, DRIVING, openConsole } from '../../support/console.ts';

async function opened() {
  const console_ = await openConsole();
  await console_.store.answers.update(
    { id: AnswerId.parse(DRIVING), locale: 'en' },
    async (answer) => {
      const [first] = answer?.revisions ?? [];
      if (!answer || !first) throw new Error('the sample is there');
      const text = `${first.content.text} {if clinic.parking}Do not park here.{else}Ask.{end}`;
      const revisions = [{ ...first, content: { ...first.content, text } }];
      return { next: { ...answer, revisions }, result: undefined };
    },
  );
  const admin = await anAdmin(console_);
  const [mia, noor] = [
    await aStaffMember(console_, admin, { login: 'mia', role: 'moderator' }),
    await aStaffMember(console_, admin, { login: 'noor', role: 'moderator' }),
  ];
  const view = async () => (await noor.get('/clinic')).json<ClinicView>();
  return { ...console_, mia, noor, view };
}

test('a moderator reads what each fact is used in, and that nothing is in force yet', async () => {
  const { view } = await opened();
  const clinic = await view();
  expect(clinic).toMatchObject({ newest: 0, inForce: null, revisions: [], facts: {} });
  expect(clinic.uses.parking).toEqual([
    { id: DRIVING, locale: 'en', title: 'Driving after treatment' },
  ]);
  expect(clinic.uses.plans).toEqual([]);
});

test('before saving, one sees what is wrong and what patients would read', async () => {
  const { mia } = await opened();
  const preview = async (facts: object) =>
    (await mia.post('/clinic/preview', { facts })).json<FactsPreview>();
  expect(await preview({ portalUrl: 'javascript:alert(1)' })).toEqual({
    problems: [{ field: 'portalUrl', problem: expect.stringContaining('https://') }],
    answers: [],
  });
  expect(await preview({})).toEqual({ problems: [], answers: [] });
  const half = await preview({ portalUrl: 'javascript:alert(1)', parking: true });
  expect([half.problems.length, half.answers.length]).toEqual([1, 1]);
  const { answers } = await preview({ parking: true });
  expect(answers).toHaveLength(1);
  expect(answers[0]?.before).toContain('Ask.');
  expect(answers[0]?.after).toContain('Do not park here.');
});

test('what one wrote another signs, and each refusal says what to do', async () => {
  const { mia, noor, view } = await opened();
  const facts = { parking: true, name: 'Hill Clinic' };
  const wrong = await mia.post('/clinic/revisions', { facts: { phone: '12' }, basedOn: 0 });
  expect([wrong.statusCode, wrong.json().problem]).toEqual([
    422,
    expect.stringMatching(/^Nothing was saved\. phone: /),
  ]);
  expect((await mia.post('/clinic/revisions', { facts, basedOn: 0 })).statusCode).toBe(200);
  const late = await noor.post('/clinic/revisions', { facts: {}, basedOn: 0 });
  expect([late.statusCode, late.json().code]).toEqual([409, 'conflict']);

  const [waiting] = (await view()).revisions;
  expect(waiting).toMatchObject({
    state: 'waits',
    whyNot: null,
    changes: [
      { fact: 'name', before: null, after: 'Hill Clinic' },
      { fact: 'parking', before: null, after: 'yes' },
    ],
  });
  const sign = (caller: typeof mia, hash = waiting?.hash) =>
    caller.post('/clinic/revisions/1/sign', { hash });
  expect((await sign(mia)).json()).toEqual({
    code: 'author_may_not',
    problem: 'You wrote these facts, so someone else must sign them.',
  });
  expect((await sign(noor, 'another')).json()).toMatchObject({ code: 'hash_differs' });
  expect((await sign(noor)).statusCode).toBe(200);
  expect((await view()).revisions[0]).toMatchObject({
    state: 'in_force',
    signatures: [{ by: { firstName: 'Noor' }, credential: null }],
    fastingWaits: false,
  });
});

test('fasting times wait for a moderator with a credential, which is read when they sign', async () => {
  const { store, mia, noor, view } = await opened();
  await mia.post('/clinic/revisions', { facts: { fastingFoodHours: 6 }, basedOn: 0 });
  const hash = (await view()).revisions[0]?.hash;
  const admin = (await store.staff.all()).find(({ login }) => login === 'noor');
  if (!admin) throw new Error('noor is there');
  await store.staff.update(admin.id, async (member) => ({
    next: member && { ...member, credential: 'pharmacist' },
    result: undefined,
  }));
  const signed = await noor.post('/clinic/revisions/1/sign', { hash });
  expect(signed.json()).toMatchObject({ kind: 'signed', fastingWaits: false });
  expect((await view()).revisions[0]?.signatures).toMatchObject([{ credential: 'pharmacist' }]);
});

test('facts that are no object, a megabyte, or full of marks change nothing', async () => {
  const { mia, view } = await opened();
  for (const facts of [
    'x',
    5,
    null,
    [],
    { plans: ['<script>'] },
    { plans: Array(500).fill('Plan') },
  ]) {
    const response = await mia.post('/clinic/revisions', { facts, basedOn: 0 });
    expect([JSON.stringify(facts).slice(0, 20), response.statusCode]).toEqual([
      JSON.stringify(facts).slice(0, 20),
      422,
    ]);
  }
  const large = await mia.post('/clinic/revisions', {
    facts: { name: 'a'.repeat(1_000_000) },
    basedOn: 0,
  });
  expect(large.statusCode).toBe(413);
  expect((await view()).newest).toBe(0);
});
