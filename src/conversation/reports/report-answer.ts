import { type Conversation, emptyConversation, type Message } from '../../domain/conversation.ts';
import type { ConversationId, TicketNumber } from '../../domain/ids.ts';
import type { Part } from '../../domain/reply.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { findJoinable, openTicket } from '../../escalation/tickets/open-ticket.ts';
import { addNote } from '../../escalation/tickets/work-on-ticket.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import { audited, withCard } from '../reply/append-reply.ts';

/** Somebody says that something the bot or staff said is wrong or unclear. */
type Report = {
  /** The message that is reported. */
  conversation: ConversationId;
  seq: number;
  /** Where staff can answer who reports: their own conversation, which may be the same. */
  reporter: {
    conversation: ConversationId;
    address: Record<string, string>;
    staff?: StaffMember['id'] | undefined;
  };
};

type ReportOutcome = { kind: 'reported'; number: TicketNumber } | { kind: 'no_such_message' };

/** Opens a ticket whose note names what was reported; the same report again changes nothing. */
export type ReportAnswer = (report: Report) => Promise<ReportOutcome>;

type Deps = {
  store: Store;
  /** Tickets are shown in a Slack channel too. */
  posts: boolean;
  now: Clock;
};

type Note = Ticket['notes'][number];

export function createReportAnswer(deps: Deps): ReportAnswer {
  const { store, now } = deps;
  return async (report) => {
    const { conversation: id, seq, reporter } = report;
    const reported = await store.conversations.find(id);
    const message = reported?.messages.find((one) => one.seq === seq && one.from !== 'patient');
    if (!message) return { kind: 'no_such_message' };
    const { conversation: conversationId, address, staff: by = 'bot' } = reporter;
    return store.conversations.update<ReportOutcome>(conversationId, async (current) => {
      const at = now();
      const before =
        current ?? emptyConversation({ conversationId, channel: 'slack', address }, at);
      const note: Note = { at, by, text: noteOf(message, id) };
      const noted = findNoted(before, note.text);
      if (noted) return { next: undefined, result: { kind: 'reported', number: noted.number } };
      const { conversation: next, number } = await withReport(before, note, deps);
      return { next, result: { kind: 'reported', number } };
    });
  };
}

/** The conversation with the note on its report ticket, which is opened where there is none. */
async function withReport(
  before: Conversation,
  note: Note,
  { store, posts }: Deps,
): Promise<{ conversation: Conversation; number: TicketNumber }> {
  const { at, by } = note;
  const joined = findJoinable(before, 'report', at);
  const number = joined?.number ?? (await store.conversations.reserveTicketNumber(before.id));
  const escalation = { reason: 'report', urgency: 'routine', hold: false } as const;
  const { conversation: opened } = openTicket(before, escalation, { number, at });
  const kind = joined ? 'ticket_update' : 'ticket_card';
  const carded = withCard(addNote(opened, number, note) ?? opened, { number, kind, at, posts });
  const action = joined ? 'answer reported again' : 'answer reported';
  const who = by === 'bot' ? 'patient' : by;
  return { conversation: audited(carded, { at, by: who, action, number }), number };
}

function findNoted({ tickets }: Conversation, text: string): Ticket | undefined {
  return tickets.find(
    ({ state, notes }) => state !== 'resolved' && notes.some((note) => note.text === text),
  );
}

/** Names what was said by ids; staff find the words in the console. */
function noteOf({ seq, parts }: Message, id: ConversationId): string {
  const answers = parts.filter(({ kind }) => kind === 'answer');
  const said = (answers.length > 0 ? answers : parts).flatMap((part) => inWords(part));
  return `Reported as wrong or unclear: ${said.join(', ')} (message ${seq} of conversation ${id}).`;
}

function inWords(part: Part): string[] {
  switch (part.kind) {
    case 'answer':
      return [`answer ${part.id}, revision ${part.revision} (${part.locale})`];
    case 'staff':
      return ['a message of staff'];
    case 'block':
      return part.id === 'WARNING' ? [] : [`text ${part.id} (${part.locale})`];
  }
}
