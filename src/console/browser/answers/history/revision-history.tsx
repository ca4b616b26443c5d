import { useState } from 'react';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { Markdown } from '../../parts/display/markdown.tsx';
import { Moment } from '../../parts/display/time.tsx';
import { RevisionPill } from '../answer-pills.tsx';
import { GivenBy } from '../life/approve-panel.tsx';
import { Withdraw } from '../life/withdraw.tsx';
import { OtherWords } from '../preview/revision-preview.tsx';
import { WordDiff } from '../preview/word-diff.tsx';
import { BringBack } from './bring-back.tsx';
import { CompareRevisions } from './compare-revisions.tsx';

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
      {answer.revisions.length > 1 && <CompareRevisions answer={answer} />}
    </section>
  );
}

type Props = { answer: AnswerView; revision: RevisionView };

function Entry({ answer, revision }: Props) {
  const { number, author, createdAt } = revision;
  const [open, setOpen] = useState(false);
  return (
    <details className="revision" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="strong">Revision {number}</span> <RevisionPill revision={revision} />
        <span className="muted">
          {author?.firstName ?? 'Starter bank'}, <Moment at={createdAt} />
        </span>
      </summary>
      {open && <EntryBody answer={answer} revision={revision} />}
    </details>
  );
}

function EntryBody({ answer, revision }: Props) {
  const { number, content } = revision;
  const isOld = answer.live !== number;
  return (
    <div className="revision-body">
      <WhatHappened revision={revision} />
      <h3>{content.title}</h3>
      <div lang={answer.locale}>
        <Markdown text={revision.shown} />
      </div>
      <OtherWords revision={revision} locale={answer.locale} />
      {answer.live !== null && isOld && (
        <>
          <h3>From what is live to this</h3>
          <WordDiff answer={answer} from={answer.live} to={number} />
        </>
      )}
      <div className="actions">
        {revision.mayBringBack && <BringBack answer={answer} revision={revision} />}
        {isOld && <Withdraw answer={answer} revision={revision} />}
      </div>
    </div>
  );
}

/** Who did what to it, when and why. */
function WhatHappened({ revision }: { revision: RevisionView }) {
  const { note, approvals, renewals, publishedAt, translationOf, withdrawn } = revision;
  return (
    <>
      {note && <p>“{note}”</p>}
      {translationOf !== null && <p className="muted">Follows English revision {translationOf}</p>}
      {[...approvals, ...renewals].map((approval) => (
        <p key={`${approval.kind} ${approval.at}`} className="muted">
          <GivenBy approval={approval} />, <Moment at={approval.at} />
        </p>
      ))}
      {publishedAt && (
        <p className="muted">
          Published <Moment at={publishedAt} />
        </p>
      )}
      {withdrawn && (
        <p className="overdue">
          Withdrawn as wrong by {withdrawn.by.firstName}, <Moment at={withdrawn.at} />: “
          {withdrawn.why}”
        </p>
      )}
    </>
  );
}
