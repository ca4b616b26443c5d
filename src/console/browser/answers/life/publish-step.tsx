import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { useMayPublish } from '../../api/preview.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { PublishPreview } from '../../preview/publish-preview.tsx';

/** What would change, and the press that makes it so once that was seen. */
export function PublishStep({ answer, revision }: { answer: AnswerView; revision: RevisionView }) {
  const publish = useAnswerStep(answer);
  const may = useMayPublish(answer, revision.number);
  return (
    <>
      <PublishPreview answerKey={answer} number={revision.number} />
      <ProblemNotice problem={publish.error} />
      <div className="actions">
        <Button
          look="primary"
          isDisabled={!may}
          isPending={publish.isPending}
          onPress={() => publish.mutate({ step: `revisions/${revision.number}/publish` })}
        >
          Publish
        </Button>
        <span className="hint">
          The next question in any chat gets these words. What was read by then cannot be unread;
          earlier words can be brought back.
        </span>
      </div>
    </>
  );
}
