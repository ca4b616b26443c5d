import { z } from 'zod';
import { Answer } from '../../domain/answer.ts';
import { AuditEntry } from '../../domain/audit.ts';
import { Conversation } from '../../domain/conversation.ts';
import { ConversationId, TicketNumber } from '../../domain/ids.ts';
import { StaffMember } from '../../domain/staff.ts';
import { upgradeConversation } from '../format/upgrade-conversation.ts';

/** A piece of a store. All of them, in the order in which `dump` gives them, are everything that it keeps. */
export const StoreRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('audit'), value: AuditEntry }),
  z.object({
    kind: z.literal('secret'),
    value: z.object({ name: z.string(), secret: z.string() }),
  }),
  z.object({ kind: z.literal('staff'), value: StaffMember }),
  z.object({ kind: z.literal('answer'), value: Answer }),
  z.object({
    kind: z.literal('document'),
    value: z.object({ name: z.string(), body: z.unknown() }),
  }),
  z.object({
    kind: z.literal('conversation'),
    value: z.preprocess(upgradeConversation, Conversation),
  }),
  /** A ticket number that was given out; without a conversation it stayed unused, and no smaller one is free. */
  z.object({
    kind: z.literal('number'),
    value: z.object({ number: TicketNumber, conversation: ConversationId.optional() }),
  }),
]);
export type StoreRecord = z.infer<typeof StoreRecord>;
export type NumberRecord = Extract<StoreRecord, { kind: 'number' }>['value'];

/** What makes a store fit for backup and for moving to another. */
export type Archive = {
  /** Everything, the audit trail first, then what refers to nothing, then conversations, then ticket numbers in their order. */
  dump(): AsyncIterable<StoreRecord>;
  /** Takes numbers over as given out; those that are known already change nothing. */
  adoptNumbers(numbers: readonly NumberRecord[]): Promise<void>;
};
