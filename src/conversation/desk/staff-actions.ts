import type { Conversation, Message } from '../../domain/conversation.ts';
import type { TicketNumber } from '../../domain/ids.ts';
import type { Signature } from '../../domain/staff.ts';
import type { ClaimOutcome } from '../../domain/ticket.ts';
import { type MergeOutcome, mergeTickets } from '../../escalation/tickets/merge-tickets.ts';
import {
  type ReassignOutcome,
  type ReleaseOutcome,
  reassignTicket,
  releaseTicket,
} from '../../escalation/tickets/pass-on-ticket.ts';
import {
  addNote,
  claimTicket,
  noteResponse,
  type ResolveOutcome,
  resolveTicket,
  type Worked,
} from '../../escalation/tickets/work-on-ticket.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Change, Store } from '../../store/store.ts';
import { appendReply, type Deed } from '../reply/append-reply.ts';
import type { Sender } from '../reply/sender.ts';
import { settle } from './settle.ts';

type StaffReplyOutcome =
  | { kind: 'sent'; message: Message }
  | { kind: 'not_yours' }
  | { kind: 'no_such_ticket' };

type NoteOutcome = { kind: 'noted' } | { kind: 'no_such_ticket' };

/** What staff do at the desk, on whatever surface. Each is one atomic change of the conversation. */
export type StaffActions = {
  /** Takes the ticket and tells the patient that staff have joined; from here on the bot is silent. */
  claim(number: TicketNumber, by: Signature): Promise<ClaimOutcome>;
  /** Gives the ticket back to the queue; the patient is told, as on every hand-back. */
  release(number: TicketNumber, by: Signature): Promise<ReleaseOutcome>;
  /** Hands it to another member of staff who works at the desk. By its assignee, or by an admin. */
  reassign(number: TicketNumber, by: Signature, to: Signature): Promise<ReassignOutcome>;
  /** All other unresolved tickets of this conversation go on in this one. */
  merge(number: TicketNumber, by: Signature): Promise<MergeOutcome>;
  /** Sends a message to the patient, signed, under the warning. `actionId` again sends nothing twice. */
  reply(
    number: TicketNumber,
    by: Signature,
    message: { text: string; actionId: string },
  ): Promise<StaffReplyOutcome>;
  /** What the patient would read, without sending it. */
  preview(by: Signature, text: string, locale: Conversation['locale']): string;
  note(number: TicketNumber, by: Signature, text: string): Promise<NoteOutcome>;
  /** Closes the ticket. With the last one of theirs staff have left, and the patient is told what holds from then on. */
  resolve(number: TicketNumber, by: Signature): Promise<ResolveOutcome>;
};

/** `posts`: tickets are shown in a Slack channel too. */
type Deps = { store: Store; sender: Sender; now: Clock; posts: boolean };

type Missing = { kind: 'no_such_ticket' };
type Step<Outcome> = (conversation: Conversation, at: string) => Worked<Outcome>;
/** What the trail keeps of a deed that changed something. */
type Deeds<Outcome> = (outcome: Outcome) => Omit<Deed, 'at' | 'by'>[];

const MISSING: Missing = { kind: 'no_such_ticket' };

export function createStaffActions({ store, sender, now, posts }: Deps): StaffActions {
  const change = async <Outcome>(
    number: TicketNumber,
    step: (conversation: Conversation, at: string) => Change<Conversation, Outcome | Missing>,
  ): Promise<Outcome | Missing> => {
    const id = (await store.conversations.findTicket(number))?.conversation.id;
    if (!id) return MISSING;
    return store.conversations.update<Outcome | Missing>(id, async (current) =>
      current ? step(current, now()) : { next: undefined, result: MISSING },
    );
  };
  const work = <Outcome>(
    { number, by }: { number: TicketNumber; by: Signature },
    step: Step<Outcome>,
    deedsOf: Deeds<Outcome>,
  ) =>
    change<Outcome>(number, (before, at) => {
      const { outcome, conversation: after } = step(before, at);
      if (after === before) return { next: undefined, result: outcome };
      const deeds = deedsOf(outcome).map((deed) => ({ ...deed, by: by.id }));
      return { next: settle(before, after, { deeds, at, sender, posts }), result: outcome };
    });

  return {
    claim: (number, by) =>
      work<ClaimOutcome>(
        { number, by },
        (conversation, at) => claimTicket(conversation, number, { by: by.id, at }),
        () => [{ action: 'ticket claimed', number }],
      ),

    release: (number, by) =>
      work<ReleaseOutcome>(
        { number, by },
        (conversation, at) => releaseTicket(conversation, number, { by: by.id, at }),
        () => [{ action: 'ticket released', number }],
      ),

    reassign: (number, by, to) =>
      work<ReassignOutcome>(
        { number, by },
        (conversation, at) => reassignTicket(conversation, number, { by, to, at }),
        () => [{ action: 'ticket reassigned', number, details: { to: to.id } }],
      ),

    merge: (number, by) =>
      work<MergeOutcome>(
        { number, by },
        (conversation, at) => mergeTickets(conversation, number, { by: by.id, at }),
        (outcome) =>
          (outcome.kind === 'merged' ? outcome.numbers : []).map((merged) => ({
            action: 'ticket merged',
            number: merged,
            details: { into: number },
          })),
      ),

    reply: (number, by, { text, actionId }) =>
      change<StaffReplyOutcome>(number, (before, at) => {
        const already = sentBefore(before, actionId);
        if (already) return { next: undefined, result: { kind: 'sent', message: already } };
        const responded = noteResponse(before, number, { by: by.id, at });
        if (!responded) return { next: undefined, result: { kind: 'not_yours' } };
        const sealed = sender.send(staffDraft(by, text, before.locale));
        const stamp = { at, id: actionId, signature: by };
        const { conversation: said, message } = appendReply(responded, sealed, stamp);
        const deeds = [{ by: by.id, action: 'message sent to patient', number }];
        const next = settle(before, said, { deeds, at, sender, posts });
        return { next, result: { kind: 'sent', message } };
      }),

    preview: (by, text, locale) => sender.send(staffDraft(by, text, locale)).text,

    note: (number, by, text) =>
      work<NoteOutcome>(
        { number, by },
        (conversation, at) => {
          const noted = addNote(conversation, number, { by: by.id, at, text });
          if (!noted) return { outcome: MISSING, conversation };
          return { outcome: { kind: 'noted' }, conversation: noted };
        },
        () => [{ action: 'note written', number }],
      ),

    resolve: (number, by) =>
      work<ResolveOutcome>(
        { number, by },
        (conversation, at) => resolveTicket(conversation, number, { by: by.id, at }),
        () => [{ action: 'ticket resolved', number }],
      ),
  };
}

/** A patient chooses the ids of their own messages, so those are not looked at. */
function sentBefore({ messages }: Conversation, actionId: string): Message | undefined {
  return messages.find(({ from, id }) => from === 'staff' && id === actionId);
}

function staffDraft(by: Signature, text: string, locale: Conversation['locale']) {
  const warning = { kind: 'block' as const, id: 'WARNING', locale };
  const words = { kind: 'staff' as const, by, locale, text };
  return { kind: 'escalation' as const, locale, parts: [words, warning], choices: [] };
}
