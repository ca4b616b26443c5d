import { OUTCOMES } from '../../../conversation/figures/figures.ts';
import { SECOND_MS } from '../../../shared/clock.ts';
import { TOPIC, URGENCY } from '../../ticket-words.ts';
import type { CsvFile, FiguresView, FigureTable } from '../../wire/figures.ts';
import { csvText } from '../csv-text.ts';

type Row = Record<string, string | number>;

/** One table of the figures as a file. */
export function figuresCsv(table: FigureTable, view: FiguresView): CsvFile {
  const text = csvText(ROWS[table](view), COLUMNS[table]);
  const [first, last] = [view.days[0]?.day, view.days.at(-1)?.day];
  return { name: `askwell-${table}-${first}-to-${last}.csv`, text };
}

const COLUMNS: Record<FigureTable, string[]> = {
  days: ['day', 'questions', ...OUTCOMES],
  topics: ['topic', 'questions', ...OUTCOMES],
  answers: ['answer', 'language', 'title', 'sent', 'helped', 'did_not_help'],
  languages: ['language', 'asked'],
  waits: ['urgency', 'tickets', 'answered_by_a_person', 'median_seconds_to_first_words'],
  reviews: ['answer', 'language', 'title', 'review_by', 'past'],
};

const ROWS: Record<FigureTable, (view: FiguresView) => Row[]> = {
  days: ({ days }) => days,
  topics: ({ topics }) => topics.map((one) => ({ ...one, topic: TOPIC[one.topic] })),
  answers: ({ answers }) =>
    answers.map(({ id, locale, title, sent, helped, notHelped }) => ({
      answer: id,
      language: locale,
      title,
      sent,
      helped,
      did_not_help: notHelped,
    })),
  languages: ({ languages }) => languages,
  waits: ({ waits }) =>
    waits.map(({ urgency, tickets, answered, medianMs }) => ({
      urgency: URGENCY[urgency],
      tickets,
      answered_by_a_person: answered,
      median_seconds_to_first_words: medianMs === null ? '' : Math.round(medianMs / SECOND_MS),
    })),
  reviews: ({ reviews }) =>
    reviews.map(({ id, locale, title, reviewBy, isPast }) => ({
      answer: id,
      language: locale,
      title,
      review_by: reviewBy,
      past: isPast ? 'yes' : 'no',
    })),
};
