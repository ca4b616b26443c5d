import { Urgency } from '../domain/concern.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import type { Reason, Ticket } from '../domain/ticket.ts';

/** How long a ticket may wait for a person before its patient is told, in milliseconds (safety policy, section 3). */
export type NotSeenTargets = {
  emergencyMs: number;
  /** Self-harm and abuse that are no emergency. */
  crisisMs: number;
  urgentMs: number;
};

const CRISIS: readonly Reason[] = ['self_harm', 'abuse_disclosed'];

/** Open tickets that no one has seen in time and whose patient was not told so yet. */
export function findNotSeen(
  conversation: Conversation,
  { targets, at }: { targets: NotSeenTargets; at: Instant },
): Ticket[] {
  return conversation.tickets.filter((ticket) => {
    const due = tellMs(ticket, conversation, targets);
    return due !== undefined && due <= Date.parse(at);
  });
}

/** The conversation with the fact that the patient was told about these tickets. */
export function markNotSeenTold(
  conversation: Conversation,
  told: Ticket[],
  at: Instant,
): Conversation {
  const numbers = new Set(told.map(({ number }) => number));
  const tickets = conversation.tickets.map((ticket) =>
    numbers.has(ticket.number) ? { ...ticket, notSeenToldAt: at } : ticket,
  );
  return { ...conversation, tickets };
}

/**
 * When someone should have seen the ticket; `undefined` for a routine one, which runs in opening hours that the program
 * does not know yet. A ticket that became more urgent keeps the earliest of its times.
 */
export function seenDueAt(ticket: Ticket, targets: NotSeenTargets): Instant | undefined {
  const dues = duesOf(ticket, targets).map(({ dueMs }) => dueMs);
  return dues.length > 0 ? new Date(Math.min(...dues)).toISOString() : undefined;
}

/** When the patient is to be told, in milliseconds of the epoch; `undefined`: never. */
function tellMs(
  ticket: Ticket,
  conversation: Conversation,
  targets: NotSeenTargets,
): number | undefined {
  if (ticket.state !== 'new' || ticket.notSeenToldAt !== undefined) return undefined;
  const unseen = duesOf(ticket, targets).filter(({ from }) => !isSeen(ticket, conversation, from));
  return unseen.length > 0 ? Math.min(...unseen.map(({ dueMs }) => dueMs)) : undefined;
}

/** One for each urgency that the ticket has had since it was opened. */
function duesOf(ticket: Ticket, targets: NotSeenTargets): { from: Instant; dueMs: number }[] {
  const since = ticket.urgentSince ?? { [ticket.urgency]: ticket.openedAt };
  return Urgency.options.flatMap((urgency) => {
    const from = since[urgency];
    const afterMs = targetMs(ticket.reason, urgency, targets);
    if (from === undefined || afterMs === undefined) return [];
    return [{ from, dueMs: Date.parse(from) + afterMs }];
  });
}

function targetMs(reason: Reason, urgency: Urgency, targets: NotSeenTargets): number | undefined {
  if (urgency === 'emergency') return targets.emergencyMs;
  if (CRISIS.includes(reason)) return targets.crisisMs;
  return urgency === 'urgent' ? targets.urgentMs : undefined;
}

/** Staff who joined this chat, wrote in it or made a note on the ticket have seen it: "no one has" would be untrue. */
function isSeen(ticket: Ticket, { tickets, messages }: Conversation, since: Instant): boolean {
  return (
    tickets.some(({ claimedAt }) => claimedAt !== undefined && claimedAt > since) ||
    messages.some(({ from, at }) => from === 'staff' && at > since) ||
    ticket.notes.some(({ by, at }) => by !== 'bot' && at > since)
  );
}
