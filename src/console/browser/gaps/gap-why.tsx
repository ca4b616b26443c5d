import { useState } from 'react';
import { Link } from 'wouter';
import type { ExplainedQuestion, GapQuestion } from '../../wire/gaps.ts';
import { useGap } from '../api/gaps.ts';
import { Loaded } from '../parts/display/loaded.tsx';
import { Ago } from '../parts/display/time.tsx';
import { CHANNEL } from '../words.ts';
import { KIND, percent } from './gap-words.ts';
import { useIntentWords } from './use-intent-words.ts';

/** How the bot read it, and how others asked it; read when somebody opens it. */
export function GapWhy({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  const gap = useGap(id, isOpen);
  return (
    <details className="fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>How it was asked, and how the bot read it</summary>
      {isOpen && (
        <Loaded query={gap} lines={2}>
          {({ questions, explained }) => (
            <div className="gap-why">
              <section>
                <h3>Asked as</h3>
                <ul className="gap-questions">
                  {questions.map((question) => (
                    <li key={`${question.at} ${question.text}`}>
                      <Question question={question} />
                    </li>
                  ))}
                </ul>
              </section>
              {explained.map((one) => (
                <Explained key={one.text} explained={one} />
              ))}
            </div>
          )}
        </Loaded>
      )}
    </details>
  );
}

export function Question({ question }: { question: GapQuestion }) {
  const { text, locale, kind, at, channel, ticket } = question;
  return (
    <>
      <q lang={locale}>{text}</q>
      <span className="muted">
        {KIND[kind]}, {CHANNEL[channel]}, <Ago at={at} />
        {ticket !== null && (
          <>
            , <Link href={`/desk/${ticket}`}>ticket #{ticket}</Link>
          </>
        )}
      </span>
    </>
  );
}

function Explained({ explained }: { explained: ExplainedQuestion }) {
  const { intent, confidence, words, nearest } = explained;
  const wordsOf = useIntentWords();
  return (
    <section>
      <h3>How the bot reads it now</h3>
      <p>
        {intent === null || confidence === null
          ? 'It has no idea what this is about.'
          : `Likeliest: ${wordsOf(intent)}, ${percent(confidence)} sure.`}
      </p>
      {words.length > 0 && (
        <p className="gap-words">
          {words.map(({ word, weight }) => (
            <span key={word} className={weight > 0 ? 'speaks-for' : 'speaks-against'}>
              {word}
              <span className="unseen">{weight > 0 ? ' speaks for it' : ' speaks against it'}</span>
            </span>
          ))}
        </p>
      )}
      {nearest.length > 0 && (
        <ul className="gap-questions">
          {nearest.map(({ text, intent: of, likeness }) => (
            <li key={`${of} ${text}`}>
              <q>{text}</q>
              <span className="muted">
                An example of {wordsOf(of)}, {percent(likeness)} alike
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
