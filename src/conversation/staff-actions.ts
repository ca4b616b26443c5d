import type { Conversation, Message } from '../domain/conversation.ts';
import type { ConversationId, TicketNumber } from '../domain/ids.ts';
import type { BlockId } from '../domain/reply.ts';
import type { Signature } from '../domain/staff.ts';
import type { ClaimOutcome } from '../domain/ticket.ts';
import { isHeld } from '../escalation/ownership.ts';
import {
  addNote,
  claimTicket,
  noteResponse,
  type ResolveOutcome,
  resolveTicket,
} from '../escalation/work-on-ticket.ts';
import type { Clock } from '../shared/clock.ts';
import { base32 } from '../shared/ids.ts';
import type { Change, Store } from '../store/store.ts';
import { appendReply, audited, withCard } from './reply/append-reply.ts';
import type { Sender } from './reply/sender.ts';

type StaffReplyOutcome =
  | { kind: 'sent'; message: Message }
  | { kind: 'not_yours' }
  | { kind: 'no_such_ticket' };

type NoteOutcome = { kind: 'noted' } | { kind: 'no_such_ticket' };

/** What staff do at the desk, on whatever surface. Each is one atomic change of the conversation. */
export type StaffActions = {
  /** Takes the ticket and tells the patient that staff have joined; from here on the bot is silent. */
  claim(number: TicketNumber, by: Signature): Promise<ClaimOutcome>;
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

export function createStaffActions({ store, sender, now, posts }: Deps): StaffActions {
  /** Finds the ticket's conversation and changes it; `missing` when there is no such ticket. */
  const change = async <Result>(
    number: TicketNumber,
    missing: Result,
    step: (conversation: Conversation, at: string) => Change<Conversation, Result>,
  ): Promise<Result> => {
    const id = await conversationOf(store, number);
    if (!id) return missing;
    return store.conversations.update(id, async (current) =>
      current ? step(current, now()) : { next: undefined, result: missing },
    );
  };
  const tell = (conversation: Conversation, blocks: BlockId[], at: string) => {
    const { locale } = conversation;
    const parts = [...blocks, 'WARNING'].map((id) => ({ kind: 'block' as const, id, locale }));
    const sealed = sender.send({ kind: 'escalation', locale, parts, choices: [] });
    return appendReply(conversation, sealed, { at, id: `b_${base32(16)}` }).conversation;
  };
  return {
    claim: (number, by) =>
      change<ClaimOutcome>(number, { kind: 'no_such_ticket' }, (conversation, at) => {
        const { outcome, conversation: claimed } = claimTicket(conversation, number, {
          by: by.id,
          at,
        });
        if (outcome.kind !== 'claimed' || claimed === conversation) {
          return { next: undefined, result: outcome };
        }
        const silentBefore = conversation.ownership.owner === 'staff';
        const told = silentBefore ? claimed : tell(claimed, ['R-STAFF-JOINED'], at);
        const next = audited(withCard(told, { number, kind: 'ticket_update', at, posts }), {
          at,
          by: by.id,
          action: 'ticket claimed',
          number,
        });
        return { next, result: outcome };
      }),

    reply: (number, by, { text, actionId }) =>
      change<StaffReplyOutcome>(number, { kind: 'no_such_ticket' }, (conversation, at) => {
        const already = conversation.messages.find((message) => message.id === actionId);
        if (already) return { next: undefined, result: { kind: 'sent', message: already } };
        const responded = noteResponse(conversation, number, { by: by.id, at });
        if (!responded) return { next: undefined, result: { kind: 'not_yours' } };
        const sealed = sender.send(staffDraft(by, text, conversation.locale));
        const { conversation: told, message } = appendReply(responded, sealed, {
          at,
          id: actionId,
          signature: by,
        });
        const next = audited(told, { at, by: by.id, action: 'message sent to patient', number });
        return { next, result: { kind: 'sent', message } };
      }),

    preview: (by, text, locale) => sender.send(staffDraft(by, text, locale)).text,

    note: (number, by, text) =>
      change<NoteOutcome>(number, { kind: 'no_such_ticket' }, (conversation, at) => {
        const noted = addNote(conversation, number, { by: by.id, at, text });
        return { next: noted, result: noted ? { kind: 'noted' } : { kind: 'no_such_ticket' } };
      }),

    resolve: (number, by) =>
      change<ResolveOutcome>(number, { kind: 'no_such_ticket' }, (conversation, at) => {
        const { outcome, conversation: resolved } = resolveTicket(conversation, number, {
          by: by.id,
          at,
        });
        if (outcome.kind !== 'resolved') return { next: undefined, result: outcome };
        const told = outcome.handedBack ? tell(resolved, [afterStaff(resolved)], at) : resolved;
        const next = audited(withCard(told, { number, kind: 'ticket_update', at, posts }), {
          at,
          by: by.id,
          action: 'ticket resolved',
          number,
        });
        return { next, result: outcome };
      }),
  };
}

/** Where another ticket still asks for a hold the bot is not back, and may not say so. */
function afterStaff({ ownership }: Conversation): BlockId {
  return isHeld(ownership) ? 'R-HOLD' : 'R-STAFF-LEFT';
}

function staffDraft(by: Signature, text: string, locale: Conversation['locale']) {
  const warning = { kind: 'block' as const, id: 'WARNING', locale };
  const words = { kind: 'staff' as const, by, locale, text };
  return { kind: 'escalation' as const, locale, parts: [words, warning], choices: [] };
}

async function conversationOf(
  store: Store,
  number: TicketNumber,
): Promise<ConversationId | undefined> {
  return (await store.conversations.findTicket(number))?.conversation.id;
}
