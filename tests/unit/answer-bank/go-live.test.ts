import { expect, test } from 'vitest';
import { createAnswerBank } from '../../../src/answer-bank/answer-bank.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { NEW_FIRST_RUN } from '../../../src/domain/first-run.ts';
import type { Store } from '../../../src/store/store.ts';
import { signOff } from '../../support/sign-off.ts';
import { aStoreWith, COST, NOW } from './an-answer.ts';
import { anApprovedAnswer } from './revisions/a-life.ts';

const unsigned = (store: Store) =>
  store.documents.update('firstRun', async () => ({ next: NEW_FIRST_RUN, result: undefined }));

const aBank = (store: Store, mode: 'demo' | 'live') =>
  createAnswerBank(store, { clinic: SAMPLE_CLINIC, mode, approvals: 2, now: () => NOW });

test('an approved answer goes to no patient in live mode before an admin has signed', async () => {
  const store = await aStoreWith(anApprovedAnswer());
  await unsigned(store);
  const bank = await aBank(store, 'live');
  expect(bank.find(COST, 'en')).toEqual({ missing: 'unapproved' });
});

test('it is served from the sign-off on, without a restart', async () => {
  const store = await aStoreWith(anApprovedAnswer());
  await unsigned(store);
  const bank = await aBank(store, 'live');
  await signOff(store);
  await expect.poll(() => bank.find(COST, 'en')).toMatchObject({ sample: false });
});

test('demo mode asks for no sign-off', async () => {
  const store = await aStoreWith(anApprovedAnswer());
  await unsigned(store);
  expect((await aBank(store, 'demo')).find(COST, 'en')).toMatchObject({ sample: false });
});
