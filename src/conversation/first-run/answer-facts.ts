import { isApproved, liveRevision } from '../../answer-bank/revisions/approvals.ts';
import { type Answer, isForStaff } from '../../domain/answer.ts';
import type { FirstRun } from '../../domain/first-run.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';

/** `waiting`: somebody approved it, and another must. `gone`: taken back, so its questions go to staff. */
type ReviewState = 'approved' | 'waiting' | 'put_off' | 'open' | 'gone';

export type ReviewedAnswer = {
  id: AnswerId;
  locale: Locale;
  title: string;
  revision: number;
  forStaff: boolean;
  state: ReviewState;
};

export function answerKey({ id, locale }: Pick<Answer, 'id' | 'locale'>): string {
  return `${locale} ${id}`;
}

/** Every answer with where its review stands: English first, those for staff last. */
export function reviewedAnswers(
  answers: readonly Answer[],
  { approvals, progress }: { approvals: number; progress: FirstRun },
): ReviewedAnswer[] {
  return answers
    .flatMap((answer): ReviewedAnswer[] => {
      const shown = liveRevision(answer) ?? answer.revisions.at(-1);
      if (!shown) return [];
      const { id, locale } = answer;
      const state = stateOf(answer, { approvals, progress });
      const { title } = shown.content;
      return [
        { id, locale, title, revision: shown.number, forStaff: isForStaff(shown.content), state },
      ];
    })
    .sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

function orderOf({ forStaff, locale, id }: ReviewedAnswer): string {
  return `${forStaff ? 1 : 0} ${locale} ${id}`;
}

type Rules = { approvals: number; progress: FirstRun };

function stateOf(answer: Answer, { approvals, progress }: Rules): ReviewState {
  const live = liveRevision(answer);
  if (!live) return 'gone';
  if (isApproved(live, approvals)) return 'approved';
  if (progress.putOff[answerKey(answer)]?.revision === live.number) return 'put_off';
  return live.approvals.length > 0 ? 'waiting' : 'open';
}
