import type { AuditEntry } from '../../../../domain/audit.ts';
import type { Conversation, Turn } from '../../../../domain/conversation.ts';
import { isTrial } from '../../../../domain/first-run.ts';
import type { Instant } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import type { TicketInConversation } from '../../../../store/store.ts';
import type { StepView, TicketSummary, TicketView, TurnView } from '../../../wire.ts';
import type { PersonNames } from '../../person-names.ts';
import { messageViews, type Words } from './message-views.ts';

const EXCERPT_CHARACTERS = 140;
const INTENTS_SHOWN = 3;

/** When a ticket's first words of staff and its end are due. */
export type DueOf = (ticket: Ticket) => {
  firstResponse: Instant | undefined;
  resolve: Instant | undefined;
};

type Looked = { names: PersonNames; dueOf: DueOf };

export function ticketSummary(
  { ticket, conversation }: TicketInConversation,
  { names, dueOf }: Looked,
): TicketSummary {
  return {
    number: ticket.number,
    reason: ticket.reason,
    urgency: ticket.urgency,
    topic: ticket.topic ?? null,
    state: ticket.state,
    ...clockOf(ticket, dueOf),
    assignee: ticket.assignee ? names.of(ticket.assignee) : null,
    conversation: conversation.id,
    channel: conversation.channel,
    locale: conversation.locale,
    ...lastWordsOf(conversation),
    ...(isTrial(conversation) && { trial: true }),
  };
}

/** What happened when, and what is due when. */
export function clockOf(ticket: Ticket, dueOf: DueOf) {
  const { firstResponse, resolve } = dueOf(ticket);
  return {
    openedAt: ticket.openedAt,
    reopenedAt: ticket.reopenedAt ?? null,
    due: { firstResponse: firstResponse ?? null, resolve: resolve ?? null },
    claimedAt: ticket.claimedAt ?? null,
    firstResponseAt: ticket.firstResponseAt ?? null,
    resolvedAt: ticket.resolvedAt ?? null,
  };
}

function lastWordsOf(conversation: Conversation) {
  const lastOfPatient = lastOf('patient', conversation);
  return {
    excerpt: shortened(lastOfPatient?.text ?? ''),
    lastPatientMessageAt: lastOfPatient?.at ?? null,
    patientWaits: patientWaits(conversation),
  };
}

/** They wrote after the last words of staff. */
export function patientWaits(conversation: Conversation): boolean {
  const [ofPatient, ofStaff] = [lastOf('patient', conversation), lastOf('staff', conversation)];
  return (ofPatient?.seq ?? 0) > (ofStaff?.seq ?? 0);
}

function lastOf(who: 'patient' | 'staff', { messages }: Conversation) {
  return messages.findLast(({ from }) => from === who);
}

export function ticketView(
  found: TicketInConversation,
  { words, ...looked }: Looked & { words: Words },
): TicketView {
  const { ticket, conversation } = found;
  const { names } = looked;
  const page = ticket.pages.at(-1);
  return {
    ...ticketSummary(found, looked),
    notes: ticket.notes.map(({ at, by, text }) => ({ at, by: names.of(by), text })),
    lastPage: page ? { at: page.at, step: page.step, to: page.to.map(names.of) } : null,
    mergedInto: ticket.mergedInto ?? null,
    messages: messageViews(conversation, words),
    turns: conversation.turns.map((turn) => turnView(turn, words)),
    owner: conversation.ownership.owner,
    others: othersThan(ticket, conversation, names),
  };
}

export function stepView(
  { id, at, by, action, details }: AuditEntry,
  names: PersonNames,
): StepView {
  return { id, at, by: names.of(by), action, to: aimOf(details, names) };
}

function aimOf(details: AuditEntry['details'], names: PersonNames): string | null {
  if (typeof details?.to === 'string') return names.of(details.to).firstName;
  return details?.into === undefined ? null : `#${details.into}`;
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

function othersThan(
  { number }: Ticket,
  { tickets }: Conversation,
  names: PersonNames,
): TicketView['others'] {
  return tickets
    .filter((ticket) => ticket.number !== number)
    .map((ticket) => ({
      number: ticket.number,
      reason: ticket.reason,
      state: ticket.state,
      assignee: ticket.assignee ? names.of(ticket.assignee) : null,
    }));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= EXCERPT_CHARACTERS) return line;
  return `${characters.slice(0, EXCERPT_CHARACTERS).join('').trimEnd()}…`;
}
