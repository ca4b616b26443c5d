import { createHash } from 'node:crypto';
import { z } from 'zod';
import { base32 } from '../shared/ids.ts';

/** Names one conversation inside the program. It is a hash of the patient's secret, so it may be shown to staff. */
export const ConversationId = z
  .string()
  .regex(/^c_[a-z0-9]{26}$/)
  .brand('ConversationId');
export type ConversationId = z.infer<typeof ConversationId>;

/** The number staff call a ticket by: 1, 2, 3 … over the whole installation. */
export const TicketNumber = z.number().int().positive().brand('TicketNumber');
export type TicketNumber = z.infer<typeof TicketNumber>;

export const StaffId = z
  .string()
  .regex(/^s_[a-z0-9]{16}$/)
  .brand('StaffId');
export type StaffId = z.infer<typeof StaffId>;

/** `topic.thing`, for example `driving.after_treatment`. */
export const IntentId = z
  .string()
  .regex(/^[a-z_]+\.[a-z_]+$/, 'an intent is named topic.thing, in lower case')
  .brand('IntentId');
export type IntentId = z.infer<typeof IntentId>;

/** `topic.thing`, for example `driving.after-treatment`. */
export const AnswerId = z
  .string()
  .regex(/^[a-z_-]+\.[a-z-]+$/, 'an answer is named topic.thing, in lower case')
  .brand('AnswerId');
export type AnswerId = z.infer<typeof AnswerId>;

/** Languages that have approved texts. */
export const Locale = z.enum(['en', 'es']);
export type Locale = z.infer<typeof Locale>;

/** A moment as ISO 8601 in UTC, `2026-11-22T14:44:04.000Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** A conversation's name from its secret, which the patient's side alone keeps. One way: the name does not open the chat. */
export function conversationIdOf(secret: string): ConversationId {
  const digest = createHash('sha256').update(`askwell conversation ${secret}`).digest();
  return ConversationId.parse(`c_${base32(26, digest)}`);
}

export function newStaffId(): StaffId {
  return StaffId.parse(`s_${base32(16)}`);
}
