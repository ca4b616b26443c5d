import { useState } from 'react';
import type { AnswerView, RevisionView } from '../../../wire.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { Markdown } from '../../parts/display/markdown.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { Moment } from '../../parts/display/time.tsx';
import { APPROVAL } from '../../words.ts';
import { RevisionPill } from '../answer-pills.tsx';
import { WordDiff } from '../word-diff.tsx';

/** Every wording there ever was. None is edited and none is lost. */
export function RevisionHistory({ answer }: { answer: AnswerView }) {
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">
        History <span className="tally">{answer.revisions.length}</span>
      </h2>
      <ol className="history">
        {answer.revisions.map((revision) => (
          <li key={revision.number}>
            <Entry answer={answer} revision={revision} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ answer, revision }: { answer: AnswerView; revision: RevisionView }) {
  const { number, author, createdAt, note, approvals, content } = revision;
  const [open, setOpen] = useState(false);
  return (
    <details className="revision" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="strong">Revision {number}</span> <RevisionPill state={revision.state} />
        <span className="muted">
          {author?.firstName ?? 'Starter bank'}, <Moment at={createdAt} />
        </span>
      </summary>
      {open && (
        <div className="revision-body">
          {note && <p>“{note}”</p>}
          {approvals.map(({ by, kind, at }) => (
            <p key={kind} className="muted">
              {APPROVAL[kind]} approval by {by.firstName}, <Moment at={at} />
            </p>
          ))}
          <h3>{content.title}</h3>
          <Markdown text={content.text} />
          {answer.live !== null && answer.live !== number && (
            <>
              <h3>Against what is live</h3>
              <WordDiff answer={answer} from={answer.live} to={number} />
            </>
          )}
          {revision.mayBringBack && <BringBack answer={answer} number={number} />}
        </div>
      )}
    </details>
  );
}

function BringBack({ answer, number }: { answer: AnswerView; number: number }) {
  const rollback = useAnswerStep(answer);
  const [asking, ask] = useState(false);
  return (
    <>
      <div className="actions">
        <Button onPress={() => ask(true)}>Bring back</Button>
      </div>
      <ConfirmDialog
        title={`Bring revision ${number} back?`}
        confirm="Bring back"
        isOpen={asking}
        isPending={rollback.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          rollback.mutate({ step: `revisions/${number}/rollback` }, { onSuccess: () => ask(false) })
        }
      >
        <p>
          Its words become a new revision. Approvals that were given to exactly these words still
          count: with enough of them patients read it at once, otherwise it goes to review.
        </p>
        <ProblemNotice problem={rollback.error} />
      </ConfirmDialog>
    </>
  );
}
