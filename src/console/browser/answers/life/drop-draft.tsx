import { useState } from 'react';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { ReasonDialog } from '../../parts/controls/reason-dialog.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { TITLE_ID } from '../../parts/display/page-header.tsx';
import { focusOn } from '../../parts/focus-on.ts';

type Props = { answer: AnswerView; revision: RevisionView };

/** For words that nobody needs: patients never read them. Others than the author of a draft say why. */
export function DropDraft({ answer, revision }: Props) {
  const drop = useAnswerStep(answer);
  const [isOpen, ask] = useState(false);
  if (!revision.mayDrop) return null;
  const { number, state } = revision;
  const isDraft = state === 'draft';
  const dropIt = (why: string) =>
    drop.mutateAsync({ step: `revisions/${number}/drop`, why }).then(
      () => focusOn(TITLE_ID), // its card is gone
      () => undefined, // the notice says what went wrong
    );
  const asked = {
    confirm: 'Drop it',
    danger: true,
    isOpen,
    isPending: drop.isPending,
    onClose: () => ask(false),
  };
  const means = <p>Patients see no change. The words stay in the history.</p>;
  return (
    <>
      <Button look="quiet" onPress={() => ask(true)}>
        {isDraft ? 'Drop this draft' : 'Drop from review'}
      </Button>
      {isDraft ? (
        <ConfirmDialog {...asked} title={`Drop revision ${number}?`} onConfirm={() => dropIt('')}>
          {means}
          <ProblemNotice problem={drop.error} />
        </ConfirmDialog>
      ) : (
        <ReasonDialog
          {...asked}
          title={`Drop revision ${number} from review?`}
          error={drop.error}
          onGiven={dropIt}
          label="Why it is dropped"
          missing="Say why, so that its author knows what to change."
        >
          {means}
        </ReasonDialog>
      )}
    </>
  );
}
