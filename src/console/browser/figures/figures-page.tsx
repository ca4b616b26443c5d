import { Link } from 'wouter';
import type { FiguresView } from '../../wire/figures.ts';
import { type FigureChoice, useFigures } from '../api/figures.ts';
import { ReadingNotice } from '../gaps/reading-notice.tsx';
import { Select } from '../parts/controls/select.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Moment } from '../parts/display/time.tsx';
import { useAddress } from '../parts/use-address.ts';
import '../styles/figures.css';
import { CHANNEL } from '../words.ts';
import { DaysCard, TopicsCard } from './chart-cards.tsx';
import { SPAN, share } from './figure-words.ts';
import { AnswersCard, LanguagesCard, ReviewsCard, WaitsCard } from './list-cards.tsx';

const FOUR_WEEKS: FigureChoice = { days: '28', channel: '' };
const CHOICES = { days: Object.keys(SPAN), channel: ['', ...Object.keys(CHANNEL)] };

/** How much is asked, what becomes of it, and what helps. */
export function FiguresPage() {
  const [choice, setChoice] = useAddress(FOUR_WEEKS, CHOICES);
  const figures = useFigures(choice);
  return (
    <>
      <PageHeader title="Figures">
        {figures.data && (
          <span>
            As of <Moment at={figures.data.asOf} />. Days begin at midnight in{' '}
            {figures.data.timeZone.replaceAll('_', ' ')}.
          </span>
        )}
      </PageHeader>
      <search className="filters">
        <Select
          label="Time"
          value={choice.days}
          options={entries(SPAN)}
          onChange={(days) => setChoice({ days })}
        />
        <Select
          label="Channel"
          value={choice.channel}
          options={[['', 'All'], ...entries<string>(CHANNEL)]}
          onChange={(channel) => setChoice({ channel })}
        />
      </search>
      <Loaded query={figures} lines={6}>
        {(view) => (
          <>
            <ReadingNotice reading={view.reading} />
            <Everything figures={view} choice={choice} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Everything({ figures, choice }: { figures: FiguresView; choice: FigureChoice }) {
  if (figures.total.questions === 0 && figures.waits.length === 0) {
    return (
      <>
        <Empty title="No questions in these days">
          Each question that a patient asks is counted here with what became of it. Choose a longer
          time, or try the chat yourself: a question is here a moment later.
        </Empty>
        <ReviewsCard figures={figures} choice={choice} />
      </>
    );
  }
  return (
    <>
      <Tiles figures={figures} />
      <DaysCard figures={figures} choice={choice} />
      <TopicsCard figures={figures} choice={choice} />
      <AnswersCard figures={figures} choice={choice} />
      <div className="pair">
        <ReviewsCard figures={figures} choice={choice} />
        <LanguagesCard figures={figures} choice={choice} />
      </div>
      <WaitsCard figures={figures} choice={choice} />
      <p className="muted">
        A button that leads to an answer counts as a question; one that leads to more buttons does
        not, nor do greetings and thanks.
        {figures.toStaff > 0 &&
          ` Besides, patients wrote ${figures.toStaff} messages to a person who had the conversation.`}
      </p>
    </>
  );
}

function Tiles({ figures: { total, patients, answers } }: { figures: FiguresView }) {
  const { questions } = total;
  const helped = sum(answers.map((one) => one.helped));
  const pressed = helped + sum(answers.map((one) => one.notHelped));
  return (
    <dl className="tiles">
      <Tile name="Questions" value={questions.toLocaleString()} more={counted(patients)} />
      <Tile name="Answered" value={share(total.answered, questions)} />
      <Tile name="Passed to staff" value={share(total.escalated + total.safety, questions)} />
      <div className="tile">
        <dt>Not understood</dt>
        <dd>
          <span className="tile-value">{share(total.not_understood, questions)}</span>
          <Link href="/gaps">See the gaps</Link>
        </dd>
      </div>
      <Tile
        name="Helped"
        value={share(helped, pressed)}
        more={pressed === 0 ? 'nobody has pressed yet' : `of ${pressed} who pressed`}
      />
    </dl>
  );
}

function Tile({ name, value, more }: { name: string; value: string; more?: string }) {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd>
        <span className="tile-value">{value}</span>
        {more !== undefined && <span className="muted">{more}</span>}
      </dd>
    </div>
  );
}

function counted(patients: number): string {
  return patients === 1 ? 'in one conversation' : `in ${patients.toLocaleString()} conversations`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function entries<Key extends string>(words: Record<Key, string>): [Key, string][] {
  return Object.entries(words) as [Key, string][];
}
