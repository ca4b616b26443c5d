import type { ReadingView } from '../../wire/gaps.ts';
import { Notice } from '../parts/display/notice.tsx';
import { Day } from '../parts/display/time.tsx';

/** Nothing once everything is read. */
export function ReadingNotice({ reading }: { reading: ReadingView }) {
  if (reading.complete) return null;
  const { turns, backTo } = reading;
  return (
    <Notice>
      <p>
        The server was started a moment ago and still reads older conversations:{' '}
        {turns.toLocaleString()} turns so far
        {backTo !== null && (
          <>
            , back to <Day at={backTo} />
          </>
        )}
        . This page fills by itself.
      </p>
    </Notice>
  );
}
