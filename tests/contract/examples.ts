import type { Answer } from '../../src/domain/answer.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import {
  type Conversation,
  emptyConversation,
  type Outgoing,
} from '../../src/domain/conversation.ts';
import {
  AnswerId,
  type ConversationId,
  conversationIdOf,
  IntentId,
  StaffId,
  TicketNumber,
} from '../../src/domain/ids.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { Ticket } from '../../src/domain/ticket.ts';

export const AT = '2026-11-22T14:44:04.000Z';

export function aConversationId(secret = 'a patient'): ConversationId {
  return conversationIdOf(secret);
}

export function aConversation(but: Partial<Conversation> = {}): Conversation {
  const empty = emptyConversation({ conversationId: aConversationId(), channel: 'web' }, AT);
  return { ...empty, ...but };
}

export function aTicket(but: Partial<Ticket> = {}): Ticket {
  return {
    number: TicketNumber.parse(1),
    reason: 'dose',
    urgency: 'urgent',
    state: 'new',
    openedAt: AT,
    pages: [],
    notes: [],
    ...but,
  };
}

export function anOutgoing(but: Partial<Outgoing> = {}): Outgoing {
  return {
    id: 'o1',
    to: 'slack_staff',
    kind: 'ticket_card',
    about: 1,
    attempts: 0,
    notBefore: AT,
    ...but,
  };
}

export function anEntry(id: string, but: Partial<AuditEntry> = {}): AuditEntry {
  return { id, at: AT, by: 'bot', action: 'ticket_opened', subject: 'ticket 1', ...but };
}

export function aStaffId(letter: string): StaffId {
  return StaffId.parse(`s_${letter.repeat(16)}`);
}

export function aStaffMember(but: Partial<StaffMember> = {}): StaffMember {
  return {
    schema: 1,
    id: aStaffId('a'),
    login: 'maria',
    firstName: 'Maria',
    role: 'responder',
    passwordHash: '-',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: AT,
    ...but,
  };
}

export function anAnswer(but: Partial<Answer> = {}): Answer {
  return {
    schema: 1,
    id: AnswerId.parse('driving.after-treatment'),
    locale: 'en',
    revisions: [
      {
        number: 1,
        content: {
          title: 'Driving after treatment',
          intents: [IntentId.parse('driving.after_treatment')],
          besideDose: true,
          sources: [{ title: 'A leaflet', publisher: 'A publisher', checked: '2026-11-22' }],
          reviewEveryMonths: 12,
          awaitingTranslator: false,
          text: 'Do not drive yourself home.',
        },
        contentHash: 'hash',
        state: 'draft',
        author: 'starter',
        createdAt: AT,
        approvals: [],
        renewals: [],
      },
    ],
    ...but,
  };
}
