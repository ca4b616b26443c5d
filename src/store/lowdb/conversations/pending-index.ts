import type { Conversation } from '../../../domain/conversation.ts';
import { ConversationId } from '../../../domain/ids.ts';
import type { Log } from '../../../shared/log.ts';
import { deepFreeze } from '../deep-freeze.ts';
import type { Files } from '../files/files.ts';

/**
 * Which conversations need somebody: open tickets, messages to deliver, audit entries that the trail lacks. Held in
 * memory; an empty file in `pending/` for each lets a start find them without reading the history.
 */
export type PendingIndex = {
  /** The ids that may be pending, from disk. */
  listed(): Promise<ConversationId[]>;
  /** Before a conversation is written that will be pending: it is found after a crash once this resolves. */
  announce(id: ConversationId): Promise<void>;
  /** After it was written or read. */
  put(conversation: Conversation): void;
  /** When it is no longer pending. A mark that stays by mishap is harmless: the next start removes it. */
  withdraw(id: ConversationId): Promise<void>;
  /** When it is no longer there at all. */
  drop(id: ConversationId): void;
  withOpenTickets(): Conversation[];
  withOutbox(): ConversationId[];
};

const FOLDER = 'pending';

export function createPendingIndex({ files, log }: { files: Files; log: Log }): PendingIndex {
  const marked = new Set<ConversationId>();
  const outboxes = new Set<ConversationId>();
  const open = new Map<ConversationId, () => Conversation>();

  return {
    listed: async () => {
      for (const name of await files.list(FOLDER)) {
        const id = ConversationId.safeParse(name);
        if (id.success) marked.add(id.data);
      }
      return [...marked];
    },

    announce: async (id) => {
      if (marked.has(id)) return;
      await files.mark(`${FOLDER}/${id}`);
      marked.add(id);
    },

    put: (conversation) => {
      const { id, outbox } = conversation;
      if (outbox.length > 0) outboxes.add(id);
      else outboxes.delete(id);
      if (hasOpenTicket(conversation)) open.set(id, copiedOnce(JSON.stringify(conversation)));
      else open.delete(id);
    },

    drop: (id) => {
      outboxes.delete(id);
      open.delete(id);
    },

    withdraw: async (id) => {
      if (!marked.delete(id)) return;
      await files.remove(`${FOLDER}/${id}`).catch((err: unknown) => {
        log.warn(
          { err, conversation: id },
          'mark of a conversation that is no longer pending stays',
        );
      });
    },

    withOpenTickets: () => [...open.values()].map((conversation) => conversation()),
    withOutbox: () => [...outboxes],
  };
}

export function hasOpenTicket({ tickets }: Conversation): boolean {
  return tickets.some((ticket) => ticket.state !== 'resolved');
}

/** A copy of its own, made when it is first asked for: the desk asks far more often than tickets change. */
function copiedOnce(text: string): () => Conversation {
  let parsed: Conversation | undefined;
  return () => {
    parsed ??= deepFreeze(JSON.parse(text) as Conversation);
    return parsed;
  };
}
