import { liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import type { FiguresAsOf } from '../../../conversation/figures/create-figures.ts';
import type { NearReview } from '../../../conversation/figures/find-near-review.ts';
import type { Answer } from '../../../domain/answer.ts';
import type { FiguresView } from '../../wire/figures.ts';
import { readingView } from '../gaps/gap-views.ts';

const NAMES = new Intl.DisplayNames('en', { type: 'language' });

type Material = {
  figures: FiguresAsOf;
  answers: readonly Answer[];
  reviews: readonly NearReview[];
  timeZone: string;
};

export function figuresView({ figures, answers, reviews, timeZone }: Material): FiguresView {
  const { days, total, patients, toStaff, topics, asOf, reading, waits } = figures;
  const titles = titlesOf(answers);
  return {
    asOf,
    timeZone,
    reading: readingView(reading),
    days,
    total,
    patients,
    toStaff,
    topics,
    answers: figures.answers.map((one) => ({
      ...one,
      title: titles.get(`${one.id} ${one.locale}`) ?? one.id,
    })),
    languages: figures.languages.map(({ language, asked }) => ({
      language: languageName(language),
      asked,
    })),
    waits: waits.map((wait) => ({ ...wait, medianMs: wait.medianMs ?? null })),
    reviews: [...reviews],
  };
}

/** As patients read it last, never as a draft has it. */
function titlesOf(answers: readonly Answer[]): Map<string, string> {
  return new Map(
    answers.map((answer) => {
      const { id, locale, revisions } = answer;
      const read = revisions.findLast(({ publishedAt }) => publishedAt !== undefined);
      return [`${id} ${locale}`, (liveRevision(answer) ?? read)?.content.title ?? id];
    }),
  );
}

function languageName(language: string): string {
  return language === 'und' ? 'Not recognised' : (NAMES.of(language) ?? language);
}
