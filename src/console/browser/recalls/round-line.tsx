import { ProgressBar } from 'react-aria-components';
import type { RoundView } from '../../wire/recalls.ts';
import { Moment } from '../parts/display/time.tsx';
import { inConversations } from './receivers.tsx';

/** What was sent, by whom, and how many have it. */
export function RoundLine({ round }: { round: RoundView }) {
  const { words, revision, by, at, done } = round;
  const what =
    words === 'correction' ? `Revision ${revision} as the right words` : 'That it was wrong';
  return (
    <>
      <p>
        <span className="strong">{what}</span>, sent by {by.firstName}, <Moment at={at} />
        {done && `: ${inConversations(done.conversations)} told`}
      </p>
      {!done && <Telling progress={round.progress} />}
    </>
  );
}

function Telling({ progress }: Pick<RoundView, 'progress'>) {
  const told = progress?.told ?? 0;
  return (
    <>
      <ProgressBar isIndeterminate aria-label="Patients are being told" className="telling">
        <span className="telling-bar" />
      </ProgressBar>
      <p className="muted" role="status">
        {inConversations(told)} told so far. It goes on by itself, also after a restart.
      </p>
    </>
  );
}
