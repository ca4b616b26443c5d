import { Low } from 'lowdb';
import type { Conversation } from '../../../domain/conversation.ts';
import type { ConversationId, TicketNumber } from '../../../domain/ids.ts';
import type { Log } from '../../../shared/log.ts';
import { parseConversation } from '../../format/parse-conversation.ts';
import { damaged } from '../../format/parser-of.ts';
import { upgradeConversation } from '../../format/upgrade-conversation.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import {
  type ConversationRepository,
  StoreError,
  type StoreEvent,
  type TicketInConversation,
} from '../../store.ts';
import type { OwingAuditTrail } from '../audit/open-audit-trail.ts';
import type { Files } from '../files/files.ts';
import { jsonFile } from '../files/json-file.ts';
import { inBatches } from '../in-batches.ts';
import { pathOf } from './conversation-file.ts';
import type { TicketNumbers } from './open-ticket-numbers.ts';
import { createPendingIndex, hasOpenTicket, type PendingIndex } from './pending-index.ts';
import { scanConversations, scanInStretches } from './scan-conversations.ts';
import { createTextCache } from './text-cache.ts';

type Parts = {
  files: Files;
  numbers: TicketNumbers;
  trail: OwingAuditTrail;
  log: Log;
  tell: (event: StoreEvent) => void;
};
type Inside = Parts & {
  pending: PendingIndex;
  fileOf: (id: ConversationId) => Low<Conversation | null>;
  /** Drops what the cache holds of it. */
  forget: (id: ConversationId) => void;
};

/** Some 2,500 conversations of twenty turns. */
const CACHED_CHARACTERS = 64 * 1024 * 1024;
/** Enough to keep the disk busy, few enough for any limit on open files. */
const READ_AT_ONCE = 32;

/** One file for each conversation. Mends what a crash left between a conversation and the audit trail. */
export async function openConversations(parts: Parts): Promise<ConversationRepository> {
  const { files, log } = parts;
  const inside: Inside = {
    ...parts,
    pending: createPendingIndex({ files, log }),
    ...createCachedFiles(files),
  };
  await loadPending(inside);
  const oneAtATime = createKeyedLock();

  return {
    find: (id) => read(id, inside),
    update: (id, change) =>
      oneAtATime(id, async () => {
        const current = await read(id, inside);
        // Noted before `change` has the value in its hands.
        const auditedBefore = new Set(current?.audit.map((entry) => entry.id));
        const { next, result } = await change(current);
        if (next !== undefined) await commit(next, { id, auditedBefore }, inside);
        return result;
      }),
    reserveTicketNumber: (id) => inside.numbers.reserve(id),
    findTicket: (number) => findTicket(number, inside),
    openTickets: async () => openTickets(inside),
    recentTickets: (page) => recentTickets(page, inside),
    withOutbox: async () => inside.pending.withOutbox(),
    scan: (how) =>
      how && 'order' in how ? scanInStretches(parts) : scanConversations(parts, how?.since ?? ''),
    erase: (id, unless = () => false) => oneAtATime(id, () => erase(id, { unless, inside })),
  };
}

function createCachedFiles(files: Files): Pick<Inside, 'fileOf' | 'forget'> {
  const texts = createTextCache({
    files,
    check: parseConversation,
    maxCharacters: CACHED_CHARACTERS,
  });
  // What comes out of the cache was checked when it went in.
  const trusted = (text: string) => upgradeConversation(JSON.parse(text)) as Conversation;
  return {
    fileOf: (id) => new Low(jsonFile({ texts, path: pathOf(id), parse: trusted }), null),
    forget: (id) => texts.forget(pathOf(id)),
  };
}

async function read(
  id: ConversationId,
  { files, fileOf }: Inside,
): Promise<Conversation | undefined> {
  const file = fileOf(id);
  await file.read();
  if (file.data && file.data.id !== id) {
    throw damaged(files.where(pathOf(id)), 'it holds another conversation than its name says');
  }
  return file.data ?? undefined;
}

