import type { AnswerFrame } from '../../../../wire/answers.ts';
import { Checkbox } from '../../../parts/controls/checkbox.tsx';
import { TextField } from '../../../parts/controls/field.tsx';
import type { AnswerDraft } from '../draft-of.ts';
import { TextEditor } from '../text/text-editor.tsx';
import { IntentFields } from './intent-fields.tsx';
import { SourceFields } from './source-fields.tsx';

type Props = { draft: AnswerDraft; write(next: AnswerDraft): void; locale: string };

/** What is read: title and text. */
export function WordFields({ draft, write, locale, frame }: Props & { frame: AnswerFrame }) {
  return (
    <>
      <TextField
        label="Title"
        hint={draft.isForStaff ? 'Staff find it by this.' : 'Stands over the text, and on buttons.'}
        isRequired
        missing="An answer needs a title."
        maxLength={80}
        value={draft.title}
        onChange={(title) => write({ ...draft, title })}
      />
      <TextEditor
        hint={
          draft.isForStaff
            ? 'Plain words: staff put them into messages of their own.'
            : 'Short sentences. **bold** (Ctrl+B), *italic* (Ctrl+I), [links](https://…) (Ctrl+K), and lists with dashes.'
        }
        value={draft.text}
        onChange={(text) => write({ ...draft, text })}
        slots={frame.slots}
        isPlain={draft.isForStaff}
        locale={locale}
      />
    </>
  );
}

/** When it is said, where it is from, and how long it is good for; `id` names the answer. */
export function RuleFields({ draft, write, id, locale }: Props & { id: string }) {
  return (
    <>
      {!draft.isForStaff && (
        <IntentFields
          id={id}
          locale={locale}
          intents={draft.intents}
          onChange={(intents) => write({ ...draft, intents })}
        />
      )}
      <SourceFields sources={draft.sources} onChange={(sources) => write({ ...draft, sources })} />
      <TextField
        label="Review every … months"
        hint="From 1 to 12, for law and insurance to 6. Past this date it is not sent until someone has looked at it."
        isRequired
        inputMode="numeric"
        pattern="([1-9]|1[0-9]|2[0-4])"
        missing="A number from 1 to 12."
        value={draft.reviewEveryMonths}
        onChange={(reviewEveryMonths) => write({ ...draft, reviewEveryMonths })}
      />
      {!draft.isForStaff && (
        <Checkbox
          isSelected={draft.besideDose}
          onChange={(besideDose) => write({ ...draft, besideDose })}
          hint="Only where it cannot be read as help with an amount."
        >
          May follow when a dose question is refused
        </Checkbox>
      )}
      {locale !== 'en' && (
        <Checkbox
          isSelected={draft.awaitingTranslator}
          onChange={(awaitingTranslator) => write({ ...draft, awaitingTranslator })}
          hint="Nobody can approve it until a qualified translator has saved a revision without this mark."
        >
          Waits for a qualified translator
        </Checkbox>
      )}
    </>
  );
}
