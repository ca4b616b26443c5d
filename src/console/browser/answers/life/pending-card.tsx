import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep, useCheck } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { Ago } from '../../parts/display/time.tsx';
import { RevisionPill } from '../answer-pills.tsx';
import { RevisionPreview } from '../preview/revision-preview.tsx';
import { WordDiff } from '../preview/word-diff.tsx';
import { ProblemList } from '../problem-list.tsx';
import { ApprovePanel } from './approve-panel.tsx';
import { DropDraft } from './drop-draft.tsx';
import { PublishStep } from './publish-step.tsx';

type Props = { answer: AnswerView; revision: RevisionView; live: RevisionView | undefined };

/** A revision on its way: what it changes, how it will read, and the next step. */
export function PendingCard({ answer, revision, live }: Props) {
  const heading = `revision-${revision.number}`;
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>
        Revision {revision.number} <RevisionPill revision={revision} />
      </h2>
      <p className="muted">
        By {revision.author?.firstName ?? 'the starter bank'}, <Ago at={revision.createdAt} />
        {revision.note && <>: “{revision.note}”</>}
      </p>
      {live && live.number !== revision.number && (
        <>
          <h3>What changes</h3>
          <WordDiff answer={answer} from={live.number} to={revision.number} />
        </>
      )}
      <h3>
        {revision.content.use === 'staff' ? 'As staff will insert it' : 'As patients will read it'}
      </h3>
      <RevisionPreview answer={answer} revision={revision} />
      <NextStep answer={answer} revision={revision} />
    </section>
  );
}

function NextStep({ answer, revision }: { answer: AnswerView; revision: RevisionView }) {
  const step = useAnswerStep(answer);
  return (
    <>
      <ApprovePanel answer={answer} revision={revision} />
      {revision.state === 'draft' && <DraftProblems answer={answer} revision={revision} />}
      <ProblemNotice problem={step.error} />
      {revision.state === 'draft' && (
        <div className="actions">
          <Button
            look="primary"
            isPending={step.isPending}
            onPress={() => step.mutate({ step: `revisions/${revision.number}/submit` })}
          >
            Send to review
          </Button>
          <span className="hint">Others read it and approve it. Patients see no change yet.</span>
        </div>
      )}
      {revision.mayPublish && <PublishStep answer={answer} revision={revision} />}
      {revision.mayDrop && (
        <div className="actions">
          <DropDraft answer={answer} revision={revision} />
        </div>
      )}
    </>
  );
}

/** A reply of staff that became a draft may not be fit to be read by others yet. */
function DraftProblems({ answer, revision }: { answer: AnswerView; revision: RevisionView }) {
  const check = useCheck(revision.content, answer.locale);
  const problems = check.data?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>Change the text first. Before it can go to review:</p>
      <ProblemList problems={problems} />
    </Notice>
  );
}