async function commit(
  next: Conversation,
  { id, auditedBefore }: { id: ConversationId; auditedBefore: Set<string> },
  inside: Inside,
): Promise<void> {
  const { pending, trail, tell, fileOf } = inside;
  if (next.id !== id) throw new Error(`conversation ${next.id} cannot be written as ${id}`);
  // What was here before is in the trail by now, unless the trail still owes it: the file need not keep it.
  const fresh = next.audit.filter((entry) => !auditedBefore.has(entry.id));
  const owed = next.audit.filter((entry) => auditedBefore.has(entry.id) && trail.owes(entry.id));
  const stored = { ...next, audit: [...owed, ...fresh] };

  if (needsSomebody(stored) || stored.audit.length > 0) await pending.announce(id);
  const file = fileOf(id);
  file.data = stored;
  await file.write();

  pending.put(stored);
  tell({ kind: 'conversation', id });
  await trail.owe(fresh);
  await withdrawUnlessPending(stored, inside);
}

async function withdrawUnlessPending(
  stored: Conversation,
  { pending, trail }: Inside,
): Promise<void> {
  const lacksEntries = stored.audit.some((entry) => trail.owes(entry.id));
  if (!needsSomebody(stored) && !lacksEntries) await pending.withdraw(stored.id);
}

async function erase(
  id: ConversationId,
  { unless, inside }: { unless: (current: Conversation) => boolean; inside: Inside },
): Promise<'erased' | 'kept' | 'none'> {
  const { files, pending, trail, tell, forget } = inside;
  const current = await read(id, inside);
  if (!current) return 'none';
  if (unless(current)) return 'kept';
  await trail.owe(current.audit);
  if (current.audit.some((entry) => trail.owes(entry.id))) {
    throw new StoreError(
      `${files.where(pathOf(id))}: not erased, because the audit trail cannot be written. Try again when it can.`,
    );
  }
  await files.erase(pathOf(id));
  forget(id);
  pending.drop(id);
  await pending.withdraw(id);
  tell({ kind: 'conversation', id });
  return 'erased';
}

function needsSomebody(conversation: Conversation): boolean {
  return hasOpenTicket(conversation) || conversation.outbox.length > 0;
}

async function loadPending(inside: Inside): Promise<void> {
  const { pending, trail } = inside;
  const loaded: Conversation[] = [];
  for (const ids of inBatches(await pending.listed(), READ_AT_ONCE)) {
    await Promise.all(
      ids.map(async (id) => {
        const conversation = await read(id, inside);
        if (conversation) loaded.push(conversation);
        else await withdrawMissing(id, inside);
      }),
    );
  }
  const entries = loaded.flatMap((conversation) => conversation.audit);
  await trail.owe(entries.sort((a, b) => (a.at < b.at ? -1 : 1)));
  for (const conversation of loaded) {
    pending.put(conversation);
    await withdrawUnlessPending(conversation, inside);
  }
}

/** A crash between mark and first write leaves this; so does an incomplete backup, hence the warning. */
async function withdrawMissing(id: ConversationId, { pending, log }: Inside): Promise<void> {
  log.warn({ conversation: id }, 'a conversation is marked as pending and not there');
  await pending.withdraw(id);
}

async function findTicket(
  number: TicketNumber,
  inside: Inside,
): Promise<TicketInConversation | undefined> {
  const id = inside.numbers.conversationOf(number);
  const conversation = id && (await read(id, inside));
  const ticket = conversation?.tickets.find((candidate) => candidate.number === number);
  return conversation && ticket && { ticket, conversation };
}

function openTickets({ pending }: Inside): TicketInConversation[] {
  return pending
    .withOpenTickets()
    .flatMap((conversation) => conversation.tickets.map((ticket) => ({ ticket, conversation })))
    .filter(({ ticket }) => ticket.state !== 'resolved')
    .sort((a, b) => a.ticket.number - b.ticket.number);
}

async function recentTickets(
  { limit, before }: { limit: number; before?: TicketNumber },
  inside: Inside,
): Promise<TicketInConversation[]> {
  const found: TicketInConversation[] = [];
  for (const numbers of inBatches(inside.numbers.backwards(before), READ_AT_ONCE)) {
    if (found.length >= limit) break;
    const tickets = await Promise.all(numbers.map((number) => findTicket(number, inside)));
    found.push(...tickets.filter((ticket) => ticket !== undefined));
  }
  return found.slice(0, limit);
}
