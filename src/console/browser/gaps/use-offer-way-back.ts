import type { DecidedGapView, UndoneGap } from '../../wire/gaps.ts';
import { useUndo } from '../api/gaps.ts';
import { TITLE_ID } from '../parts/display/page-header.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { offerUndo, quoted } from '../undo/undo-offer.ts';
import { decisionWords } from './gap-words.ts';

/** Says what was decided about a question, whose card is gone with it, and offers the way back. */
export function useOfferWayBack() {
  const undo = useUndo();
  return (decided: DecidedGapView, text: string) => {
    let undone: UndoneGap | undefined;
    focusOn(TITLE_ID);
    offerUndo({
      done: `${quoted(text)} was ${decisionWords(decided)}.${effectOf(decided)}`,
      undo: async () => {
        undone = await undo.mutateAsync(decided.id);
      },
      undone: () => (undone ? undoneWords(undone) : ''),
    });
  };
}

/** What a decision that was taken back leaves behind. */
export function undoneWords({ exampleStays }: UndoneGap): string {
  return exampleStays
    ? 'Taken back, and open again. Its example is live already: take it back on the page Examples if it is wrong.'
    : 'Taken back. It is open again.';
}

function effectOf({ decision }: DecidedGapView): string {
  const isExample = decision === 'example' || decision === 'out_of_scope';
  return isExample ? ' It takes effect when the examples are put live.' : '';
}
