import { useState } from 'react';
import type { AnswerView, Happened, RevisionView } from '../../../wire/answers.ts';
import { Markdown } from '../../parts/display/markdown.tsx';
import { Moment } from '../../parts/display/time.tsx';
import { HAPPENED } from '../../words.ts';
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
  const { note, translationOf, happened } = revision;
  return (
    <>
      {note && <p>“{note}”</p>}
      {translationOf !== null && <p className="muted">Follows English revision {translationOf}</p>}
      {happened.length > 0 && (
        <ol className="plain-list">
          {happened.map((one) => (
            <li
              key={`${one.what} ${one.approval?.kind} ${one.at}`}
              className={one.what === 'withdrawn' ? 'overdue' : 'muted'}
            >
              <Step of={one} />, <Moment at={one.at} />
              {one.why && <>: “{one.why}”</>}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Step({ of: { what, by, approval } }: { of: Happened }) {
  if (approval) {
    return (
      <>
        {what === 'renewed' && 'Still right: '}
        <GivenBy approval={approval} />
      </>
    );
  }
  return (
    <>
      {HAPPENED[what]}
      {by && ` by ${by.firstName}`}
    </>
  );
}
