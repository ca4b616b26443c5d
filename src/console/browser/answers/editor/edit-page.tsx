import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { AnswerView } from '../../../wire.ts';
import { type AnswerKey, useAnswer, useAnswerStep } from '../../api/answers.ts';
import { Button, ButtonLink } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { useDraft } from '../../parts/draft.ts';
import { PatientPreview } from '../patient-preview.tsx';
import { WordDiff } from '../word-diff.tsx';
import { ContentFields } from './content-fields.tsx';
import { type AnswerDraft, contentOf, draftOf } from './draft-of.ts';
import { LintPanel } from './lint-panel.tsx';

export function EditPage(key: AnswerKey) {
  const answer = useAnswer(key);
  return (
    <Loaded query={answer} lines={8}>
      {(found) => <Editor answer={found} />}
    </Loaded>
  );
}

function Editor({ answer }: { answer: AnswerView }) {
  const [initial] = useState(() => draftOf(answer));
  const [draft, write, forget, kept] = useDraft<AnswerDraft>(
    `answer ${answer.locale} ${answer.id}`,
    initial,
  );
  const propose = useAnswerStep(answer);
  const [, go] = useLocation();
  const page = `/answers/${answer.locale}/${answer.id}`;
  const content = contentOf(draft);
  return (
    <>
      <PageHeader
        title={`Change “${initial.title}”`}
        back={{ href: page, label: 'Back to the answer' }}
      >
        <span>What you write is kept in this browser until you save it.</span>
      </PageHeader>
      {kept && (
        <Notice>
          <p>This is your unsaved text from before.</p>
          <Button onPress={forget}>Drop it and start from revision {initial.basedOn}</Button>
        </Notice>
      )}
      <NewerRevision answer={answer} draft={draft} write={write} />
      <Form
        className="editor"
        onSubmit={(event) => {
          event.preventDefault();
          const { basedOn, note } = draft;
          propose.mutate(
            { step: 'revisions', content, basedOn, note },
            {
              onSuccess: () => {
                forget();
                go(page);
              },
            },
          );
        }}
      >
        <div className="editor-fields">
          <ContentFields draft={draft} write={write} locale={answer.locale} />
          <TextField
            label="What you changed, and why"
            hint="For whoever approves it, and for the history."
            maxLength={500}
            value={draft.note}
            onChange={(note) => write({ ...draft, note })}
          />
          <ProblemNotice problem={propose.error} />
          <div className="actions">
            <Button look="primary" type="submit" isPending={propose.isPending}>
              Save as a draft
            </Button>
            <ButtonLink href={page} look="quiet">
              Later
            </ButtonLink>
          </div>
        </div>
        <div className="editor-side">
          <section className="card" aria-labelledby="as-read">
            <h2 id="as-read">
              {draft.isForStaff ? 'As staff will insert it' : 'As patients will read it'}
            </h2>
            <PatientPreview
              content={content}
              frame={answer.frame}
              locale={answer.locale}
              sample={false}
            />
          </section>
          <LintPanel content={content} locale={answer.locale} />
        </div>
      </Form>
    </>
  );
}

/** Two people on one answer: the second is told, sees what the first wrote, and nothing is overwritten. */
function NewerRevision({
  answer,
  draft,
  write,
}: {
  answer: AnswerView;
  draft: AnswerDraft;
  write(next: AnswerDraft): void;
}) {
  const [newest] = answer.revisions;
  if (!newest || newest.number === draft.basedOn) return null;
  return (
    <Notice tone="warn">
      <p>
        {newest.author?.firstName ?? 'Someone'} saved revision {newest.number} while you wrote. This
        is what it changed:
      </p>
      <WordDiff answer={answer} from={draft.basedOn} to={newest.number} />
      <Button onPress={() => write({ ...draft, basedOn: newest.number })}>
        I have taken this in: mine comes after it
      </Button>
    </Notice>
  );
}
