import { useState } from 'react';
import { TOPIC } from '../../ticket-words.ts';
import { useIntents } from '../api/answers.ts';
import { useExampleStep } from '../api/examples.ts';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Select } from '../parts/controls/select.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { LocaleSelect } from './locale-select.tsx';

/** One more way in which patients ask something. */
export function AddExampleDialog({ onClose }: { onClose(): void }) {
  const add = useExampleStep();
  const intents = useIntents().data?.intents ?? [];
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
        add.mutate({ step: '', body: { text, intent, locale } }, { onSuccess: onClose })
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
      <Select
        label="What they want"
        value={intent}
        onChange={choose}
        options={intents.map(({ id, topic, about }) => [id, `${TOPIC[topic]}: ${about}`] as const)}
      />
      <LocaleSelect value={locale} onChange={setLocale} />
      <ProblemNotice problem={add.error} />
    </ConfirmDialog>
  );
}
