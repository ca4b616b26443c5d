import type { AnswerView, RevisionView } from '../../../wire.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { Ago } from '../../parts/display/time.tsx';
import { useStaff } from '../../shell/use-staff.ts';
import { APPROVAL, APPROVAL_MEANS } from '../../words.ts';

type Props = { answer: AnswerView; revision: RevisionView };

/** The approvals that were given, those that are still needed, and whether the reader may give one. */
export function ApprovePanel({ answer, revision }: Props) {
  const { installation } = useStaff();
  const { approvals, approve, state } = revision;
  const step = useAnswerStep(answer);
  const open = approve.kinds.length > 0 || approve.whyNot !== null;
  if (state === 'draft' || (!open && approvals.length === 0)) return null;
  return (
    <div className="approvals">
      <h3>
        Approvals{' '}
        <span className="tally">
          {approvals.length} of {installation.approvals}
        </span>
      </h3>
      <ul className="plain-list">
        {approvals.map(({ by, kind, at }) => (
          <li key={kind}>
            <span className="tick" aria-hidden="true">
              ✓
            </span>{' '}
            {APPROVAL[kind]} by {by.firstName}, <Ago at={at} />
          </li>
        ))}
      </ul>
      {approve.whyNot && <Notice>{approve.whyNot}</Notice>}
      {approve.kinds.map((kind) => (
        <div key={kind} className="actions">
          <Button
            isPending={step.isPending}
            onPress={() =>
              step.mutate({
                step: `revisions/${revision.number}/approve`,
                kind,
                contentHash: revision.contentHash,
              })
            }
          >
            Approve: {APPROVAL[kind].toLowerCase()}
          </Button>
          <span className="hint">{APPROVAL_MEANS[kind]}</span>
        </div>
      ))}
      <ProblemNotice problem={step.error} />
    </div>
  );
}
