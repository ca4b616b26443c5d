import { useState } from 'react';
import type { AnswerView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { useRetirementPreview } from '../../api/preview.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { useStaff } from '../../parts/use-staff.ts';
import { PreviewResult } from '../../preview/preview-result.tsx';
import { offerUndo, quoted } from '../../undo/undo-offer.ts';

/** For what is no longer needed. What was wrong is withdrawn. */
export function TakeBack({ answer, number }: { answer: AnswerView; number: number }) {
  const retire = useAnswerStep(answer);
  const bringBack = useAnswerStep(answer);
  const { installation } = useStaff();
  const revision = answer.revisions.find((one) => one.number === number);
  // Words that lack approvals would go to review instead of to patients: that is no way back.
  const mayReturn = (revision?.approvals.length ?? 0) >= installation.approvals;
  const [asking, ask] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => ask(true)}>
        Take it back
      </Button>
      <ConfirmDialog
        title="Take this answer back?"
        confirm="Take it back"
        danger
        isOpen={asking}
        isPending={retire.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          retire.mutateAsync({ step: `revisions/${number}/retire` }).then(
            () => {
              ask(false);
              if (!mayReturn) return;
              offerUndo({
                done: `${quoted(revision?.content.title ?? '')} was taken back: its questions go to staff.`,
                undo: () => bringBack.mutateAsync({ step: `revisions/${number}/rollback` }),
                undone: 'Patients are told these words again, as a new revision.',
              });
            },
            () => undefined, // the notice below says what went wrong
          )
        }
      >
        <p>
          Patients are not told this any more. Their questions go to staff until another revision is
          published. You can bring this one back later{mayReturn ? '' : ', once it is approved'}.
        </p>
        <p>If it was wrong, withdraw it instead: those who read it are told then.</p>
        <WouldChange answer={answer} />
        <ProblemNotice problem={retire.error} />
      </ConfirmDialog>
    </>
  );
}

/** Which questions would go without an answer. Taking back is never stopped, so this need not be waited for. */
function WouldChange({ answer }: { answer: AnswerView }) {
  const { data } = useRetirementPreview(answer);
  if (data?.state !== 'done') return null;
  return (
    <details className="fold">
      <summary>Which questions that would touch</summary>
      <PreviewResult result={data.result} />
    </details>
  );
}
