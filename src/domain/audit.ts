import { z } from 'zod';
import { base32 } from '../shared/ids.ts';
import { type AnswerId, Instant, type Locale } from './ids.ts';

/** Who did what to which answer, ticket, account or setting, and when. Holds ids, never a patient's words. */
export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  /** A staff id, `bot`, `system` or `patient`. */
  by: z.string(),
  action: z.string(),
  /** What it was done to: `ticket 12`, `answer driving.after-treatment en 3`, `staff s_…`. */
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What a step of this revision of an answer was done to. */
export function answerSubject(
  { id, locale }: { id: AnswerId; locale: Locale },
  revision: number,
): string {
  return `answer ${id} ${locale} ${revision}`;
}

/** Names one entry, at random. */
export function newAuditEntryId(): string {
  return `a_${base32(20)}`;
}
