import type { AnswerFigures, Figures, Outcome } from '../../conversation/figures/figures.ts';
import type { ReadingView } from './gaps.ts';

export type FigureOutcome = Outcome;
export type FigureTable = 'days' | 'topics' | 'answers' | 'languages' | 'waits' | 'reviews';

type AnswerFiguresView = Omit<AnswerFigures, 'id'> & { id: string; title: string };
type ReviewView = {
  id: string;
  locale: AnswerFigures['locale'];
  title: string;
  reviewBy: string;
  /** It is not sent any more. */
  isPast: boolean;
};

export type FiguresView = Pick<Figures, 'days' | 'total' | 'patients' | 'toStaff' | 'topics'> & {
  asOf: string;
  timeZone: string;
  reading: ReadingView;
  answers: AnswerFiguresView[];
  /** `language` is its English name. */
  languages: { language: string; asked: number }[];
  waits: {
    urgency: Figures['waits'][number]['urgency'];
    tickets: number;
    answered: number;
    medianMs: number | null;
  }[];
  reviews: ReviewView[];
};

/** A file to save. */
export type CsvFile = { name: string; text: string };
