import type { ConversationId, Instant } from '../../domain/ids.ts';
import type { PastTicket, PastTurn } from './past-turn.ts';
import type { ConversationRows } from './rows-of.ts';
import { createSharing } from './sharing.ts';

/** So many more than the most are held before the oldest go, so that this is seldom done. */
const SLACK = 1.02;

/** The rows of every conversation, at most so many turns, the newest. */
export type HeldRows = {
  put(id: ConversationId, rows: ConversationRows): void;
  drop(id: ConversationId): void;
  /** Forgets what is older. */
  dropBefore(at: Instant): void;
  /** Newest first. */
  turns(): readonly PastTurn[];
  /** The newest opened first. */
  tickets(): readonly PastTicket[];
  readonly size: number;
  /** Changes with every change. */
  readonly version: number;
};

export function createHeldRows(most: number): HeldRows {
  const held = new Map<ConversationId, ConversationRows>();
  const share = createSharing();
  let size = 0;
  let version = 0;
  let sorted: PastTurn[] = [];
  /** Conversations whose rows in `sorted` are old. */
  const changed = new Set<ConversationId>();
  let sortedTickets: PastTicket[] | undefined;

  const set = (id: ConversationId, rows: ConversationRows) => {
    const before = held.get(id)?.turns.length ?? 0;
    if (rows.turns.length + rows.tickets.length > 0) held.set(id, rows);
    else held.delete(id);
    size += rows.turns.length - before;
    version += 1;
    changed.add(id);
    sortedTickets = undefined;
  };
  const turns = () => {
    if (changed.size === 0) return sorted;
    const fresh = [...changed].flatMap((id) => held.get(id)?.turns ?? []).sort(byTurnTime);
    const rest = sorted.filter(({ conversation }) => !changed.has(conversation));
    changed.clear();
    sorted = [...fresh, ...rest].sort(byTurnTime); // two runs in order, which the sort only merges
    return sorted;
  };
  const dropBefore = (at: Instant) => {
    for (const [id, rows] of held) {
      const left = {
        turns: rows.turns.filter((turn) => turn.at >= at),
        tickets: rows.tickets.filter((ticket) => ticket.openedAt >= at),
      };
      const isSame =
        left.turns.length === rows.turns.length && left.tickets.length === rows.tickets.length;
      if (!isSame) set(id, left);
    }
  };
  return {
    put(id, rows) {
      set(id, { turns: rows.turns.map(share), tickets: rows.tickets });
      if (size <= most * SLACK) return;
      const oldest = turns()[most - 1]?.at;
      if (oldest !== undefined) dropBefore(oldest);
    },
    drop(id) {
      if (held.has(id)) set(id, { turns: [], tickets: [] });
    },
    dropBefore,
    turns,
    tickets() {
      sortedTickets ??= [...held.values()]
        .flatMap((rows) => rows.tickets)
        .sort((a, b) => b.number - a.number);
      return sortedTickets;
    },
    get size() {
      return size;
    },
    get version() {
      return version;
    },
  };
}

function byTurnTime(a: PastTurn, b: PastTurn): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.conversation !== b.conversation) return a.conversation < b.conversation ? -1 : 1;
  return b.seq - a.seq;
}
