import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';

type Props = { answer: AnswerView; revision: RevisionView };

/** For words that were wrong: they never come back, and those who read them can be told. */
export function Withdraw({ answer, revision }: Props) {
  const withdraw = useAnswerStep(answer);
  const [asking, ask] = useState(false);
  const [why, setWhy] = useState('');
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
      <Dialog
        title={`Withdraw revision ${revision.number} as wrong?`}
        isOpen={asking}
        onClose={() => ask(false)}
      >
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            withdraw
              .mutateAsync({ step: `revisions/${revision.number}/withdraw`, why })
              .then(toCorrections, () => undefined); // the notice below says what went wrong
          }}
        >
          <p>
            Nobody is told these words again, and they cannot be brought back. Next you see who read
            them, and can send each a correction.
          </p>
          <TextField
            label="What is wrong with it"
            hint="For the history. Patients do not read this."
            isRequired
            missing="Say what is wrong, so that the next revision does it right."
            minLength={3}
            maxLength={500}
            rows={3}
            value={why}
            onChange={setWhy}
          />
          <ProblemNotice problem={withdraw.error} />
          <div className="actions end">
            <Button look="quiet" onPress={() => ask(false)}>
              Cancel
            </Button>
            <Button look="danger" type="submit" isPending={withdraw.isPending}>
              Withdraw it
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
