import type { Conversation } from '../domain/conversation.ts';
import type { Ticket } from '../domain/ticket.ts';
import { findJoinable, openTicket } from '../escalation/tickets/open-ticket.ts';
import type { Decision } from './decide/decision.ts';
import { audited, withCard } from './reply/append-reply.ts';
import type { TurnDeps } from './turn-deps.ts';

export type Escalated = { conversation: Conversation; ticket: Ticket | undefined };

/** Puts the decision's escalation, if there is one, on the desk: a ticket, its card, the audit entry, and the first page. */
export async function escalate(
  conversation: Conversation,
  { escalation }: Decision,
  { deps, at }: { deps: TurnDeps; at: string },
): Promise<Escalated> {
  if (!escalation) return { conversation, ticket: undefined };
  const joined = findJoinable(conversation, escalation.reason, at);
  const number = joined?.number ?? (await deps.reserveTicketNumber(conversation.id));
  const { conversation: opened, ticket } = openTicket(conversation, escalation, { number, at });
  const kind = joined ? 'ticket_update' : 'ticket_card';
  const carded = withCard(opened, { number, kind, at, posts: deps.posts });
  const action = actionOn(joined);
  const noted = audited(carded, { at, by: 'bot', action, number });
  return { conversation: await deps.page(noted, at), ticket };
}

function actionOn(joined: Ticket | undefined): string {
  if (!joined) return 'ticket opened';
  return joined.state === 'resolved'
    ? 'ticket reopened by a new message'
    : 'ticket joined by a new message';
}
