import type { DecidedGapList } from '../../wire/gaps.ts';
import { useDecidedGaps, useUndo } from '../api/gaps.ts';
import { Button } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { TITLE_ID } from '../parts/display/page-header.tsx';
import { Ago } from '../parts/display/time.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { sayDone } from '../undo/undo-offer.ts';
import { decisionWords, times } from './gap-words.ts';
import { undoneWords } from './use-offer-way-back.ts';

/** What was decided, the latest first, and the way back. */
export function DecidedGaps() {
  const decided = useDecidedGaps();
  return (
    <Loaded query={decided}>
      {(list) =>
        list.decided.length === 0 ? (
          <Empty title="Nothing decided yet">
            What you add as an example, draft, mark as out of scope or dismiss shows here, and can
            be taken back.
          </Empty>
        ) : (
          <ul className="people">
            {list.decided.map((one) => (
              <li key={one.id} className="person">
                <DecidedLine decided={one} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function DecidedLine({
  decided: { id, text, asked, by, at, decision, intent },
}: {
  decided: DecidedGapList['decided'][number];
}) {
  const undo = useUndo();
  const takeBack = () =>
    // The line is gone with the deed, so nothing is left to be called by `mutate`.
    undo.mutateAsync(id).then(
      (undone) => {
        focusOn(TITLE_ID);
        sayDone(undoneWords(undone));
      },
      () => undefined, // the notice says what went wrong
    );
  return (
    <>
      <div className="person-who">
        <p className="strong">
          {text === null ? 'Questions that are not kept any more' : <q>{text}</q>}
        </p>
        <p className="muted">
          Asked {times(asked)}; {decisionWords({ decision, intent })} by {by.firstName}{' '}
          <Ago at={at} />
        </p>
        <ProblemNotice problem={undo.error} />
      </div>
      <Button aria-label={`Take back: ${text ?? id}`} isPending={undo.isPending} onPress={takeBack}>
        Take back
      </Button>
    </>
  );
}
