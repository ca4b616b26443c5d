import { type NewQuestion, useDropQuestion, useKeepQuestion } from '../api/examples.ts';
import { offerUndo, quoted } from '../undo/undo-offer.ts';

/** Keeps a test question, and offers to take it out again. */
export function useKeepUndoably(then: () => void) {
  const keep = useKeepQuestion();
  const drop = useDropQuestion();
  const keepIt = (question: NewQuestion) =>
    keep.mutateAsync(question).then(
      ({ kept }) => {
        then();
        const made = kept.find(({ text }) => text === question.text.trim());
        if (!made) return;
        offerUndo({
          done: `${quoted(made.text)} is kept as a test question.`,
          undo: () => drop.mutateAsync(made.id),
          undone: `${quoted(made.text)} is no test question any more.`,
        });
      },
      () => undefined, // the error is shown where it was pressed
    );
  return { keepIt, isPending: keep.isPending, error: keep.error };
}
