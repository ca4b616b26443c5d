import type { Answer, Revision } from '../../domain/answer.ts';
import type { Conversation, Outgoing } from '../../domain/conversation.ts';
import type { AnswerId, Instant, Locale, StaffId } from '../../domain/ids.ts';
import { HOUR_MS } from '../../shared/clock.ts';

/** An answer that someone must look at again, and how soon; `days` is 0 when its date is past and it is not sent any more. */
export type ReviewReminder = {
  id: AnswerId;
  locale: Locale;
  revision: number;
  title: string;
  reviewBy: Instant;
  /** That date was moved on, so what was said of the one before says nothing of this one. */
  renewed: boolean;
  days: 0 | 1 | 7 | 30;
};

const DAY_MS = 24 * HOUR_MS;
const STAGES = [0, 1, 7, 30] as const;

/** Published answers whose review date is past, or near, each with the nearest of its stages; the most pressing first. */
export function answersToReview(answers: readonly Answer[], at: Instant): ReviewReminder[] {
  return answers
    .flatMap((answer) => answer.revisions.flatMap((revision) => toReview(answer, revision, at)))
    .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1));
}

function toReview({ id, locale }: Answer, revision: Revision, at: Instant): ReviewReminder[] {
  const { number, state, reviewBy, content, renewals } = revision;
  if (state !== 'published' || reviewBy === undefined) return [];
  const left = (Date.parse(reviewBy) - Date.parse(at)) / DAY_MS;
  const days = STAGES.find((stage) => left <= stage);
  if (days === undefined) return [];
  const renewed = renewals.some((renewal) => renewal.reviewBy < reviewBy);
  return [{ id, locale, revision: number, title: content.title, reviewBy, renewed, days }];
}

/** Names one reminder: each is made once. */
export function reminderKey(one: ReviewReminder): string {
  const { id, locale, revision, renewed, reviewBy, days } = one;
  const date = renewed ? `:${reviewBy.slice(0, 10)}` : '';
  return `review:${locale}:${id}:${revision}${date}:${days}`;
}

/** So is one that something more pressing was said after: a clock that was set back makes none of it again. */
export function isSaid(
  one: ReviewReminder,
  { delivered }: Pick<Conversation, 'delivered'>,
): boolean {
  const asPressing = STAGES.filter((days) => days <= one.days);
  return asPressing.some((days) => delivered[reminderKey({ ...one, days })] !== undefined);
}

/** All that one morning says has one name, whichever way it goes out; an item's id is that name and whom it is for. */
export function reminderItemId(morning: string, person: StaffId | undefined): string {
  return person === undefined ? morning : `${morning}.${person}`;
}

/** What an item of the outbox reminds of, as it stands now: what was seen to while it waited is left out. */
export function remindersOf(
  item: Outgoing,
  { delivered }: Pick<Conversation, 'delivered'>,
  due: readonly ReviewReminder[],
): ReviewReminder[] {
  const [morning] = item.id.split('.');
  return due.filter((one) => keysOf(one).some((key) => delivered[key] === morning));
}

/** It may have come nearer since it was put into the outbox. */
function keysOf(one: ReviewReminder): string[] {
  return STAGES.map((days) => reminderKey({ ...one, days }));
}
