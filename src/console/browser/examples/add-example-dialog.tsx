import { useState } from 'react';
import { TOPIC } from '../../ticket-words.ts';
import { useIntents } from '../api/answers.ts';
import { useExampleStep } from '../api/examples.ts';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Select } from '../parts/controls/select.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { offerUndo, quoted } from '../undo/undo-offer.ts';
import { LocaleSelect } from './locale-select.tsx';

/** One more way in which patients ask something. */
export function AddExampleDialog({ onClose }: { onClose(): void }) {
  const add = useExampleStep();
  const drop = useExampleStep();
  const catalogue = useIntents();
  const intents = catalogue.data?.intents ?? [];
  const [text, setText] = useState('');
  const [chosen, choose] = useState('');
  const [locale, setLocale] = useState<'en' | 'es'>('en');
  const intent = chosen || intents[0]?.id || '';
  return (
    <ConfirmDialog
      title="Add an example"
      confirm="Add it"
      isOpen
      isPending={add.isPending}
      onClose={onClose}
      onConfirm={() =>
        add.mutateAsync({ step: '', body: { text, intent, locale } }).then(
          ({ pending }) => {
            onClose();
            const made = pending.find((one) => one.text === text.trim() && one.intent === intent);
            if (!made) return;
            offerUndo({
              done: `The example ${quoted(made.text)} was added.`,
              undo: () => drop.mutateAsync({ step: 'drop', id: made.id }),
              undone: `The example ${quoted(made.text)} is gone.`,
            });
          },
          () => undefined, // the notice below says what went wrong
        )
      }
    >
      <TextField
        label="What a patient may write"
        hint="As people type it. Nothing in it may tell who somebody is."
        value={text}
        onChange={setText}
        maxLength={300}
        rows={2}
        autoFocus
      />
      <Loaded query={catalogue} lines={1}>
        {() => (
          <Select
            label="What they want"
            value={intent}
            onChange={choose}
            options={intents.map(
              ({ id, topic, about }) => [id, `${TOPIC[topic]}: ${about}`] as const,
            )}
          />
        )}
      </Loaded>
      <LocaleSelect value={locale} onChange={setLocale} />
      <ProblemNotice problem={add.error} />
    </ConfirmDialog>
  );
}
