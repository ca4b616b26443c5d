import type { Answer } from '../domain/answer.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { DocumentName, Documents } from '../domain/documents.ts';
import type {
  AnswerId,
  ConversationId,
  Instant,
  Locale,
  StaffId,
  TicketNumber,
} from '../domain/ids.ts';
import type { Signature, StaffMember } from '../domain/staff.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Archive } from './archive/store-record.ts';

/** What a change gives back: the next value to write (`undefined` writes nothing) and a result for the caller. */
export type Change<Value, Result> = { next: Value | undefined; result: Result };

/**
 * What the audit trail says of the change is written in one go with it: the trail may be behind for a while, and no crash
 * or full disk makes it forget. (A conversation carries such entries itself.)
 */
export type ToldChange<Value, Result> = Change<Value, Result> & { entries?: AuditEntry[] };

export type TicketInConversation = { ticket: Ticket; conversation: Conversation };

export type ScanOptions = { since: Instant } | { order: 'any' };

export type ConversationRepository = {
  find(id: ConversationId): Promise<Conversation | undefined>;

  /**
   * Reads, changes and writes one conversation; resolves only when the next value is on disk (or committed).
   * Changes of one conversation run one after another, in the order of the calls, whatever the process or node;
   * those of different conversations run side by side. When `change` throws, or the write fails, nothing has
   * changed and the error is passed on.
   */
  update<Result>(
    id: ConversationId,
    change: (current: Conversation | undefined) => Promise<Change<Conversation, Result>>,
  ): Promise<Result>;

  /** Reserves the next number for a ticket of this conversation, durably; a number may stay unused, never be used twice. */
  reserveTicketNumber(id: ConversationId): Promise<TicketNumber>;

  /** Whose ticket this is, open or resolved; a reserved number that was never used gives `undefined`. */
  findTicket(number: TicketNumber): Promise<TicketInConversation | undefined>;

  /** Open and claimed tickets of all conversations, oldest first, from an index: does not read the history. */
  openTickets(): Promise<TicketInConversation[]>;

  /** The latest tickets by number, resolved ones too, newest first. `before`: only smaller numbers. */
  recentTickets(page: { limit: number; before?: TicketNumber }): Promise<TicketInConversation[]>;

  /** Conversations whose outbox is not empty. */
  withOutbox(): Promise<ConversationId[]>;

  /**
   * Every conversation, the latest written first; `since`: only those written since then. Reads them one batch after
   * another while it is asked for more, and may miss what is written meanwhile: `watch` tells of that. In `any` order it
   * holds no more than a batch, however many there are.
   */
  scan(how?: ScanOptions): AsyncIterable<Conversation>;

  /**
   * Takes a conversation away for good: its turns, tickets and all that waits in its outbox. What the audit trail says of
   * it stays, and holds no words. Resolves when it is gone from disk; nothing happens where there is none, or where
   * `unless` says so of what is there by then.
   */
  erase(
    id: ConversationId,
    unless?: (current: Conversation) => boolean,
  ): Promise<'erased' | 'kept' | 'none'>;
};

export type AnswerRepository = {
  /** Every answer in every language. Small enough to be held in memory. */
  all(): Promise<Answer[]>;
  /** As `ConversationRepository.update`, for one answer in one language. */
  update<Result>(
    key: { id: AnswerId; locale: Locale },
    change: (current: Answer | undefined) => Promise<ToldChange<Answer, Result>>,
  ): Promise<Result>;
};

export type StaffRepository = {
  all(): Promise<StaffMember[]>;
  find(id: StaffId): Promise<StaffMember | undefined>;
  findByLogin(login: string): Promise<StaffMember | undefined>;
  /** As `ConversationRepository.update`; two people never share a login: the second write throws `LoginTakenError`. */
  update<Result>(
    id: StaffId,
    change: (current: StaffMember | undefined) => Promise<ToldChange<StaffMember, Result>>,
  ): Promise<Result>;
};

/** The single things of an installation, each read and written as a whole. */
export type DocumentRepository = {
  find<Name extends DocumentName>(name: Name): Promise<Documents[Name] | undefined>;
  /** As `ConversationRepository.update`. */
  update<Name extends DocumentName, Result>(
    name: Name,
    change: (current: Documents[Name] | undefined) => Promise<ToldChange<Documents[Name], Result>>,
  ): Promise<Result>;
};

/** Append-only and hash-chained. An entry that is there already (by id) is not written again. */
export type AuditTrail = {
  append(entries: AuditEntry[]): Promise<void>;
  /** Newest first. */
  latest(limit: number): Promise<AuditEntry[]>;
  /** Every entry with exactly this subject that was written since then, oldest first. Reads the trail from there on. */
  about(subject: string, since: Instant): Promise<AuditEntry[]>;
  /** Recomputes the chain; `brokenAt` is the place of the first entry that does not fit. */
  verify(): Promise<{ entries: number; brokenAt: string | undefined }>;
};

export type StoreEvent =
  | { kind: 'conversation'; id: ConversationId }
  | { kind: 'answer'; id: AnswerId; locale: Locale }
  | { kind: 'staff'; id: StaffId }
  | { kind: 'document'; name: DocumentName };

/**
 * Of all processes on one store exactly one leads: it alone delivers what leaves this machine. When it is gone, another
 * takes over within seconds.
 */
export type Lead = {
  has(): boolean;
  /** Calls the listener each time this process begins to lead; returns how to stop. */
  watch(began: () => void): () => void;
};

/** True for seconds: somebody does something at a place of a room just now. */
export type PassingSign = { room: string; place: string | number; who: Signature };

/** Signs between the processes on one store. None is kept, and one may be missed. */
export type Signs = {
  /** To all others; never rejects. */
  tell(sign: PassingSign): void;
  /** Calls the listener with the signs of others; returns how to stop. */
  hear(listener: (sign: PassingSign) => void): () => void;
};

/** All that is kept. One suite, `tests/contract/store-contract.ts`, runs against every implementation. */
export type Store = {
  conversations: ConversationRepository;
  answers: AnswerRepository;
  staff: StaffRepository;
  documents: DocumentRepository;
  audit: AuditTrail;
  /** Secrets made once per installation (session key, setup token …); made by `create` when not there yet. */
  secret(name: string, create: () => string): Promise<string>;
  /** Calls the listener after each committed change, in this process or another node; returns how to stop. */
  watch(listener: (event: StoreEvent) => void): () => void;
  lead: Lead;
  signs: Signs;
  archive: Archive;
  /** Rejects when nothing can be written just now (full disk, lost connection). */
  checkWritable(): Promise<void>;
  /** Waits for writes under way and gives the folder or the connections back. */
  close(): Promise<void>;
};

/** The store cannot be opened, or a file of it cannot be read. Says where and what to do. */
export class StoreError extends Error {
  readonly code = 'store_unusable';
}

/** Another process works on the store, and it is for one alone. */
export class StoreInUseError extends StoreError {}

export class LoginTakenError extends Error {
  readonly code = 'login_taken';
}
