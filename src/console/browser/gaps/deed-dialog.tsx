import { type FormEvent, useState } from 'react';
import type { GapDeed, GapView } from '../../wire/gaps.ts';
import { useIntents } from '../api/answers.ts';
import { Dialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { FormActions } from '../parts/controls/form-actions.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { DraftForm } from './draft-form.tsx';
import { IntentSelect } from './intent-select.tsx';

export type Asked = 'example' | 'out_of_scope' | 'drafted';

const TITLE: Record<Asked, string> = {
  example: 'Add as an example',
  out_of_scope: 'Mark as out of scope',
  drafted: 'Draft an answer',
};

type Learnt = Exclude<Asked, 'drafted'>;

const MEANS: Record<Learnt, string> = {
  example:
    'The bot learns that these words stand for an intent. Nothing changes for patients until the examples are tried and put live.',
  out_of_scope:
    'The bot learns that we do not answer this, and says so. Nothing changes for patients until the examples are tried and put live.',
};

const LONGEST = 300;

type Props = {
  gap: GapView;
  asked: Asked | undefined;
  isPending: boolean;
  problem: Error | null;
  onClose(): void;
  onDeed(deed: GapDeed): void;
};

/** What it takes to decide: the wording to learn, and the intent it stands for. A draft is decided on when it is saved. */
export function DeedDialog({ asked, ...props }: Props) {
  return (
    <Dialog title={asked ? TITLE[asked] : ''} isOpen={asked !== undefined} onClose={props.onClose}>
      {asked === 'drafted' && <DraftForm gap={props.gap} onClose={props.onClose} />}
      {asked && asked !== 'drafted' && <DeedForm asked={asked} {...props} />}
    </Dialog>
  );
}

function DeedForm({ gap, asked, isPending, problem, onClose, onDeed }: Props & { asked: Learnt }) {
  const intents = useIntents();
  const guess = gap.guess?.intent ?? '';
  const [text, setText] = useState(gap.text);
  const [intent, setIntent] = useState(isOf(guess, asked) ? guess : '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onDeed({ decision: asked, intent, locale: gap.locale, text: text.trim() });
  };
  return (
    <form className="form" onSubmit={send}>
      <p>{MEANS[asked]}</p>
      <TextField
        label="Example"
        hint="As a patient would write it. Take out marks such as [phone], and anything that could tell who it was."
        rows={3}
        value={text}
        maxLength={LONGEST}
        isRequired
        onChange={setText}
      />
      <Loaded query={intents} lines={1}>
        {(list) => (
          <IntentSelect
            intents={list.intents.filter(({ id }) => isOf(id, asked))}
            value={intent}
            likely={isOf(guess, asked) ? [guess] : []}
            onChange={setIntent}
          />
        )}
      </Loaded>
      <ProblemNotice problem={problem} />
      <FormActions confirm="Add" isPending={isPending} onCancel={onClose} />
    </form>
  );
}

/** Out of scope is an intent of its own kind. */
function isOf(intent: string, asked: Learnt): boolean {
  if (intent === '') return false;
  return intent.startsWith('out_of_scope.') === (asked === 'out_of_scope');
}
