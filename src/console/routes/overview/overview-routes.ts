import { z } from 'zod';
import type { ClinicDesk } from '../../../answer-bank/slots/clinic-desk.ts';
import type { AskedFigures, FiguresAsOf } from '../../../conversation/figures/create-figures.ts';
import { findNearReview } from '../../../conversation/figures/find-near-review.ts';
import type { GapGroup } from '../../../conversation/gaps/gap-group.ts';
import type { Answer } from '../../../domain/answer.ts';
import type { ClinicRecord } from '../../../domain/clinic.ts';
import type { Instant, StaffId } from '../../../domain/ids.ts';
import { type Clock, HOUR_MS } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { OverviewView } from '../../wire/overview.ts';
import { readingView } from '../gaps/gap-views.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';

const READS = ['moderator', 'admin'] as const;
const WEEK_MS = 7 * 24 * HOUR_MS;

export type OverviewRouteDeps = {
  store: Store;
  figures: (asked: AskedFigures) => Promise<FiguresAsOf>;
  gaps: { open(): Promise<GapGroup[]> };
  clinicDesk: Pick<ClinicDesk, 'record'>;
  now: Clock;
};

/** Counts for the first page of those who own the texts, in one reading. */
export function overviewRoutes(deps: OverviewRouteDeps): ConsoleRoute[] {
  const { store, figures, gaps, clinicDesk, now } = deps;
  return [
    staffRoute({
      method: 'GET',
      url: '/overview',
      roles: READS,
      input: z.object({}),
      async run(_input, { staff }): Promise<OverviewView> {
        const [week, groups, answers] = await Promise.all([
          figures({ days: 7 }),
          gaps.open(),
          store.answers.all(),
        ]);
        return {
          asOf: week.asOf,
          days: week.days,
          reading: readingView(week.reading),
          gaps: { open: groups.length, fresh: groups.filter(isFresh(now())).length },
          reviews: reviewsOf(answers, now()),
          facts: unsigned(clinicDesk.record(), staff.id),
        };
      },
    }),
  ];
}

/** What comes back after a decision is no news of this week. */
function isFresh(at: Instant): (group: GapGroup) => boolean {
  const since = Date.parse(at) - WEEK_MS;
  return ({ firstAt, again }) => again === undefined && Date.parse(firstAt) >= since;
}

function reviewsOf(answers: readonly Answer[], at: Instant): OverviewView['reviews'] {
  const found = findNearReview(answers, at);
  const past = found.filter(({ isPast }) => isPast).length;
  return { near: found.length - past, past };
}

function unsigned({ revisions, inForce }: ClinicRecord, reader: StaffId): OverviewView['facts'] {
  const newest = revisions.at(-1);
  if (!newest || newest.number <= (inForce.at(-1)?.revision ?? 0)) return null;
  const signed = newest.signatures.some(({ by }) => by === reader);
  return { forYou: newest.author !== reader && !signed };
}
