import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ReviewQueue } from '../../wire/answers.ts';
import type { OverviewView } from '../../wire/overview.ts';
import type { DeskHealth, DeskNowView } from '../../wire.ts';
import { Button } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Skeleton } from '../parts/display/loaded.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { useKeptDrafts } from '../parts/draft.ts';
import {
  byTone,
  deskNeeds,
  draftNeeds,
  healthNeeds,
  type Need,
  reviewNeeds,
  textNeeds,
} from './needs.ts';

/** `undefined`: not for this role. */
type Props = {
  desk: UseQueryResult<DeskNowView> | undefined;
  health: UseQueryResult<DeskHealth> | undefined;
  review: UseQueryResult<ReviewQueue> | undefined;
  overview: UseQueryResult<OverviewView> | undefined;
};

/** Shows what is known already, and says so where a part of it could not be read. */
export function NeedList({ desk, health, review, overview }: Props) {
  const drafts = useKeptDrafts();
  const asked = [desk, health, review, overview].filter((query) => query !== undefined);
  const failed = asked.filter(({ data, isError }) => isError && data === undefined);
  const isLoading = asked.some(({ data, isError }) => data === undefined && !isError);
  const needs = byTone([
    ...(desk?.data ? deskNeeds(desk.data) : []),
    ...(health?.data ? healthNeeds(health.data) : []),
    ...(review?.data ? reviewNeeds(review.data) : []),
    ...(overview?.data ? textNeeds(overview.data) : []),
    ...draftNeeds(drafts),
  ]);
  return (
    <section className="section" aria-label="Needs you now">
      <h2>Needs you now</h2>
      {failed.length > 0 && (
        <Notice tone="danger">
          <p>A part of this could not be read, so something may be missing here.</p>
          <Button onPress={() => failed.forEach(({ refetch }) => void refetch())}>Try again</Button>
        </Notice>
      )}
      {needs.length > 0 && (
        <ul className="needs">
          {needs.map((need) => (
            <li key={need.id}>
              <NeedRow need={need} />
            </li>
          ))}
        </ul>
      )}
      {isLoading && <Skeleton lines={needs.length === 0 ? 3 : 1} />}
      {!isLoading && failed.length === 0 && needs.length === 0 && (
        <Empty title="Nothing needs you now">
          What does appears here by itself, the most urgent first: tickets that wait, texts to read,
          messages that could not be delivered.
        </Empty>
      )}
    </section>
  );
}

function NeedRow({ need: { tone, count, title, why, href } }: { need: Need }) {
  return (
    <Link href={href} className={`need ${tone}`}>
      <span className="need-count" aria-hidden={count === null}>
        {count ?? '!'}
      </span>{' '}
      <span className="need-words">
        <span className="need-title">{title}</span> <span className="need-why">{why}</span>
      </span>
    </Link>
  );
}
