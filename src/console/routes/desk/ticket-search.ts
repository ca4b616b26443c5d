import { z } from 'zod';
import { TicketNumber } from '../../../domain/ids.ts';
import type { Store, TicketInConversation } from '../../../store/store.ts';
import { REASON, TOPIC, URGENCY } from '../../ticket-words.ts';
import type { TicketLists } from '../../wire.ts';
import { namesOf, type PersonNames } from '../person-names.ts';
import { byUrgencyAndClock, type DueOf, ticketSummary } from './views/ticket-views.ts';

const RECENT = 50;
/** Resolved tickets are read from the archive, one file each: a search looks at the newest of them. */
const LOOKED_AT = 300;
const MOST_FOUND = 60;

export const TicketSearch = z.object({
  query: z.object({ q: z.string().trim().toLowerCase().max(100).default('') }),
});

type Deps = { store: Store; dueOf: DueOf };

export async function listTickets({ store, dueOf }: Deps): Promise<TicketLists> {
  const [names, open, recent] = await Promise.all([
    namesOf(store),
    store.conversations.openTickets(),
    store.conversations.recentTickets({ limit: RECENT }),
  ]);
  const resolved = recent.filter(({ ticket }) => ticket.state === 'resolved');
  return inLists([...open, ...resolved], { names, dueOf });
}

/** Every word must stand somewhere: in the number, the reason, the topic, who has it, or what was said and noted. */
export async function findTickets(q: string, { store, dueOf }: Deps): Promise<TicketLists> {
  const names = await namesOf(store);
  const looked = { names, dueOf };
  const byNumber = /^#?(\d{1,9})$/.exec(q)?.[1];
  const exact = byNumber === undefined ? undefined : await byItsNumber(store, Number(byNumber));
  if (q.startsWith('#') && byNumber !== undefined) return inLists(exact ? [exact] : [], looked);
  const [open, recent] = await Promise.all([
    store.conversations.openTickets(),
    store.conversations.recentTickets({ limit: LOOKED_AT }),
  ]);
  const all = [...open, ...recent.filter(({ ticket }) => ticket.state === 'resolved')];
  const words = folded(q).split(/\s+/);
  const found = all.filter((one) => {
    const text = searchText(one, names);
    return words.every((word) => text.includes(word));
  });
  const rest = found.filter(({ ticket }) => ticket.number !== exact?.ticket.number);
  const kept = [...(exact ? [exact] : []), ...rest].slice(0, MOST_FOUND);
  return { ...inLists(kept, looked), cut: rest.length >= MOST_FOUND };
}

async function byItsNumber(store: Store, number: number) {
  const parsed = TicketNumber.safeParse(number);
  return parsed.success ? store.conversations.findTicket(parsed.data) : undefined;
}

function inLists(
  found: TicketInConversation[],
  looked: { names: PersonNames; dueOf: DueOf },
): TicketLists {
  const summaries = found.map((one) => ticketSummary(one, looked));
  return {
    open: summaries.filter(({ state }) => state !== 'resolved').sort(byUrgencyAndClock),
    resolved: summaries.filter(({ state }) => state === 'resolved'),
    cut: false,
  };
}

/** The bot's own words are left out: they are in nearly every conversation. */
function searchText({ ticket, conversation }: TicketInConversation, names: PersonNames): string {
  const { number, reason, topic, urgency, assignee, notes } = ticket;
  const said = conversation.messages.filter(({ from }) => from !== 'bot');
  return folded(
    [
      `#${number}`,
      reason,
      REASON[reason],
      URGENCY[urgency],
      ...(topic ? [topic, TOPIC[topic]] : []),
      ...(assignee ? [names.label(assignee)] : []),
      ...notes.map(({ text }) => text),
      ...said.map(({ parts, text }) => ownWords(parts) ?? text),
    ].join('\n'),
  );
}

/** What a staff member wrote, without the warning under it. */
function ownWords(
  parts: TicketInConversation['conversation']['messages'][number]['parts'],
): string | undefined {
  const part = parts.find(({ kind }) => kind === 'staff');
  return part?.kind === 'staff' ? part.text : undefined;
}

/** "Qué" is found by "que". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
