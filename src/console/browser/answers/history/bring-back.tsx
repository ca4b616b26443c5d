import { useState } from 'react';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { useStaff } from '../../parts/use-staff.ts';
import { RevisionPreview } from '../preview/revision-preview.tsx';
import { WordDiff } from '../preview/word-diff.tsx';

/** Earlier words again, as a new revision; shown before it is done. */
export function BringBack({ answer, revision }: { answer: AnswerView; revision: RevisionView }) {
  const rollback = useAnswerStep(answer);
  const { installation } = useStaff();
  const [asking, ask] = useState(false);
  const { number } = revision;
  const isApproved = revision.approvals.length >= installation.approvals;
  return (
    <>
      <Button onPress={() => ask(true)}>Bring back</Button>
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
          {isApproved
            ? 'These words become a new revision. They have their approvals, so patients read them at once.'
            : 'These words become a new revision, which goes to review: they lack approvals.'}
        </p>
        {answer.live === null ? (
          <RevisionPreview answer={answer} revision={revision} />
        ) : (
          <WordDiff answer={answer} from={answer.live} to={number} />
        )}
        <ProblemNotice problem={rollback.error} />
      </ConfirmDialog>
    </>
  );
}
