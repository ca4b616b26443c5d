import { useState } from 'react';
import { Link } from 'wouter';
import type { AnswerWithFacts } from '../../wire/clinic.ts';
import { useFactsPreview } from '../api/clinic.ts';
import { Button } from '../parts/controls/button.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Markdown } from '../parts/display/markdown.tsx';
import { LANGUAGE } from '../words.ts';

/** The answers that would read otherwise, as patients would read them. */
export function AnswersPreview({ facts }: { facts: string }) {
  const preview = useFactsPreview(facts);
  return (
    <section className="card clinic-preview" aria-labelledby="as-read">
      <h2 id="as-read">What patients would read</h2>
      <Loaded query={preview} lines={2}>
        {({ answers }) => (
          <>
            <p className="muted" role="status">
              {countOf(answers.length)}
            </p>
            <ShownAnswers answers={answers} />
          </>
        )}
      </Loaded>
    </section>
  );
}

const FIRST = 8;

/** A new phone number changes half of the bank: the first few show what it does. */
function ShownAnswers({ answers }: { answers: readonly AnswerWithFacts[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className="plain-list">
        {(all ? answers : answers.slice(0, FIRST)).map((answer) => (
          <li key={`${answer.id} ${answer.locale}`}>
            <ShownAnswer answer={answer} />
          </li>
        ))}
      </ul>
      {!all && answers.length > FIRST && (
        <div className="actions">
          <Button onPress={() => setAll(true)}>Show all {answers.length}</Button>
        </div>
      )}
    </>
  );
}

function ShownAnswer({ answer: { id, locale, title, after } }: { answer: AnswerWithFacts }) {
  return (
    <details className="fold">
      <summary>
        {title} <span className="muted">{LANGUAGE[locale]}</span>
      </summary>
      <div className="bubble" lang={locale}>
        <p className="strong">{title}</p>
        <Markdown text={after} />
      </div>
      <Link href={`/answers/${locale}/${id}`}>Open this answer</Link>
    </details>
  );
}

function countOf(answers: number): string {
  if (answers === 0) return 'No answer reads otherwise than now.';
  return answers === 1 ? '1 answer changes.' : `${answers} answers change.`;
}
