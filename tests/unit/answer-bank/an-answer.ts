import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import {
  type Answer,
  AnswerContent,
  type Approval,
  type ApprovalKind,
  type Revision,
} from '../../../src/domain/answer.ts';
import { AnswerId, type IntentId, type Locale, StaffId } from '../../../src/domain/ids.ts';
import { type Credential, StaffMember } from '../../../src/domain/staff.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { signOff } from '../../support/sign-off.ts';

export const NOW = '2026-11-22T12:00:00.000Z';
export const KEY = { id: AnswerId.parse('provider.cost'), locale: 'en' as Locale };
export const COST = 'provider.cost' as IntentId;

export function aStaffId(letter: string): StaffId {
  return StaffId.parse(`s_${letter.repeat(16)}`);
}

/** Words that pass the lint, unless told otherwise. */
export function aContent(over: Partial<Record<keyof AnswerContent, unknown>> = {}): AnswerContent {
  return AnswerContent.parse({
    title: 'What treatment costs',
    intents: ['provider.cost'],
    besideDose: false,
    sources: [{ title: 'A page', publisher: 'A publisher', checked: '2026-11-22' }],
    reviewEveryMonths: 12,
    awaitingTranslator: false,
    text: 'Ask the clinic for the full price in writing.',
    ...over,
  });
}

export function aRevision(over: Partial<Revision> = {}): Revision {
  const content = over.content ?? aContent();
  return {
    number: 1,
    content,
    contentHash: contentHash(content),
    state: 'published',
    author: 'starter',
    createdAt: NOW,
    approvals: [],
    renewals: [],
    publishedAt: NOW,
    reviewBy: '2027-11-22T12:00:00.000Z',
    ...over,
  };
}

export function anAnswer(revisions: Revision[], over: Partial<Answer> = {}): Answer {
  return { schema: 1, ...KEY, revisions, ...over };
}

export function anApproval(by: string, kind: ApprovalKind, content = aContent()): Approval {
  const approval = { by: aStaffId(by), kind, at: NOW, contentHash: contentHash(content) };
  return kind === 'clinical' ? { ...approval, credential: 'physician' } : approval;
}

/** Somebody who reads answers; a clinician where a credential is named. */
export function aReader(letter: string, credential?: Credential): StaffMember {
  return StaffMember.parse({
    schema: 1,
    id: aStaffId(letter),
    login: `${letter}@clinic.example`,
    firstName: letter.toUpperCase(),
    role: 'moderator',
    passwordHash: 'x',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: NOW,
    ...(credential && { credential }),
  });
}

/** A store that is signed off to go live, with these answers and four readers: a and d are no clinicians, b is a physician, c a nurse. */
export async function aStoreWith(...answers: Answer[]): Promise<Store> {
  const store = await openMemoryStore({ now: () => NOW });
  await signOff(store);
  for (const { id, locale, ...answer } of answers) {
    await store.answers.update({ id, locale }, async () => ({
      next: { id, locale, ...answer },
      result: undefined,
    }));
  }
  const readers = [aReader('a'), aReader('b', 'physician'), aReader('c', 'nurse'), aReader('d')];
  for (const reader of readers) {
    await store.staff.update(reader.id, async () => ({ next: reader, result: undefined }));
  }
  return store;
}

export async function storedAnswer(store: Store, key = KEY): Promise<Answer> {
  const all = await store.answers.all();
  const found = all.find(({ id, locale }) => id === key.id && locale === key.locale);
  if (!found) throw new Error(`the store has no ${key.id} ${key.locale}`);
  return found;
}
