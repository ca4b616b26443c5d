import { z } from 'zod';
import { AnswerId, Instant, IntentId, Locale, StaffId } from './ids.ts';
import { Credential, Role } from './staff.ts';

export const Source = z.object({
  title: z.string().min(1),
  publisher: z.string().min(1),
  locator: z.string().optional(),
  url: z.url().optional(),
  checked: z.iso.date(),
});
export type Source = z.infer<typeof Source>;

const ContentFields = z.object({
  title: z.string().min(1).max(80),
  /** The questions that it answers. */
  intents: z.array(IntentId),
  /** `staff`: a canned text, which a person sends and the bot never does. Absent: for patients. */
  use: z.enum(['patients', 'staff']).optional(),
  /** May follow a dose refusal in the same reply (policy, section 5). */
  besideDose: z.boolean(),
  sources: z.array(Source).min(1),
  reviewEveryMonths: z.number().int().min(1).max(24),
  awaitingTranslator: z.boolean(),
  text: z.string().min(1),
});

/** The bot says an answer to a question; a text for staff answers none, so that no question can ever find it. */
export function hasIntentsForItsUse({
  use,
  intents,
}: Pick<z.infer<typeof ContentFields>, 'use' | 'intents'>): boolean {
  return use === 'staff' ? intents.length === 0 : intents.length > 0;
}
export const INTENTS_FOR_ITS_USE = {
  error: 'an answer for patients names at least one intent, a text for staff names none',
  path: ['intents'],
};

/** The words of an answer and all that decides when they are said; approvals bind to a hash of exactly this. */
export const AnswerContent = ContentFields.refine(hasIntentsForItsUse, INTENTS_FOR_ITS_USE);
export type AnswerContent = z.infer<typeof AnswerContent>;

export const ApprovalKind = z.enum(['clinical', 'plain_language']);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

export const Approval = z.object({
  by: StaffId,
  kind: ApprovalKind,
  at: Instant,
  /** SHA-256 of the content that was read. */
  contentHash: z.string(),
  /** What the person was when they gave it; a clinical approval without a credential counts for nothing. */
  role: Role.optional(),
  credential: Credential.optional(),
});
export type Approval = z.infer<typeof Approval>;

/** "Still right as it stands", said of published words around their review date. */
export const Renewal = Approval.extend({
  /** The review date that it was given for: it counts for no other. */
  reviewBy: Instant,
});
export type Renewal = z.infer<typeof Renewal>;

/** Taken back because it was wrong: these words are never sent again. */
export const Withdrawal = z.object({ at: Instant, by: StaffId, why: z.string().min(1) });
export type Withdrawal = z.infer<typeof Withdrawal>;

/** The revision of the English answer of the same id that a translation was made of. */
export const TranslationOf = z.object({
  revision: z.number().int().positive(),
  contentHash: z.string(),
});
export type TranslationOf = z.infer<typeof TranslationOf>;

/** What a person did to a revision beside writing, approving and withdrawing it. */
export const RevisionStep = z.object({
  did: z.enum(['submitted', 'dropped', 'published', 'retired', 'brought_back']),
  by: StaffId,
  at: Instant,
  why: z.string().min(1).optional(),
});
export type RevisionStep = z.infer<typeof RevisionStep>;

export const RevisionState = z.enum([
  'draft',
  'in_review',
  'approved',
  'published',
  'replaced',
  'retired',
]);
export type RevisionState = z.infer<typeof RevisionState>;

/** One wording of an answer; never edited, only followed by another. */
export const Revision = z.object({
  number: z.number().int().positive(),
  content: AnswerContent,
  contentHash: z.string(),
  state: RevisionState,
  /** `starter` for the bank that ships, which nobody approved. */
  author: z.union([StaffId, z.literal('starter')]),
  createdAt: Instant,
  approvals: z.array(Approval),
  /** Approvals given anew around a review date, oldest first. */
  renewals: z.array(Renewal).default([]),
  publishedAt: Instant.optional(),
  /** Past this moment the revision is not sent. */
  reviewBy: Instant.optional(),
  /** Its state is `retired` then, and so is that of every revision with the same words. */
  withdrawn: Withdrawal.optional(),
  /** Absent in English, and where the text is not known to be a translation. */
  translationOf: TranslationOf.optional(),
  note: z.string().optional(),
  /** Oldest first. Absent where none was taken since they are kept. */
  steps: z.array(RevisionStep).optional(),
});
export type Revision = z.infer<typeof Revision>;

/** What we say to one or more intents in one language, over its whole life. */
export const Answer = z.object({
  schema: z.literal(1),
  id: AnswerId,
  locale: Locale,
  revisions: z.array(Revision).min(1),
});
export type Answer = z.infer<typeof Answer>;

export function findAnswer(
  answers: readonly Answer[],
  key: Pick<Answer, 'id' | 'locale'>,
): Answer | undefined {
  return answers.find(({ id, locale }) => id === key.id && locale === key.locale);
}

/** Whether a patient reads the same, whatever else differs, such as the day a source was checked. */
export function saysTheSame(
  a: Pick<AnswerContent, 'title' | 'text'>,
  b: Pick<AnswerContent, 'title' | 'text'>,
): boolean {
  return a.title === b.title && a.text === b.text;
}

/** A canned text for the reply box of staff: never said by the bot. */
export function isForStaff({ use }: Pick<AnswerContent, 'use'>): boolean {
  return use === 'staff';
}
