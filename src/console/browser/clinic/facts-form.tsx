import { useMemo } from 'react';
import { Form } from 'react-aria-components';
import type { ClinicView } from '../../wire/clinic.ts';
import { useFactsPreview, useProposeFacts } from '../api/clinic.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { useDraft } from '../parts/draft.ts';
import { useDebounced } from '../parts/use-debounced.ts';
import { offerUndo } from '../undo/undo-offer.ts';
import { AnswersPreview } from './answers-preview.tsx';
import { FactSections } from './fact-sections.tsx';
import { draftOf, factsOf } from './facts-draft.ts';

/** The facts as they will stand in the next revision, beside what they would make answers say. */
export function FactsForm({ clinic }: { clinic: ClinicView }) {
  const initial = useMemo(() => draftOf(clinic.facts, clinic.newest), [clinic]);
  const [draft, write, forget, kept] = useDraft('clinic facts', initial);
  const typed = JSON.stringify(factsOf(draft));
  const settled = useDebounced(typed, 500);
  const preview = useFactsPreview(settled);
  // What was wrong with an earlier text is not said of this one.
  const isOfThis = settled === typed && !preview.isPlaceholderData;
  const problems = isOfThis ? (preview.data?.problems ?? []) : [];
  const propose = useProposeFacts();
  const dropIt = () => {
    forget();
    offerUndo({
      done: 'Your unsaved form was dropped.',
      undo: () => write(draft),
      undone: 'Your unsaved form is back.',
    });
  };
  return (
    <div className="clinic-editor">
      <Form
        className="form"
        aria-label="Facts of the clinic"
        onSubmit={(event) => {
          event.preventDefault();
          const { basedOn, note } = draft;
          propose.mutate({ facts: factsOf(draft), basedOn, note }, { onSuccess: forget });
        }}
      >
        {kept && (
          <Notice>
            <p>This is your unsaved form from before.</p>
            <Button onPress={dropIt}>Drop it and start from what is saved</Button>
          </Notice>
        )}
        {draft.basedOn !== clinic.newest && (
          <Notice tone="warn">
            <p>
              Someone saved revision {clinic.newest} while you wrote. It is in the history below.
            </p>
            <Button onPress={() => write({ ...draft, basedOn: clinic.newest })}>
              I have seen it: mine comes after it
            </Button>
          </Notice>
        )}
        <FactSections
          draft={draft}
          write={write}
          around={{ uses: clinic.uses, problems }}
          settings={clinic.settings}
          spoken={clinic.spoken}
        />
        <section className="card" aria-labelledby="save-facts">
          <h2 id="save-facts">Save</h2>
          <TextField
            label="What you changed, and why"
            hint="For whoever signs it, and for the history."
            maxLength={500}
            value={draft.note}
            onChange={(note) => write({ ...draft, note })}
          />
          {problems.length > 0 && (
            <Notice tone="warn">
              {problems.length === 1 ? 'One fact needs' : `${problems.length} things need`} mending
              before it can be saved: look for the red lines.
            </Notice>
          )}
          <ProblemNotice problem={propose.error} />
          <div className="actions">
            <Button look="primary" type="submit" isPending={propose.isPending}>
              Save for a signature
            </Button>
            <span className="hint">Patients read no change until someone else has signed it.</span>
          </div>
        </section>
      </Form>
      <AnswersPreview facts={settled} />
    </div>
  );
}
