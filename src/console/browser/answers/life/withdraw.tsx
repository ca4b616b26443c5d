import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ReasonDialog } from '../../parts/controls/reason-dialog.tsx';

type Props = { answer: AnswerView; revision: RevisionView };

/** For words that were wrong: they never come back, and those who read them can be told. */
export function Withdraw({ answer, revision }: Props) {
  const withdraw = useAnswerStep(answer);
  const [asking, ask] = useState(false);
  const [, go] = useLocation();
  if (!revision.mayWithdraw) return null;
  const { id, locale } = answer;
  // The answer is not live then, so this part of the page is gone: only a promise still comes back.
  const toCorrections = () =>
    go(`/corrections?answer=${id}&locale=${locale}&revision=${revision.number}`);
  return (
    <>
      <Button look="quiet" onPress={() => ask(true)}>
        It is wrong
      </Button>
      <ReasonDialog
        title={`Withdraw revision ${revision.number} as wrong?`}
        confirm="Withdraw it"
        danger
        isOpen={asking}
        isPending={withdraw.isPending}
        error={withdraw.error}
        onClose={() => ask(false)}
        onGiven={
          (why) =>
            withdraw
              .mutateAsync({ step: `revisions/${revision.number}/withdraw`, why })
              .then(toCorrections, () => undefined) // the notice says what went wrong
        }
        label="What is wrong with it"
        missing="Say what is wrong, so that the next revision does it right."
      >
        <p>
          Nobody is told these words again, and they cannot be brought back. Next you see who read
          them, and can send each a correction.
        </p>
      </ReasonDialog>
    </>
  );
}
