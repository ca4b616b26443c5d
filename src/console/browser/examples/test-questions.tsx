import { useState } from 'react';
import type { QuestionView } from '../../wire/examples.ts';
import { useDropQuestion, useKeepQuestion, useQuestions } from '../api/examples.ts';
import { Button } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { Ago } from '../parts/display/time.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { count, expectWords, languageOf } from '../preview/preview-words.ts';
import { offerUndo, quoted } from '../undo/undo-offer.ts';
import { AddQuestionDialog } from './add-question-dialog.tsx';
import { FROM } from './example-words.ts';

const QUESTIONS = 'test-questions';

/** The questions that every change is tried on. Those that ship are counted; the clinic's own are listed. */
export function TestQuestions() {
  const questions = useQuestions();
  const [adding, add] = useState(false);
  return (
    <section className="section" aria-labelledby={QUESTIONS}>
      <div className="page-title">
        <h2 id={QUESTIONS} tabIndex={-1}>
          Test questions
        </h2>
        <Button onPress={() => add(true)}>Add a test question</Button>
      </div>
      <Loaded query={questions} lines={2}>
        {({ shipped, kept }) => (
          <>
            <p className="muted">
              {count(shipped, 'test question')} come with Askwell. Every change of an answer or of
              the examples is tried on them and on yours. The bot never learns from them.
            </p>
            {kept.length === 0 ? (
              <Empty title="None of your own yet">
                Add what your patients ask in their own way, and what the right reply is. You can
                also keep a question from a preview or from the gap list.
              </Empty>
            ) : (
              <ul className="example-list">
                {kept.map((question) => (
                  <li key={question.id}>
                    <QuestionLine question={question} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
      {adding && <AddQuestionDialog onClose={() => add(false)} />}
    </section>
  );
}

function QuestionLine({ question }: { question: QuestionView }) {
  const { id, text, locale, expect, by, at, from } = question;
  const drop = useDropQuestion();
  const keep = useKeepQuestion();
  const remove = () =>
    // The line is gone with the deed, so nothing is left to be called by `mutate`.
    drop.mutateAsync(id).then(
      () => {
        focusOn(QUESTIONS);
        offerUndo({
          done: `The test question ${quoted(text)} was removed.`,
          undo: () => keep.mutateAsync({ text, locale, expect, from }),
          undone: `The test question ${quoted(text)} is kept again, under your name.`,
        });
      },
      () => undefined, // the notice says what went wrong
    );
  return (
    <>
      <div className="example-words">
        <p lang={locale}>“{text}”</p>
        <div className="change-foot">
          <span>Right: {expectWords(expect)}</span>
          <span>{languageOf(locale)}</span>
          <span>{FROM[from]}</span>
          <span>
            {by.firstName}, <Ago at={at} />
          </span>
        </div>
        <ProblemNotice problem={drop.error} />
      </div>
      <Button
        look="quiet"
        aria-label={`Remove: ${text}`}
        isPending={drop.isPending}
        onPress={remove}
      >
        Remove
      </Button>
    </>
  );
}
