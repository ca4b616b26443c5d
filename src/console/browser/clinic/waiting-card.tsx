import type { ClinicView, FactsRevisionView } from '../../wire/clinic.ts';
import { useSignFacts } from '../api/clinic.ts';
import { Button } from '../parts/controls/button.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Ago } from '../parts/display/time.tsx';
import { FactChanges } from './fact-changes.tsx';

/** The newest facts that nobody signed yet, or whose fasting times wait for a clinician. */
export function WaitingCard({ clinic: { revisions } }: { clinic: ClinicView }) {
  const sign = useSignFacts();
  const waiting = revisions.find(({ state, fastingWaits }) => state === 'waits' || fastingWaits);
  if (!waiting) return sign.isSuccess ? <Notice tone="ok">Signed and in force.</Notice> : null;
  const { number, hash, author, createdAt, note, changes, whyNot, fastingWaits } = waiting;
  return (
    <section className="card" aria-labelledby="waiting">
      <h2 id="waiting">
        Revision {number} waits for {fastingWaits ? 'a clinician' : 'a signature'}{' '}
        <Pill tone="warn">{fastingWaits ? 'In force without fasting times' : 'Not in force'}</Pill>
      </h2>
      <p className="muted">
        By {author.firstName}, <Ago at={createdAt} />
        {note && <>: “{note}”</>}
      </p>
      <FactChanges changes={changes} />
      {whyNot ? (
        <Notice>{whyNot}</Notice>
      ) : (
        <>
          <p className="hint">{meaningOf(waiting)}</p>
          <div className="actions">
            <Button
              look="primary"
              isPending={sign.isPending}
              onPress={() => sign.mutate({ number, hash })}
            >
              I have checked these facts: sign
            </Button>
          </div>
        </>
      )}
      <ProblemNotice problem={sign.error} />
      {sign.isSuccess && fastingWaits && (
        <Notice tone="ok">Signed. The fasting times still wait for a clinician.</Notice>
      )}
    </section>
  );
}

function meaningOf({ changes }: FactsRevisionView): string {
  const fasts = changes.some(({ fact }) => fact.startsWith('fasting'));
  const now =
    'The next answer in any chat uses them. A signature cannot be taken back: other facts take their place.';
  return fasts ? `${now} Fasting times count only when a clinician signs.` : now;
}
