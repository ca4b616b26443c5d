import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { type StaffId, TicketNumber } from '../../../../domain/ids.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Store, TicketInConversation } from '../../../../store/store.ts';
import { REASON, TOPIC, URGENCY } from '../../../ticket-words.ts';
import type { QueueChip, TicketLists } from '../../../wire.ts';
import { folded } from '../../folded.ts';
import { namesOf, type PersonNames } from '../../person-names.ts';
import { type DueOf, ticketSummary } from '../views/ticket-views.ts';
import { CHIPS, fits, inQueueOrder, type LookedAtTicket, lookAt } from './looked-at-ticket.ts';

/** Open tickets of one stretch: more than any screen shows. */
const STRETCH = 100;
export const RECENT = 50;
/** Resolved tickets are read from the archive, one file each: a search looks at the newest of them. */
const LOOKED_AT = 300;
const MOST_FOUND = 60;
/** Between two breaths of a search through a long queue, so that patients do not wait for it. */
const AT_A_TIME = 250;

export const TicketSearch = z.object({
  query: z.object({
    q: z.string().trim().toLowerCase().max(100).default(''),
    /** Chips, with a comma between; unknown ones are passed over. */
    show: z
      .string()
      .max(100)
      .default('')
      .transform((show) => CHIPS.filter((chip) => show.split(',').includes(chip))),
    from: z.coerce.number().int().nonnegative().max(1_000_000).default(0),
  }),
});
type Asked = z.infer<typeof TicketSearch>['query'];

export type SearchDeps = { store: Store; dueOf: DueOf; now: Clock };
type Reading = { reader: StaffId; dueOf: DueOf; at: string; names: PersonNames };

/** The queue as one reader sees it, a stretch at a time; or what has all of the words. */
export async function ticketLists(
  { q, show, from }: Asked,
  reader: StaffId,
  { store, dueOf, now }: SearchDeps,
): Promise<TicketLists> {
  const reading = { reader, dueOf, at: now(), names: await namesOf(store) };
  if (q !== '') return inLists(await findTickets(q, { store, reading, show }), reading);
  const [open, recent] = await Promise.all([
    store.conversations.openTickets(),
    from === 0 ? store.conversations.recentTickets({ limit: RECENT }) : [],
  ]);
  const resolved = recent.filter(({ ticket }) => ticket.state === 'resolved');
  const fitting = [...open, ...resolved]
    .map((found) => lookAt(found, reading))
    .filter((one) => fits(one, show));
  return inLists({ fitting, from, cut: false }, reading);
}

type Found = { fitting: LookedAtTicket[]; from?: number; cut: boolean };

function inLists({ fitting, from = 0, cut }: Found, reading: Reading): TicketLists {
  const isOpen = ({ clock }: LookedAtTicket) => clock.state !== 'resolved';
  const open = fitting.filter(isOpen).sort(inQueueOrder);
  const howMany = (wanted: LookedAtTicket['part']) =>
    open.filter(({ part }) => part === wanted).length;
  const summaries = (tickets: LookedAtTicket[]) =>
    tickets.map(({ found }) => ticketSummary(found, reading));
  return {
    open: summaries(open.slice(from, from + STRETCH)),
    from,
    stretch: STRETCH,
    totals: { needs: howMany('needs'), yours: howMany('yours'), others: howMany('others') },
    resolved: summaries(fitting.filter((one) => !isOpen(one))),
    cut,
  };
}

type Searched = { store: Store; reading: Reading; show?: readonly QueueChip[] };

/** Every word must stand somewhere: in the number, the reason, the topic, who has it, or what was said and noted. */
async function findTickets(q: string, { store, reading, show = [] }: Searched): Promise<Found> {
  const byNumber = /^#?(\d{1,9})$/.exec(q)?.[1];
  const exact = byNumber === undefined ? undefined : await byItsNumber(store, Number(byNumber));
  const first = exact ? [lookAt(exact, reading)].filter((one) => fits(one, show)) : [];
  if (q.startsWith('#') && byNumber !== undefined) return { fitting: first, cut: false };
  const [open, recent] = await Promise.all([
    store.conversations.openTickets(),
    store.conversations.recentTickets({ limit: LOOKED_AT }),
  ]);
  const all = [...open, ...recent.filter(({ ticket }) => ticket.state === 'resolved')]
    .filter(({ ticket }) => ticket.number !== exact?.ticket.number)
    .map((found) => lookAt(found, reading))
    .filter((one) => fits(one, show))
    .sort((a, b) => Number(isResolved(a)) - Number(isResolved(b)) || inQueueOrder(a, b));
  const found = await firstWith(folded(q).split(/\s+/), all, reading.names);
  const fitting = [...first, ...found];
  return { fitting: fitting.slice(0, MOST_FOUND), cut: fitting.length > MOST_FOUND };
}

const isResolved = ({ clock }: LookedAtTicket) => clock.state === 'resolved';

/** One more than are shown, so that it is known whether there are more; the rest is not looked at. */
async function firstWith(
  words: readonly string[],
  all: readonly LookedAtTicket[],
  names: PersonNames,
): Promise<LookedAtTicket[]> {
  const found: LookedAtTicket[] = [];
  for (const [index, one] of all.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const text = searchText(one.found, names);
    if (words.every((word) => text.includes(word))) found.push(one);
    if (found.length > MOST_FOUND) break;
  }
  return found;
}

/** The first few that have all of the words, open ones first. */
export async function fewTickets(
  q: string,
  { most, reader, store, dueOf, now }: SearchDeps & { most: number; reader: StaffId },
) {
  const reading = { reader, dueOf, at: now(), names: await namesOf(store) };
  const { fitting } = await findTickets(q, { store, reading });
  return {
    found: fitting.slice(0, most).map((one) => ticketSummary(one.found, reading)),
    more: fitting.length > most,
  };
}

async function byItsNumber(store: Store, number: number) {
  const parsed = TicketNumber.safeParse(number);
  return parsed.success ? store.conversations.findTicket(parsed.data) : undefined;
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
