import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { useAnswerStep } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { TITLE_ID } from '../../parts/display/page-header.tsx';
import { focusOn } from '../../parts/focus-on.ts';

type Props = { answer: AnswerView; revision: RevisionView };

/** For words that nobody needs: patients never read them. Others than the author of a draft say why. */
export function DropDraft({ answer, revision }: Props) {
  const drop = useAnswerStep(answer);
  const [asking, ask] = useState(false);
  const [why, setWhy] = useState('');
  if (!revision.mayDrop) return null;
  const { number, state } = revision;
  const isDraft = state === 'draft';
  return (
    <>
      <Button look="quiet" onPress={() => ask(true)}>
        {isDraft ? 'Drop this draft' : 'Drop from review'}
      </Button>
      <Dialog
        title={isDraft ? `Drop revision ${number}?` : `Drop revision ${number} from review?`}
        isOpen={asking}
        onClose={() => ask(false)}
      >
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            drop.mutateAsync({ step: `revisions/${number}/drop`, why }).then(
              () => focusOn(TITLE_ID), // its card is gone
              () => undefined, // the notice below says what went wrong
            );
          }}
        >
          <p>Patients see no change. The words stay in the history, and cannot be published.</p>
          {!isDraft && (
            <TextField
              label="Why it is dropped"
              hint="For its author, and for the history. Patients do not read this."
              isRequired
              missing="Say why, so that its author knows what to change."
              maxLength={500}
              rows={3}
              value={why}
              onChange={setWhy}
            />
          )}
          <ProblemNotice problem={drop.error} />
          <div className="actions end">
            <Button look="quiet" onPress={() => ask(false)}>
              Cancel
            </Button>
            <Button look="danger" type="submit" isPending={drop.isPending}>
              Drop it
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
