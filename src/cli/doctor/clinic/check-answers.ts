import { contentHash } from '../../../answer-bank/content-hash.ts';
import { liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import { translationState } from '../../../answer-bank/translation.ts';
import { findNearReview } from '../../../conversation/figures/find-near-review.ts';
import type { Answer } from '../../../domain/answer.ts';
import { answerSubject } from '../../../domain/audit.ts';
import type { ChecklistLine, Standing } from '../../../domain/checklist.ts';
import { type Instant, Locale } from '../../../domain/ids.ts';
import { HOUR_MS } from '../../../shared/clock.ts';
import { bad, doubtful, type Finding, good } from '../finding.ts';

type Bank = {
  answers: readonly Answer[];
  graceDays: number;
  /** By the subject of its audit entries: hashes of the words of a revision, as they were when something was done to it. */
  told: ReadonlyMap<string, ReadonlySet<string>>;
  now: Instant;
};

const SOON_MS = 30 * 24 * HOUR_MS;

/** Whether the answers may still be sent, and are there in each language. */
export function checkAnswers({ answers, graceDays, now, told }: Bank): Finding[] {
  const live = answers.filter((answer) => liveRevision(answer) !== undefined);
  if (live.length === 0) {
    return [doubtful('answers', 'none is published', 'The first start takes in those that ship.')];
  }
  const findings = [
    ...checkWords(answers, told),
    ...checkReviews(answers, now),
    ...checkLanguages(answers, { graceDays, now }),
  ];
  return findings.length > 0
    ? findings
    : [good('answers', `${live.length} published, none near its review date`)];
}

/** Words that were put into a file by hand have no entry of their own: the trail knows other bytes under their number. */
function checkWords(answers: readonly Answer[], told: Bank['told']): Finding[] {
  return answers.flatMap((answer) => {
    const live = liveRevision(answer);
    if (!live) return [];
    const subject = answerSubject(answer, live.number);
    const hash = contentHash(live.content);
    const known = told.get(subject);
    // Before steps were kept the trail named no bytes.
    const isTold = known ? known.has(hash) : live.steps === undefined;
    if (hash === live.contentHash && isTold) return [];
    const found = `${subject}: these are not the words that the audit trail says were published`;
    const todo = 'Look at the same answer in a backup; withdraw this revision and publish anew.';
    return [bad('answers.words', found, todo)];
  });
}

function checkReviews(answers: readonly Answer[], now: Instant): Finding[] {
  const near = findNearReview(answers, now);
  const past = near.filter(({ isPast }) => isPast).length;
  const until = new Date(Date.parse(now) + SOON_MS).toISOString();
  const soon = near.filter(({ isPast, reviewBy }) => !isPast && reviewBy <= until).length;
  const todo = 'A moderator looks at them at Answers in the console.';
  return [
    ...(past > 0
      ? [
          bad(
            'answers.past-review',
            `${past} are not sent any more: their review date has passed`,
            todo,
          ),
        ]
      : []),
    ...(soon > 0
      ? [doubtful('answers.review', `${soon} will not be sent any more within 30 days`, todo)]
      : []),
  ];
}

/** In each other language: what the English answers have and it has not, or not as it stands now. */
function checkLanguages(
  answers: readonly Answer[],
  { graceDays, now }: Pick<Bank, 'graceDays' | 'now'>,
): Finding[] {
  const english = new Map(
    answers.filter(({ locale }) => locale === 'en').map((one) => [one.id, one]),
  );
  return Locale.options
    .filter((locale) => locale !== 'en')
    .flatMap((locale) => {
      const theirs = answers.filter((answer) => answer.locale === locale && liveRevision(answer));
      const known = new Set(theirs.map(({ id }) => id));
      const missing = [...english.values()].filter(
        (one) => liveRevision(one) && !known.has(one.id),
      );
      const old = theirs.filter((answer) => {
        const state = translationState(answer, english.get(answer.id), { graceDays, at: now });
        return state === 'outdated' || state === 'withheld';
      });
      if (missing.length + old.length === 0) return [];
      const found = `in ${locale} ${missing.length} are missing and ${old.length} are older than the English words`;
      return [doubtful('answers.languages', found, 'Translations are at Answers in the console.')];
    });
}

/** What the go-live sign-off is worth. In demo mode nobody needs one. */
export function checkGoLive(
  { standing, lines }: { standing: Standing; lines: readonly ChecklistLine[] },
  { isLive }: { isLive: boolean },
): Finding[] {
  const open = lines.flatMap(({ missing }) => missing ?? []);
  if (!isLive)
    return [
      good(
        'go-live',
        `demo mode; ${lines.length - open.length} of ${lines.length} lines of the checklist are done`,
      ),
    ];
  switch (standing.kind) {
    case 'stands':
      return [good('go-live', 'signed off, and the sign-off stands')];
    case 'unsigned': {
      const found = 'not signed off, so every question goes to staff';
      return [
        bad(
          'go-live',
          found,
          `Sign at /console/start. ${open.length} lines are open${open.length > 0 ? `: ${open.join(' ')}` : '.'}`,
        ),
      ];
    }
    case 'fallen':
      return standing.broken.map(({ missing }) =>
        bad(
          'go-live',
          `the sign-off has fallen: ${missing}`,
          'Mend it, and look at /console/start.',
        ),
      );
  }
}
