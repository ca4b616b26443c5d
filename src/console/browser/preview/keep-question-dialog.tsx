import { useState } from 'react';
import type { TakenFrom } from '../../wire/examples.ts';
import type { PreviewChange } from '../../wire/preview.ts';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { ExpectSelect } from './expect-select.tsx';
import { useKeepUndoably } from './use-keep-undoably.ts';

type Props = {
  change: Pick<PreviewChange, 'text' | 'locale'>;
  from?: TakenFrom;
  onClose(): void;
};

/** Makes a test question of what a patient asked: with the words to look over, and what is right for it. */
export function KeepQuestionDialog({ change, from = 'preview', onClose }: Props) {
  const keep = useKeepUndoably(onClose);
  const [text, setText] = useState(change.text ?? '');
  const [expect, setExpect] = useState('staff');
  return (
    <ConfirmDialog
      title="Keep as a test question"
      confirm="Keep it"
      isOpen
      isPending={keep.isPending}
      onClose={onClose}
      onConfirm={() => void keep.keepIt({ text, locale: change.locale, expect, from })}
    >
      <p>From now on every preview asks it and says when the reply is not the right one.</p>
      <TextField
        label="Question"
        hint="Nothing in it may tell who the patient is."
        value={text}
        onChange={setText}
        maxLength={300}
        rows={3}
      />
      <ExpectSelect value={expect} onChange={setExpect} />
      <ProblemNotice problem={keep.error} />
    </ConfirmDialog>
  );
}
