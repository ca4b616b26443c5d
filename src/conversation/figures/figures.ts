import type { Urgency } from '../../domain/concern.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';
import type { Topic } from '../../domain/topic.ts';
import type { CalendarDay } from './day-of.ts';

/** What became of a question. */
export const OUTCOMES = [
  'answered',
  'clarified',
  'not_understood',
  'escalated',
  'declined',
  'safety',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type DayFigures = { day: CalendarDay; questions: number } & Record<Outcome, number>;
export type TopicFigures = { topic: Topic; questions: number } & Record<Outcome, number>;
export type AnswerFigures = {
  id: AnswerId;
  locale: Locale;
  sent: number;
  helped: number;
  notHelped: number;
};
export type WaitFigures = {
  urgency: Urgency;
  tickets: number;
  /** Of these a person has written. */
  answered: number;
  /** Milliseconds from a ticket to a person's first words; the middle one of all. */
  medianMs: number | undefined;
};

/** What was asked in some days, and what became of it. */
export type Figures = {
  /** Every day, also one without a question; oldest first. */
  days: DayFigures[];
  total: { questions: number } & Record<Outcome, number>;
  patients: number;
  /** Messages while a person had the conversation; they are in no other figure. */
  toStaff: number;
  /** Most asked first. A question of two topics counts for both. */
  topics: TopicFigures[];
  /** Most sent first. */
  answers: AnswerFigures[];
  /** Asked for and not served, most asked first: ISO 639-1, or `und`. */
  languages: { language: string; asked: number }[];
  /** By urgency; what no ticket had is left out. */
  waits: WaitFigures[];
};
