import { useState } from 'react';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { ExpectSelect } from '../preview/expect-select.tsx';
import { useKeepUndoably } from '../preview/use-keep-undoably.ts';
import { LocaleSelect } from './locale-select.tsx';

export function AddQuestionDialog({ onClose }: { onClose(): void }) {
  const keep = useKeepUndoably(onClose);
  const [text, setText] = useState('');
  const [expect, setExpect] = useState('staff');
  const [locale, setLocale] = useState<'en' | 'es'>('en');
  return (
    <ConfirmDialog
      title="Add a test question"
      confirm="Add it"
      isOpen
      isPending={keep.isPending}
      onClose={onClose}
      onConfirm={() => void keep.keepIt({ text, locale, expect })}
    >
      <TextField
        label="Question"
        hint="Not in the words of an example, or it would measure nothing."
        value={text}
        onChange={setText}
        maxLength={300}
        rows={2}
        autoFocus
      />
      <ExpectSelect value={expect} onChange={setExpect} />
      <LocaleSelect value={locale} onChange={setLocale} />
      <ProblemNotice problem={keep.error} />
    </ConfirmDialog>
  );
}
