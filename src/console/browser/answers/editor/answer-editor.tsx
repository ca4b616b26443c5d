import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { AnswerFrame, AnswerView } from '../../../wire/answers.ts';
import { type AnswerKey, answerPlace, useAnswerStep } from '../../api/answers.ts';
import { sayWritingAt } from '../../api/presence.ts';
import { Button, ButtonLink } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { useDraft } from '../../parts/draft.ts';
import { offerUndo } from '../../undo/undo-offer.ts';
import '../../styles/answer-editor.css';
import '../../styles/answer-work.css';
import { CheckSide } from './check/check-side.tsx';
import { tooLong } from './check/too-long.ts';
import { type AnswerDraft, contentOf, proposalOf, startOf } from './draft-of.ts';
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
  const [draft, keep, forget, kept] = useDraft<AnswerDraft>(rest.draftName, initial);
  const propose = useAnswerStep(answerKey);
  const [, go] = useLocation();
  const write = (next: AnswerDraft) => {
    if (answer) sayWritingAt(answerPlace(answerKey));
    keep(next);
  };
  const dropIt = () => {
    forget();
    offerUndo({
      done: 'Your unsaved text was dropped.',
      undo: () => keep(draft),
      undone: 'Your unsaved text is back.',
    });
  };
  const refusal = tooLong(draft.text);
  const save = () =>
    propose.mutate(proposalOf(draft), {
      onSuccess: () => {
        forget();
        go(`/answers/${answerKey.locale}/${answerKey.id}`);
      },
    });
  const beside = rest.beside?.(draft, write);
  return (
    <>
      {kept && (
        <Notice>
          <p>This is your unsaved text from before.</p>
          <Button onPress={dropIt}>
            {answer
              ? `Drop it and start from revision ${startOf(answer).number}`
              : 'Drop it and start anew'}
          </Button>
        </Notice>
      )}
      {answer && <NewerRevision answer={answer} draft={draft} write={write} />}
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
            <ButtonLink href={leave} look="quiet">
              Later
            </ButtonLink>
          </div>
        </div>
      </Form>
    </>
  );
}
