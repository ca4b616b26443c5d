import { useState } from 'react';
import type { AnswerView, ApprovalView, MayApprove, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { Ago } from '../../parts/display/time.tsx';
import { useStaff } from '../../parts/use-staff.ts';
import { APPROVAL, APPROVAL_MEANS } from '../../words.ts';
import { CREDENTIAL_WORD } from '../answer-words.ts';

type ApprovalKind = MayApprove['kinds'][number];
type Props = { answer: AnswerView; revision: RevisionView };

/** The approvals that were given, those that are still needed, and whether the reader may give one. */
export function ApprovePanel({ answer, revision }: Props) {
  const { approvals, approve, state } = revision;
  const open = approve.kinds.length > 0 || approve.whyNot !== null;
  if (state === 'draft' || (!open && approvals.length === 0)) return null;
  return (
    <GivePanel
      title="Approvals"
      step="approve"
      word="Approve"
      given={approvals}
      may={approve}
      answer={answer}
      revision={revision}
    />
  );
}

/** "Still right as it stands": once enough people have said so, the next review date is set. */
export function RenewPanel({ answer, revision }: Props) {
  const { renew, renewals, content } = revision;
  if (!renew) return null;
  return (
    <>
      <p>
        Its review date is near or past. Read it again, and look at its sources. If it is still
        right, say so: the next date is {content.reviewEveryMonths}{' '}
        {content.reviewEveryMonths === 1 ? 'month' : 'months'} from then. If not, change the text.
      </p>
      <GivePanel
        title="Said to be still right"
        step="renew"
        word="Still right"
        given={renewals}
        may={renew}
        answer={answer}
        revision={revision}
      />
    </>
  );
}

type GiveProps = Props & {
  title: string;
  step: 'approve' | 'renew';
  word: string;
  given: ApprovalView[];
  may: MayApprove;
};

function GivePanel({ answer, revision, title, step, word, given, may }: GiveProps) {
  const { installation } = useStaff();
  const give = useAnswerStep(answer);
  const [asking, ask] = useState<ApprovalKind>();
  const close = () => {
    give.reset();
    ask(undefined);
  };
  return (
    <div className="approvals">
      <h3>
        {title}{' '}
        <span className="tally">
          {given.length} of {installation.approvals}
        </span>
      </h3>
      <ul className="plain-list">
        {given.map((one) => (
          <li key={one.kind}>
            <span className="tick" aria-hidden="true">
              ✓
            </span>{' '}
            <GivenBy approval={one} />, <Ago at={one.at} />
          </li>
        ))}
      </ul>
      {may.whyNot && <Notice>{may.whyNot}</Notice>}
      {may.kinds.map((kind) => (
        <div key={kind} className="actions">
          <Button onPress={() => ask(kind)}>
            {word}: {APPROVAL[kind].toLowerCase()}
          </Button>
          <span className="hint">{APPROVAL_MEANS[kind]}</span>
        </div>
      ))}
      {asking && (
        <ConfirmDialog
          title={`${word}: ${APPROVAL[asking].toLowerCase()}?`}
          confirm={word}
          isOpen
          isPending={give.isPending}
          onClose={close}
          onConfirm={() => {
            const { number, contentHash } = revision;
            const approval = { kind: asking, contentHash };
            give.mutate({ step: `revisions/${number}/${step}`, ...approval }, { onSuccess: close });
          }}
        >
          <p>
            You vouch for exactly these words of “{revision.content.title}”:{' '}
            {APPROVAL_MEANS[asking].toLowerCase()}.
            {revision.otherWords.length > 0 &&
              ' That includes the words that stand there with other facts of the clinic.'}
          </p>
          <p>
            It is kept with your name and cannot be taken back. If the words turn out to be wrong, a
            new revision takes their place.
          </p>
          <ProblemNotice problem={give.error} />
        </ConfirmDialog>
      )}
    </div>
  );
}

/** "Clinical by Ana, nurse". */
export function GivenBy({ approval: { kind, by, credential } }: { approval: ApprovalView }) {
  return (
    <>
      {APPROVAL[kind]} by {by.firstName}
      {credential && `, ${CREDENTIAL_WORD[credential]}`}
    </>
  );
}
