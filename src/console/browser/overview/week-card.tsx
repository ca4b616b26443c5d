import { Link } from 'wouter';
import type { FiguresView } from '../../wire/figures.ts';
import { OUTCOME, OUTCOMES } from '../figures/figure-words.ts';
import { Empty } from '../parts/display/empty.tsx';
import '../styles/figures.css';

type Day = FiguresView['days'][number];

const weekday = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'short' });

/** Today among the last seven days. Drawn here, since the library of the page of figures is large for a first page. */
export function WeekCard({ days }: { days: readonly Day[] }) {
  const today = days.at(-1);
  const most = Math.max(1, ...days.map(({ questions }) => questions));
  const shown = OUTCOMES.filter((outcome) => days.some((day) => day[outcome] > 0));
  return (
    <section className="card" aria-label="Questions of this week">
      <div className="page-title">
        <h2>Questions today</h2>
        <Link href="/figures">All figures</Link>
      </div>
      {shown.length === 0 ? (
        <Empty title="No questions in the last seven days">
          Each question that a patient asks is counted here with what became of it.
        </Empty>
      ) : (
        <>
          {today && <p>{inWords(today)}</p>}
          <ol className="week" aria-label="Questions by day">
            {days.map((day, place) => (
              <li key={day.day}>
                <span>{day.questions.toLocaleString()}</span>
                <Column day={day} most={most} />
                <span className="muted">
                  {place === days.length - 1 ? 'Today' : nameOf(day.day)}
                </span>
              </li>
            ))}
          </ol>
          <ul className="legend" aria-hidden="true">
            {shown.map((outcome) => (
              <li key={outcome}>
                <span className={`swatch ${outcome}`} /> {OUTCOME[outcome]}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Column({ day, most }: { day: Day; most: number }) {
  let below = 0;
  return (
    <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
      {OUTCOMES.map((outcome) => {
        const height = (day[outcome] / most) * 100;
        below += height;
        return (
          <rect
            key={outcome}
            x="0"
            y={100 - below}
            width="10"
            height={height}
            fill={`var(--f-${outcome})`}
          />
        );
      })}
    </svg>
  );
}

/** "12 questions: 9 answered, 2 passed to staff." */
function inWords(day: Day): string {
  if (day.questions === 0) return 'None yet.';
  const parts = OUTCOMES.filter((outcome) => day[outcome] > 0).map(
    (outcome) => `${day[outcome]} ${OUTCOME[outcome].toLowerCase()}`,
  );
  return `${day.questions} ${day.questions === 1 ? 'question' : 'questions'}: ${parts.join(', ')}.`;
}

function nameOf(day: string): string {
  return weekday.format(Date.parse(`${day}T00:00:00Z`));
}
