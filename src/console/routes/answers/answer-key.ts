import { z } from 'zod';
import { AnswerId, Locale } from '../../../domain/ids.ts';

export const EDITS = ['moderator', 'admin'] as const;

export const AnswerKey = z.object({ locale: Locale, id: AnswerId });
export type AnswerKey = z.infer<typeof AnswerKey>;

export const RevisionNumber = z.coerce.number().int().positive();
export const OneAnswer = z.object({ params: AnswerKey });
export const OneRevision = z.object({ params: AnswerKey.extend({ number: RevisionNumber }) });
