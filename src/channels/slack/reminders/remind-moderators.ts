import { emptyConversation } from '../../../domain/conversation.ts';
import { type ConversationId, conversationIdOf } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import { base32 } from '../../../shared/ids.ts';
import type { Store } from '../../../store/store.ts';
import { answersToReview, reminderKey } from './due-reminders.ts';

type Deps = { store: Store; now: Clock };

/**
 * Puts a reminder of the answers whose review is 30, 7 or 1 days away, or past, into the outbox; each of these is said
 * once. What was said is kept in a conversation that no patient is in, so that it goes out like all else: at least once,
 * found again by its mark, and visibly where it cannot.
 */
export async function remindModerators({ store, now }: Deps): Promise<void> {
  const at = now();
  const due = answersToReview(await store.answers.all(), at);
  if (due.length === 0) return;
  const conversationId = await remindersId(store);
  await store.conversations.update(conversationId, async (current) => {
    const record =
      current ?? emptyConversation({ conversationId, channel: 'slack', address: {} }, at);
    const unsaid = due.filter((one) => record.delivered[reminderKey(one)] === undefined);
    if (unsaid.length === 0) return { next: undefined, result: undefined };
    const id = `r_${base32(20)}`;
    const said = Object.fromEntries(unsaid.map((one) => [reminderKey(one), id]));
    const item = {
      id,
      to: 'slack_staff',
      kind: 'reminder',
      about: unsaid.length,
      attempts: 0,
      notBefore: at,
    } as const;
    const next = {
      ...record,
      updatedAt: at,
      delivered: { ...record.delivered, ...said },
      outbox: [...record.outbox, item],
    };
    return { next, result: undefined };
  });
}

async function remindersId(store: Store): Promise<ConversationId> {
  return conversationIdOf(await store.secret('slack-reminders', () => base32(52)));
}
