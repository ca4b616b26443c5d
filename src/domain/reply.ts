import { z } from 'zod';
import { AnswerId, IntentId, Locale } from './ids.ts';
import { Signature } from './staff.ts';
import { Topic } from './topic.ts';

export const ReplyKind = z.enum([
  'answer',
  'clarification',
  'fallback',
  'safety',
  'escalation',
  'smalltalk',
  'declined',
  'silence',
]);
export type ReplyKind = z.infer<typeof ReplyKind>;

/** The id of a fixed text of the policy: `R-911`, `WARNING` … */
export const BlockId = z.string().regex(/^[A-Z][A-Z0-9-]+$/);
export type BlockId = z.infer<typeof BlockId>;

/** What a reply is made of. Each part names an approved text; the sender looks its words up and compares. */
export const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('block'), id: BlockId, locale: Locale }),
  z.object({
    kind: z.literal('answer'),
    id: AnswerId,
    locale: Locale,
    revision: z.number().int().positive(),
    /** Which of the clinic's facts stood in its slots; absent where the settings alone did, or it has none. */
    profile: z.number().int().positive().optional(),
  }),
  /** A named staff member's own message: the one text that no one approved beforehand. */
  z.object({ kind: z.literal('staff'), by: Signature, locale: Locale, text: z.string() }),
]);
export type Part = z.infer<typeof Part>;

/** A button, or a number where the channel has no buttons. Its label is an approved title or block. */
export const Choice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intent'), intent: IntentId, label: z.string() }),
  z.object({ kind: z.literal('topic'), topic: Topic, label: z.string() }),
]);
export type Choice = z.infer<typeof Choice>;

/** What the steps decided to say, before its words are looked up and checked. */
export type ReplyDraft = { kind: ReplyKind; locale: Locale; parts: Part[]; choices: Choice[] };

/** What left or may leave: the words with what they are made of. Only `createSender` makes one. */
export type SealedReply = ReplyDraft & { text: string };
