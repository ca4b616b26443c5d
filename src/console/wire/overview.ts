import type { FiguresView } from './figures.ts';
import type { ReadingView } from './gaps.ts';

/** What waits for those who own the texts. What waits at the desk is in the tickets themselves. */
export type OverviewView = {
  asOf: string;
  /** The last seven days of the clinic's calendar, today last. */
  days: FiguresView['days'];
  reading: ReadingView;
  /** Groups of questions that were not met and that nobody has decided on; `fresh`: asked first in the last seven days. */
  gaps: { open: number; fresh: number };
  /** Answers whose review date is within 60 days, and those that are not sent any more. */
  reviews: { near: number; past: number };
  /** A revision of the clinic's facts that nobody has signed; `forYou`: the reader may. */
  facts: { forYou: boolean } | null;
};
