import { lazy, Suspense } from 'react';
import { TOPIC } from '../../ticket-words.ts';
import type { FiguresView } from '../../wire/figures.ts';
import type { FigureChoice } from '../api/figures.ts';
import { Skeleton } from '../parts/display/loaded.tsx';
import { type Column, FigureCard, FigureTableView } from './figure-card.tsx';
import { dayWords, OUTCOME, OUTCOMES, share } from './figure-words.ts';

const DayChart = lazy(async () => ({ default: (await import('./charts.tsx')).DayChart }));
const TopicChart = lazy(async () => ({ default: (await import('./charts.tsx')).TopicChart }));

type Props = { figures: FiguresView; choice: FigureChoice };

const NUMBERS: Column[] = [
  { name: 'Questions', isNumber: true },
  ...OUTCOMES.map((outcome) => ({ name: OUTCOME[outcome], isNumber: true })),
];

export function DaysCard({ figures: { days, total }, choice }: Props) {
  const caption = 'Questions by day and by what became of them';
  return (
    <FigureCard table="days" choice={choice} isEmpty={false}>
      <Legend of={total} />
      <Suspense fallback={<Skeleton lines={3} />}>
        <DayChart days={days} />
      </Suspense>
      <details className="fold">
        <summary>As a table</summary>
        <FigureTableView
          caption={caption}
          columns={[{ name: 'Day' }, ...NUMBERS]}
          rows={days.toReversed().map((one) => ({
            key: one.day,
            cells: [dayWords(one.day), one.questions, ...OUTCOMES.map((outcome) => one[outcome])],
          }))}
        />
      </details>
    </FigureCard>
  );
}

export function TopicsCard({ figures: { topics }, choice }: Props) {
  return (
    <FigureCard table="topics" choice={choice} isEmpty={topics.length === 0}>
      {topics.length === 0 ? (
        <p className="muted">No question of these days was about a topic that the bot knows.</p>
      ) : (
        <>
          <Legend />
          <Suspense fallback={<Skeleton lines={3} />}>
            <TopicChart topics={topics} />
          </Suspense>
          <details className="fold">
            <summary>As a table</summary>
            <FigureTableView
              caption="Questions by topic and by what became of them"
              columns={[{ name: 'Topic' }, ...NUMBERS]}
              rows={topics.map((one) => ({
                key: one.topic,
                cells: [
                  TOPIC[one.topic],
                  one.questions,
                  ...OUTCOMES.map((outcome) => one[outcome]),
                ],
              }))}
            />
          </details>
        </>
      )}
    </FigureCard>
  );
}

/** What the colours mean, and what each came to: the chart's words, so it stands before it. */
function Legend({ of: total }: { of?: FiguresView['total'] }) {
  return (
    <ul className="legend">
      {OUTCOMES.map((outcome) => (
        <li key={outcome}>
          <span className={`swatch ${outcome}`} aria-hidden="true" />
          {OUTCOME[outcome]}
          {total && (
            <>
              {' '}
              <strong>{total[outcome]}</strong>{' '}
              <span className="muted">{share(total[outcome], total.questions)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
