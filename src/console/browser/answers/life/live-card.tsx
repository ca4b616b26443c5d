import { useState } from 'react';
import type { AnswerView, RevisionView } from '../../../wire.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { Day, Moment } from '../../parts/display/time.tsx';
import { PatientPreview } from '../patient-preview.tsx';
import { ApprovePanel } from './approve-panel.tsx';

/** What patients read now, and the way to take it back. */
export function LiveCard({
  answer,
  revision,
  isReplacing,
}: {
  answer: AnswerView;
  revision: RevisionView;
  /** Another revision is on its way: that one is to be approved, not this. */
  isReplacing: boolean;
}) {
  const retire = useAnswerStep(answer);
  const [asking, ask] = useState(false);
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
        <p className="overdue">It is past its review date, so it is not sent. Review it anew.</p>
      )}
      <PatientPreview
        content={revision.content}
        frame={answer.frame}
        locale={answer.locale}
        sample={answer.state === 'sample'}
      />
      {!isReplacing && <ApprovePanel answer={answer} revision={revision} />}
      <div className="actions">
        <Button look="quiet" onPress={() => ask(true)}>
          Take it back
        </Button>
      </div>
      <ConfirmDialog
        title="Take this answer back?"
        confirm="Take it back"
        danger
        isOpen={asking}
        isPending={retire.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          retire.mutate(
            { step: `revisions/${revision.number}/retire` },
            { onSuccess: () => ask(false) },
          )
        }
      >
        <p>
          Patients are not told this any more. Their questions go to staff until another revision is
          published. You can bring this one back later.
        </p>
        <ProblemNotice problem={retire.error} />
      </ConfirmDialog>
    </section>
  );
}
