import { useShortcuts } from '../keys/use-shortcuts.ts';
import { Button } from '../parts/controls/button.tsx';
import { Icon } from '../parts/display/icon.tsx';
import { TITLE_ID } from '../parts/display/page-header.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { dismissUndo, holdUndo, type UndoState, undoLatest, useUndoState } from './undo-offer.ts';

/** What was just done, said politely, with the way back for some seconds: by press or by key, on every page. */
export function UndoBar() {
  const state = useUndoState();
  const isShown = state.kind !== 'none';
  useShortcuts('everywhere', { undo: undoLatest });
  /** The button goes with the press. */
  const leave = (deed: () => void) => {
    deed();
    focusOn(TITLE_ID);
  };
  return (
    <section
      aria-label="Just done"
      className={isShown ? `undo-bar ${state.kind}` : 'undo-bar unseen'}
      onPointerEnter={() => holdUndo(true)}
      onPointerLeave={() => holdUndo(false)}
      onFocus={() => holdUndo(true)}
      onBlur={() => holdUndo(false)}
    >
      <p role="status">{wordsOf(state)}</p>
      {state.kind === 'offered' && <Button onPress={() => leave(undoLatest)}>Undo</Button>}
      {isShown && (
        <Button look="quiet" aria-label="Close this message" onPress={() => leave(dismissUndo)}>
          <Icon name="close" />
        </Button>
      )}
    </section>
  );
}

function wordsOf(state: UndoState): string {
  switch (state.kind) {
    case 'none':
      return '';
    case 'offered':
      return state.offer.done;
    case 'undoing':
      return 'Going back …';
    case 'undone':
      return state.words;
    case 'failed':
      return state.problem;
  }
}
