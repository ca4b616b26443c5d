import type { Answer } from '../../domain/answer.ts';
import type { AnswerId, Instant, Locale } from '../../domain/ids.ts';
import { HOUR_MS } from '../../shared/clock.ts';

const SOON_MS = 60 * 24 * HOUR_MS;

export type NearReview = {
  id: AnswerId;
  locale: Locale;
  title: string;
  reviewBy: Instant;
  /** It is not sent any more. */
  isPast: boolean;
};

/** Published answers whose review date is past or within 60 days, the earliest first. */
export function findNearReview(answers: readonly Answer[], at: Instant): NearReview[] {
  const until = new Date(Date.parse(at) + SOON_MS).toISOString();
  return answers
    .flatMap(({ id, locale, revisions }): NearReview[] => {
      const sent = revisions.find(({ state }) => state === 'published');
      if (!sent?.reviewBy || sent.reviewBy > until) return [];
      const { reviewBy, content } = sent;
      return [{ id, locale, title: content.title, reviewBy, isPast: reviewBy <= at }];
    })
    .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1));
}
