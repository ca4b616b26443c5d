import { z } from 'zod';
import {
  type AskedFigures,
  FIGURE_SPANS,
  type FiguresAsOf,
} from '../../../conversation/figures/create-figures.ts';
import { findNearReview } from '../../../conversation/figures/find-near-review.ts';
import { ChannelName } from '../../../domain/conversation.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { CsvFile, FiguresView, FigureTable } from '../../wire/figures.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { figuresCsv } from './figures-csv.ts';
import { figuresView } from './figures-view.ts';

const READS = ['moderator', 'admin'] as const;
const TABLES = [
  'days',
  'topics',
  'answers',
  'languages',
  'waits',
  'reviews',
] as const satisfies readonly FigureTable[];

export type FigureRouteDeps = {
  store: Store;
  figures: (asked: AskedFigures) => Promise<FiguresAsOf>;
  /** In which the days begin. */
  timeZone: string;
  now: Clock;
};

const Search = z.object({
  days: z.coerce.number().pipe(z.literal(FIGURE_SPANS)).default(28),
  channel: ChannelName.optional(),
});

/** How many questions there were, what became of them, and what helped. */
export function figureRoutes(deps: FigureRouteDeps): ConsoleRoute[] {
  const viewOf = async (asked: AskedFigures): Promise<FiguresView> => {
    const { store, now, timeZone } = deps;
    const [figures, answers] = await Promise.all([deps.figures(asked), store.answers.all()]);
    return figuresView({ figures, answers, reviews: findNearReview(answers, now()), timeZone });
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/figures',
      roles: READS,
      input: z.object({ query: Search }),
      run: ({ query }) => viewOf(query),
    }),
    staffRoute({
      method: 'GET',
      url: '/figures/csv',
      roles: READS,
      input: z.object({ query: Search.extend({ table: z.enum(TABLES) }) }),
      run: async ({ query: { table, ...asked } }): Promise<CsvFile> =>
        figuresCsv(table, await viewOf(asked)),
    }),
  ];
}
