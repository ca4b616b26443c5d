import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { Day, Moment } from '../../parts/display/time.tsx';
import { RevisionPreview } from '../preview/revision-preview.tsx';
import { ApprovePanel, RenewPanel } from './approve-panel.tsx';
import { TakeBack } from './take-back.tsx';
import { Withdraw } from './withdraw.tsx';

type Props = {
  answer: AnswerView;
  revision: RevisionView;
  /** Another revision is on its way: that one is to be approved, not this. */
  isReplacing: boolean;
};

/** What patients read now, and the ways to take it back. */
export function LiveCard({ answer, revision, isReplacing }: Props) {
  return (
    <section className="card" aria-labelledby="live">
      <h2 id="live">
        {revision.content.use === 'staff' ? 'What staff may insert now' : 'What patients read now'}
      </h2>
      <p className="muted">
        Revision {revision.number}
        {revision.publishedAt && (
          <>
            , since <Moment at={revision.publishedAt} />
          </>
        )}
        {revision.reviewBy && (
          <>
            , to be reviewed by <Day at={revision.reviewBy} />
          </>
        )}
      </p>
      {answer.state === 'expired' && (
        <p className="overdue">It is past its review date, so it is not sent.</p>
      )}
      {answer.state === 'withheld' && (
        <p className="overdue">
          It follows older English words, so it is not sent. Bring the translation up to date.
        </p>
      )}
      <RevisionPreview answer={answer} revision={revision} sample={answer.state === 'sample'} />
      {!isReplacing && <ApprovePanel answer={answer} revision={revision} />}
      <RenewPanel answer={answer} revision={revision} />
      <div className="actions">
        <TakeBack answer={answer} number={revision.number} />
        <Withdraw answer={answer} revision={revision} />
        <span className="hint">
          Take back what is not needed any more: it may return. What is wrong never returns, and
          those who read it can be told.
        </span>
      </div>
    </section>
  );
}
