import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { AnswerFrame, AnswerView } from '../../../wire/answers.ts';
import { type AnswerKey, answerPlace, useAnswerStep } from '../../api/answers.ts';
import { useWritingAt } from '../../api/presence.ts';
import { AskedByPatients, useGapToAnswer } from '../../gaps/gap-to-answer.tsx';
import { Button, ButtonLink } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { TITLE_ID } from '../../parts/display/page-header.tsx';
import { useDraft } from '../../parts/draft.ts';
import { focusOn } from '../../parts/focus-on.ts';
import { offerUndo } from '../../undo/undo-offer.ts';
import '../../styles/answer-editor.css';
import '../../styles/answer-work.css';
import { CheckSide } from './check/check-side.tsx';
import { tooLong } from './check/too-long.ts';
import { type AnswerDraft, contentOf, draftOf, proposalOf, startOf } from './draft-of.ts';
import { RuleFields, WordFields } from './fields/content-fields.tsx';
import { NewerRevision } from './newer-revision.tsx';

type Props = {
  answerKey: AnswerKey;
  /** Names what is kept in this browser. */
  draftName: string;
  initial: AnswerDraft;
  frame: AnswerFrame;
  /** `undefined` while it is written for the first time. */
  answer?: AnswerView | undefined;
  /** Where "Later" leads. */
  leave: string;
  /** What stands before the fields: the name of a new answer. */
  first?: ReactNode;
  /** What stands beside the fields: the English words of a translation. */
  beside?: (draft: AnswerDraft, write: (next: AnswerDraft) => void) => ReactNode;
  /** What stands in the way of saving besides the words. */
  isUnnamed?: boolean;
};

/** The fields, the look of the answer and what is wrong with it, side by side; the draft survives a closed tab. */
export function AnswerEditor({ answerKey, initial, frame, answer, leave, ...rest }: Props) {
  const [start, setStart] = useState(initial);
  const [draft, write, forget, kept] = useDraft<AnswerDraft>(rest.draftName, start);
  const isUnsaved = kept || draft !== start;
  useWritingAt(answerPlace(answerKey), answer !== undefined && isUnsaved);
  const propose = useAnswerStep(answerKey);
  const gap = useGapToAnswer();
  const [, go] = useLocation();
  const startAnew = () => {
    if (answer) setStart(draftOf(answer));
    forget();
    focusOn(TITLE_ID);
    if (!isUnsaved) return;
    offerUndo({
      done: 'Your unsaved text was dropped.',
      undo: () => write(draft),
      undone: 'Your unsaved text is back.',
    });
  };
  const refusal = tooLong(draft.text);
  const save = () =>
    propose.mutate(proposalOf(draft), {
      onSuccess: () => {
        forget();
        void gap?.draft();
        go(`/answers/${answerKey.locale}/${answerKey.id}`);
      },
    });
  const beside = rest.beside?.(draft, write);
  return (
    <>
      {gap && <AskedByPatients id={gap.id} />}
      {kept && <KeptNotice answer={answer} onDrop={startAnew} />}
      {answer && (
        <NewerRevision
          key={start.basedOn}
          answer={answer}
          basedOn={draft.basedOn}
          isUnsaved={isUnsaved}
          onTakenIn={(basedOn) => write({ ...draft, basedOn })}
          onStartAnew={startAnew}
        />
      )}
      <Form
        className={beside ? 'answer-editor with-source' : 'answer-editor'}
        onSubmit={(event) => {
          event.preventDefault();
          if (!refusal) save();
        }}
      >
        {beside && <div className="editor-source">{beside}</div>}
        <div className="editor-fields words">
          {rest.first}
          <WordFields draft={draft} write={write} locale={answerKey.locale} frame={frame} />
        </div>
        <CheckSide
          content={contentOf(draft)}
          locale={answerKey.locale}
          frame={frame}
          isTooLong={refusal !== undefined}
        />
        <div className="editor-fields rules">
          <RuleFields draft={draft} write={write} id={answerKey.id} locale={answerKey.locale} />
          <TextField
            label="What you changed, and why"
            hint="For whoever approves it, and for the history."
            maxLength={500}
            value={draft.note}
            onChange={(note) => write({ ...draft, note })}
          />
          {refusal && <Notice tone="danger">{refusal}</Notice>}
          <ProblemNotice problem={propose.error} />
          <div className="actions">
            <Button
              look="primary"
              type="submit"
              isPending={propose.isPending}
              isDisabled={rest.isUnnamed ?? false}
            >
              Save as a draft
            </Button>
            <ButtonLink href={gap ? '/gaps' : leave} look="quiet">
              Later
            </ButtonLink>
          </div>
        </div>
      </Form>
    </>
  );
}

function KeptNotice({ answer, onDrop }: Pick<Props, 'answer'> & { onDrop(): void }) {
  return (
    <Notice>
      <p>This is your unsaved text from before.</p>
      <Button onPress={onDrop}>
        {answer
          ? `Drop it and start from revision ${startOf(answer).number}`
          : 'Drop it and start anew'}
      </Button>
    </Notice>
  );
}
