import { Link } from 'wouter';
import { URGENCY } from '../../ticket-words.ts';
import type { FiguresView } from '../../wire/figures.ts';
import type { FigureChoice } from '../api/figures.ts';
import { Pill } from '../parts/display/pill.tsx';
import { Day } from '../parts/display/time.tsx';
import { LANGUAGE } from '../words.ts';
import { FigureCard, FigureTableView } from './figure-card.tsx';
import { lengthWords, share } from './figure-words.ts';

type Props = { figures: FiguresView; choice: FigureChoice };

const number = (name: string) => ({ name, isNumber: true });

export function AnswersCard({ figures: { answers }, choice }: Props) {
  return (
    <FigureCard table="answers" choice={choice} isEmpty={answers.length === 0}>
      {answers.length === 0 ? (
        <p className="muted">No answer was sent in these days.</p>
      ) : (
        <FigureTableView
          caption="Answers, how often they were sent, and what patients pressed under them"
          columns={[
            { name: 'Answer' },
            number('Sent'),
            number('Helped'),
            number('Did not help'),
            number('Helped, in %'),
          ]}
          rows={answers.map(({ id, locale, title, sent, helped, notHelped }) => ({
            key: `${id} ${locale}`,
            cells: [
              <AnswerLink key={id} id={id} locale={locale} title={title} />,
              sent,
              helped,
              notHelped,
              share(helped, helped + notHelped),
            ],
          }))}
        />
      )}
    </FigureCard>
  );
}

export function ReviewsCard({ figures: { reviews }, choice }: Props) {
  return (
    <FigureCard table="reviews" choice={choice} isEmpty={reviews.length === 0}>
      {reviews.length === 0 ? (
        <p className="muted">
          No published answer is to be reviewed in the next 60 days. Past its date an answer is not
          sent, and the question goes to staff.
        </p>
      ) : (
        <ul className="plain-list">
          {reviews.map(({ id, locale, title, reviewBy, isPast }) => (
            <li key={`${id} ${locale}`} className="review-line">
              <AnswerLink id={id} locale={locale} title={title} />
              <span className="muted">
                <Day at={reviewBy} />
              </span>
              {isPast && <Pill tone="danger">Not sent any more</Pill>}
            </li>
          ))}
        </ul>
      )}
    </FigureCard>
  );
}

export function LanguagesCard({ figures: { languages }, choice }: Props) {
  return (
    <FigureCard table="languages" choice={choice} isEmpty={languages.length === 0}>
      {languages.length === 0 ? (
        <p className="muted">Every question came in a language that has approved answers.</p>
      ) : (
        <>
          <FigureTableView
            caption="Languages that patients wrote in and that have no approved answer"
            columns={[{ name: 'Language' }, number('Questions')]}
            rows={languages.map(({ language, asked }) => ({
              key: language,
              cells: [language, asked],
            }))}
          />
          <p className="muted">
            Told from the words, so a short message may be taken for another language. These went to
            staff.
          </p>
        </>
      )}
    </FigureCard>
  );
}

export function WaitsCard({ figures: { waits }, choice }: Props) {
  return (
    <FigureCard table="waits" choice={choice} isEmpty={waits.length === 0}>
      {waits.length === 0 ? (
        <p className="muted">No ticket was opened in these days.</p>
      ) : (
        <FigureTableView
          caption="Tickets, and how long patients waited for a person's first words"
          columns={[
            { name: 'Urgency' },
            number('Tickets'),
            number('Got words'),
            number('Median wait'),
          ]}
          rows={waits.map(({ urgency, tickets, answered, medianMs }) => ({
            key: urgency,
            cells: [
              URGENCY[urgency],
              tickets,
              answered,
              medianMs === null ? '–' : lengthWords(medianMs),
            ],
          }))}
        />
      )}
    </FigureCard>
  );
}

function AnswerLink({
  id,
  locale,
  title,
}: Pick<FiguresView['answers'][number], 'id' | 'locale' | 'title'>) {
  return (
    <>
      <Link href={`/answers/${locale}/${id}`} lang={locale}>
        {title}
      </Link>
      {locale !== 'en' && <span className="muted"> ({LANGUAGE[locale]})</span>}
    </>
  );
}
