import { DELIVERED, type Deliver } from '../../../../conversation/outbox/delivery.ts';
import { answersToReview, remindersOf } from '../../../../conversation/reminders/due-reminders.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Store } from '../../../../store/store.ts';
import { reviewPost } from '../../messages/to-staff/review-post.ts';
import type { PostOnce } from '../post-once.ts';

type Deps = {
  postOnce: PostOnce;
  store: Store;
  staffChannel: string;
  consoleUrl: string;
  now: Clock;
};

/** Posts which answers to review. Those that were seen to while it waited are left out. */
export function createReminderDelivery(deps: Deps): Deliver {
  const { postOnce, store, staffChannel: channel, consoleUrl, now } = deps;
  return async (item, conversation, { doubtful }) => {
    const due = answersToReview(await store.answers.all(), now());
    const reminders = remindersOf(item, conversation, due);
    if (reminders.length === 0) return DELIVERED;
    const moderators = (await store.staff.all()).filter(
      ({ role, disabled }) => role === 'moderator' && !disabled,
    );
    await postOnce({
      channel,
      thread: undefined,
      post: reviewPost(reminders, { moderators, consoleUrl }),
      mark: item.id,
      ...(doubtful && { lookSince: item.failingSince ?? item.notBefore }),
    });
    return DELIVERED;
  };
}
