import { z } from 'zod';
import type { Answer } from '../../../domain/answer.ts';
import { AnswerId, Locale } from '../../../domain/ids.ts';
import type { Store } from '../../../store/store.ts';

export const EDITS = ['moderator', 'admin'] as const;

export const AnswerKey = z.object({ locale: Locale, id: AnswerId });
export type AnswerKey = z.infer<typeof AnswerKey>;

export const RevisionNumber = z.coerce.number().int().positive();
export const OneAnswer = z.object({ params: AnswerKey });
export const OneRevision = z.object({ params: AnswerKey.extend({ number: RevisionNumber }) });

export async function findAnswer(
  store: Pick<Store, 'answers'>,
  key: AnswerKey,
): Promise<Answer | undefined> {
  const answers = await store.answers.all();
  return answers.find(({ id, locale }) => id === key.id && locale === key.locale);
}
