import { emptyConversation, type Outgoing } from '../../domain/conversation.ts';
import { type ConversationId, conversationIdOf, type StaffId } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Ways } from '../../escalation/paging/roster.ts';
import type { Clock } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
import type { Store } from '../../store/store.ts';
import { answersToReview, isSaid, reminderItemId, reminderKey } from './due-reminders.ts';

type Deps = { store: Store; ways: Pick<Ways, 'slack' | 'email'>; now: Clock };

/**
 * Puts a reminder of the answers whose review is 30, 7 or 1 days away, or past, into the outbox: for the staff channel, and
 * for every moderator who has an address. Each of these is said once. What was said is kept in a conversation that no
 * patient is in, so that it goes out like all else: at least once, found again by its mark, and visibly where it cannot.
 */
export async function remindModerators({ store, ways, now }: Deps): Promise<void> {
  const at = now();
  const due = answersToReview(await store.answers.all(), at);
  const places = due.length === 0 ? [] : await placesOf(store, ways);
  if (places.length === 0) return;
  const conversationId = await remindersId(store);
  await store.conversations.update(conversationId, async (current) => {
    const record =
      current ?? emptyConversation({ conversationId, channel: 'slack', address: {} }, at);
    const unsaid = due.filter((one) => !isSaid(one, record));
    if (unsaid.length === 0) return { next: undefined, result: undefined };
    const morning = `r_${base32(20)}`;
    const said = Object.fromEntries(unsaid.map((one) => [reminderKey(one), morning]));
    const items = places.map(({ to, person }): Outgoing => {
      const id = reminderItemId(morning, person);
      const whom = person && { person };
      return {
        id,
        to,
        kind: 'reminder',
        about: unsaid.length,
        ...whom,
        attempts: 0,
        notBefore: at,
      };
    });
    const next = {
      ...record,
      updatedAt: at,
      delivered: { ...record.delivered, ...said },
      outbox: [...record.outbox, ...items],
    };
    return { next, result: undefined };
  });
}

type Place = { to: Outgoing['to']; person?: StaffId };

async function placesOf({ staff }: Store, { slack, email }: Deps['ways']): Promise<Place[]> {
  const addressed = (await staff.all()).filter(isRemindedByMail);
  return [
    ...(slack ? [{ to: 'slack_staff' as const }] : []),
    ...(email ? addressed.map(({ id }) => ({ to: 'email' as const, person: id })) : []),
  ];
}

/** Moderators who can be reached by mail; asked again when the mail goes out. */
export function isRemindedByMail({ role, disabled, email }: StaffMember): boolean {
  return role === 'moderator' && !disabled && email !== undefined;
}

async function remindersId(store: Store): Promise<ConversationId> {
  return conversationIdOf(await store.secret('slack-reminders', () => base32(52)));
}
