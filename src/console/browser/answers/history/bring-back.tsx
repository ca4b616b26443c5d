import { useState } from 'react';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ReasonDialog } from '../../parts/controls/reason-dialog.tsx';
import { RevisionPreview } from '../preview/revision-preview.tsx';
import { WordDiff } from '../preview/word-diff.tsx';

/** Earlier words again, as a new revision; shown before it is done. */
export function BringBack({ answer, revision }: { answer: AnswerView; revision: RevisionView }) {
  const rollback = useAnswerStep(answer);
  const [asking, ask] = useState(false);
  const { number } = revision;
  return (
    <>
      <Button onPress={() => ask(true)}>Bring back</Button>
      <ReasonDialog
        title={`Bring revision ${number} back?`}
        confirm="Bring back"
        isOpen={asking}
        isPending={rollback.isPending}
        onClose={() => ask(false)}
        error={rollback.error}
        onGiven={(why) =>
          rollback.mutate(
            { step: `revisions/${number}/rollback`, why },
            { onSuccess: () => ask(false) },
          )
        }
        label="Why it is brought back"
        missing="Say why, so that others know what was wrong with the words between."
      >
        <p>
          {revision.returnsLive
            ? 'These words become a new revision with the review date that they had. They have their approvals, so patients read them at once.'
            : 'These words become a new revision, which goes to review: they lack approvals, or their review date has passed.'}
        </p>
        {answer.live === null ? (
          <RevisionPreview answer={answer} revision={revision} />
        ) : (
          <WordDiff answer={answer} from={answer.live} to={number} />
        )}
      </ReasonDialog>
    </>
  );
}
