import type { AuditEntry } from '../../../src/domain/audit.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { Evidence } from './evidence.ts';
import { expectOnce, type Faults, tally } from './faults.ts';

/** One card for each ticket, which shows how it ended; each page arrived; each staff message is with its patient once. */
export function judgeDesk(evidence: Evidence, faults: Faults): void {
  const tickets = evidence.conversations.flatMap((conversation) => conversation.tickets);
  judgeCards(tickets, evidence, faults);
  for (const ticket of tickets) judgePages(ticket, evidence, faults);
  judgeStaffMessages(evidence, faults);
}

function judgeCards(tickets: Ticket[], { staffChannel, names }: Evidence, faults: Faults): void {
  const cards = tally(
    staffChannel,
    ({ blocks }) =>
      blocks.map(({ block_id }) => /^ticket_(\d+)$/.exec(String(block_id))?.[1]).find(Boolean) ??
      undefined,
  );
  for (const ticket of tickets) {
    const found = cards.get(String(ticket.number));
    expectOnce(`card of ticket ${ticket.number}`, found, faults);
    const state = stateOf(ticket, names);
    for (const { text } of found ?? []) {
      if (!text.includes(state)) {
        faults.others.push(`card of ticket ${ticket.number}: "${text}" and not "${state}"`);
      }
    }
  }
  const numbers = new Set(tickets.map(({ number }) => String(number)));
  for (const number of cards.keys()) {
    if (!numbers.has(number)) faults.others.push(`a card of no ticket: ${number}`);
  }
}

function stateOf({ state, assignee, mergedInto }: Ticket, names: Map<string, string>): string {
  const who = names.get(assignee ?? '') ?? '';
  switch (state) {
    case 'new':
      return ', nobody has it yet';
    case 'claimed':
      return `, with ${who}`;
    case 'answered':
      return `, answered by ${who}`;
    case 'resolved':
      return mergedInto === undefined
        ? `, resolved by ${who}`
        : `, merged into ticket ${mergedInto}`;
  }
}

/** After one of these nobody need be called any more. */
const TAKEN = new Set([
  'ticket claimed',
  'ticket merged',
  'ticket resolved',
  'note written',
  'message sent to patient',
]);

/** One that was merged into another's hands became as urgent as they are there. */
function mustBePaged({ urgency, number }: Ticket, trail: readonly AuditEntry[]): boolean {
  const tookOver = trail.some(({ details }) => details?.into === number);
  return urgency !== 'routine' && !tookOver;
}

/** A page that waited while the next was due is one with it; one about a ticket that somebody took calls nobody. */
function judgePages(ticket: Ticket, { pages, posted, trail }: Evidence, faults: Faults): void {
  const { number } = ticket;
  const calls = ticket.pages.length;
  if (calls === 0) {
    if (mustBePaged(ticket, trail.entries)) faults.misses.push(`page about ${number}`);
    return;
  }
  const taken = pages.filter(({ body }) => body.type !== 'test' && body.data.ticket === number);
  const last = ticket.pages.at(-1)?.at ?? '';
  const wasTaken = trail.entries.some(
    ({ action, subject, at }) => TAKEN.has(action) && subject === `ticket ${number}` && at >= last,
  );
  const told = taken.filter(({ body }) => body.type === 'ticket.page');
  if (!told.some(({ body }) => body.timestamp === last) && !wasTaken) {
    faults.misses.push(`last page about ${number} at the webhook`);
  }
  const onSlack = posted.filter(({ mark }) => mark.startsWith(`page_${number}_`));
  const marks = tally(onSlack, ({ mark }) => mark);
  for (const [mark, found] of marks) expectOnce(`page ${mark} on Slack`, found, faults);
  const upTo = Math.max(0, ...onSlack.map(({ mark }) => Number(mark.split('.')[1])));
  if (upTo < calls && !wasTaken) faults.misses.push(`page ${calls} about ${number} on Slack`);
}

function judgeStaffMessages({ sent, conversations, webChats, said }: Evidence, faults: Faults) {
  const byId = tally(
    conversations.flatMap(({ channel, messages }) =>
      messages.filter(({ from }) => from === 'staff').map(({ id }) => ({ id, channel })),
    ),
    ({ id }) => id,
  );
  for (const { actionId, number } of sent) {
    expectOnce(`staff message ${actionId} of ticket ${number}`, byId.get(actionId), faults);
  }
  const known = new Set(sent.map(({ actionId }) => actionId));
  const shown = tally([...webChats.values()].flat(), (id) => id);
  for (const [id, [one]] of byId) {
    if (!known.has(id)) faults.others.push(`a staff message that nobody sent: ${id}`);
    if (one?.channel === 'web') {
      expectOnce(`staff message ${id} in the web chat`, shown.get(id), faults);
    }
  }
  if (said.length === 0) faults.others.push('nobody said anything');
}
