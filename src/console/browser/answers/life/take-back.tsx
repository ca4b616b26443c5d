import { useState } from 'react';
import type { AnswerView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { useRetirementPreview } from '../../api/preview.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ReasonDialog } from '../../parts/controls/reason-dialog.tsx';
import { PreviewResult } from '../../preview/preview-result.tsx';
import { offerUndo, quoted } from '../../undo/undo-offer.ts';

/** For what is no longer needed. What was wrong is withdrawn. */
export function TakeBack({ answer, number }: { answer: AnswerView; number: number }) {
  const retire = useAnswerStep(answer);
  const bringBack = useAnswerStep(answer);
  const revision = answer.revisions.find((one) => one.number === number);
  // Words that would go to review instead of to patients: that is no way back.
  const mayReturn = revision?.returnsLive ?? false;
  const [asking, ask] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => ask(true)}>
        Take it back
      </Button>
      <ReasonDialog
        title="Take this answer back?"
        confirm="Take it back"
        danger
        isOpen={asking}
        isPending={retire.isPending}
        error={retire.error}
        onClose={() => ask(false)}
        onGiven={(why) =>
          retire.mutateAsync({ step: `revisions/${number}/retire`, why }).then(
            () => {
              ask(false);
              if (!mayReturn) return;
              offerUndo({
                done: `${quoted(revision?.content.title ?? '')} was taken back: its questions go to staff.`,
                undo: () =>
                  bringBack.mutateAsync({
                    step: `revisions/${number}/rollback`,
                    why: 'Taken back by mistake',
                  }),
                undone: 'Patients are told these words again, as a new revision.',
              });
            },
            () => undefined, // the notice says what went wrong
          )
        }
        label="Why it is taken back"
        missing="Say why, so that others know whether to bring it back."
      >
        <p>
          Patients are not told this any more. Their questions go to staff until another revision is
          published. You can bring this one back later{mayReturn ? '' : ', once it is approved'}.
        </p>
        <p>If it was wrong, withdraw it instead: those who read it are told then.</p>
        {answer.locale === 'en' && (
          <p>A translation of these words is still told; take it back on its own page.</p>
        )}
        <WouldChange answer={answer} />
      </ReasonDialog>
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
