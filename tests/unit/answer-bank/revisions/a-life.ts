import { type AnswerBank, createAnswerBank } from '../../../../src/answer-bank/answer-bank.ts';
import { type AnswerLife, createAnswerLife } from '../../../../src/answer-bank/answer-life.ts';
import { contentHash } from '../../../../src/answer-bank/content-hash.ts';
import type { Answer, ApprovalKind } from '../../../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../../../src/domain/clinic.ts';
import { IntentId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import {
  aContent,
  anAnswer,
  anApproval,
  aRevision,
  aStaffId,
  aStoreWith,
  KEY,
  NOW,
} from '../an-answer.ts';

/** Ana and Dan are no clinicians; Ben is a physician, Cid a nurse. */
export const [ANA, BEN, CID, DAN] = [
  aStaffId('a'),
  aStaffId('b'),
  aStaffId('c'),
  aStaffId('d'),
] as const;

const DAY_MS = 24 * 60 * 60_000;

export const daysAfter = (days: number, from = NOW) =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();

/** Words by Ana that Ben and Dan approved, live; to be reviewed a year after NOW. */
export function anApprovedAnswer(content = aContent()): Answer {
  const approvals = [
    anApproval('b', 'clinical', content),
    anApproval('d', 'plain_language', content),
  ];
  return anAnswer([aRevision({ content, author: ANA, approvals })]);
}

/** A store with answers, their life and their bank, at a time that is set. */
export async function aLifeAt(...answers: Answer[]) {
  const store = await aStoreWith(...answers);
  return { store, ...(await opened(store)) };
}

async function opened(store: Store) {
  const clock = { at: NOW };
  const now = () => clock.at;
  const knownIntents = new Set(['provider.cost'].map((id) => IntentId.parse(id)));
  const life: AnswerLife = createAnswerLife({ store, now, approvals: 2, knownIntents });
  const bank: AnswerBank = await createAnswerBank(store, {
    clinic: SAMPLE_CLINIC,
    mode: 'live',
    approvals: 2,
    now,
  });
  const vouch = (by: typeof ANA, kind: ApprovalKind, content = aContent()) => ({
    by,
    kind,
    contentHash: contentHash(content),
  });
  return { clock, life, bank, vouch, key: KEY };
}
