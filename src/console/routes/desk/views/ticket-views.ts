import { Urgency } from '../../../domain/concern.ts';
import type { Conversation, Turn } from '../../../domain/conversation.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import { type NotSeenTargets, seenDueAt } from '../../../escalation/not-seen.ts';
import type { TicketInConversation } from '../../../store/store.ts';
import type { TicketSummary, TicketView, TurnView } from '../../wire.ts';
import type { PersonNames } from '../person-names.ts';
import { messageViews, type Words } from './message-views.ts';

const EXCERPT_CHARACTERS = 140;
const INTENTS_SHOWN = 3;

type Looked = { names: PersonNames; targets: NotSeenTargets };

/** Most urgent first, then the longest wait. */
export function byUrgencyAndClock(a: TicketSummary, b: TicketSummary): number {
  const rank = ({ urgency }: TicketSummary) => Urgency.options.indexOf(urgency);
  return rank(a) - rank(b) || a.openedAt.localeCompare(b.openedAt);
}

export function ticketSummary(
  { ticket, conversation }: TicketInConversation,
  { names, targets }: Looked,
): TicketSummary {
  const { messages } = conversation;
  const lastOfPatient = messages.findLast((message) => message.from === 'patient');
  const lastOfStaff = messages.findLast((message) => message.from === 'staff');
  return {
    number: ticket.number,
    reason: ticket.reason,
    urgency: ticket.urgency,
    topic: ticket.topic ?? null,
    state: ticket.state,
    openedAt: ticket.openedAt,
    dueAt: seenDueAt(ticket, targets) ?? null,
    claimedAt: ticket.claimedAt ?? null,
    firstResponseAt: ticket.firstResponseAt ?? null,
    resolvedAt: ticket.resolvedAt ?? null,
    assignee: ticket.assignee ? names.of(ticket.assignee) : null,
    conversation: conversation.id,
    channel: conversation.channel,
    locale: conversation.locale,
    excerpt: shortened(lastOfPatient?.text ?? ''),
    lastPatientMessageAt: lastOfPatient?.at ?? null,
    patientWaits: (lastOfPatient?.seq ?? 0) > (lastOfStaff?.seq ?? 0),
  };
}

export function ticketView(
  found: TicketInConversation,
  { words, ...looked }: Looked & { words: Words },
): TicketView {
  const { ticket, conversation } = found;
  const { names } = looked;
  return {
    ...ticketSummary(found, looked),
    notes: ticket.notes.map(({ at, by, text }) => ({ at, by: names.of(by), text })),
    messages: messageViews(conversation, words),
    turns: conversation.turns.map((turn) => turnView(turn, words)),
    owner: conversation.ownership.owner,
    others: othersThan(ticket, conversation),
  };
}

function turnView(turn: Turn, words: Words): TurnView {
  const { patientSeq, replyKind, locale } = turn;
  return {
    patientSeq,
    replyKind,
    concerns: turn.concerns.map(({ concern, urgency, detector, cue }) => ({
      concern,
      urgency,
      detector,
      cue,
    })),
    intents: turn.intents.slice(0, INTENTS_SHOWN),
    answers: turn.answers.map(({ id, revision }) => ({
      id,
      locale,
      revision,
      title: words.title(id, locale, revision),
    })),
    tickets: turn.tickets.map(({ number }) => number),
  };
}

function othersThan({ number }: Ticket, { tickets }: Conversation): TicketView['others'] {
  return tickets
    .filter((ticket) => ticket.number !== number)
    .map((ticket) => ({ number: ticket.number, reason: ticket.reason, state: ticket.state }));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= EXCERPT_CHARACTERS) return line;
  return `${characters.slice(0, EXCERPT_CHARACTERS).join('').trimEnd()}…`;
}
