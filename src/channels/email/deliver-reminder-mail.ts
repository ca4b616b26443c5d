import { DELIVERED, type Deliver } from '../../conversation/outbox/delivery.ts';
import { answersToReview, remindersOf } from '../../conversation/reminders/due-reminders.ts';
import { isRemindedByMail } from '../../conversation/reminders/remind-moderators.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StaffRepository } from '../../store/store.ts';
import type { Mailer } from './create-mailer.ts';
import { reviewMail } from './review-mail.ts';

type Deps = {
  staff: Pick<StaffRepository, 'find'>;
  answers: () => Promise<readonly Answer[]>;
  consoleUrl: string;
  now: Clock;
};

/** Reminds one moderator of the answers to review. Who is none any more, and what was seen to, is left out. */
export function createReminderMail(
  { staff, answers, consoleUrl, now }: Deps,
  mailer: Pick<Mailer, 'send'>,
): Deliver {
  return async (item, conversation) => {
    const person = item.person && (await staff.find(item.person));
    const reminders = remindersOf(item, conversation, answersToReview(await answers(), now()));
    if (!person?.email || !isRemindedByMail(person) || reminders.length === 0) return DELIVERED;
    const expired = reminders.filter(({ days }) => days === 0).length;
    const words = reviewMail({ count: reminders.length, expired }, consoleUrl);
    await mailer.send({ key: item.id, to: person.email, ...words, calm: true });
    return DELIVERED;
  };
}
