import { useState } from 'react';
import type { FactsRevisionView, FactsState } from '../../wire/clinic.ts';
import { Pill, type PillTone } from '../parts/display/pill.tsx';
import { Moment } from '../parts/display/time.tsx';
import { CREDENTIAL } from '../words.ts';
import { FactChanges } from './fact-changes.tsx';

const STATE: Record<FactsState, readonly [PillTone, string]> = {
  in_force: ['ok', 'In force'],
  waits: ['warn', 'Waits for a signature'],
  earlier: ['neutral', 'Was in force'],
  passed_over: ['neutral', 'Never in force'],
};

/** Every state of the facts there ever was. None is edited and none is lost. */
export function FactsHistory({ revisions }: { revisions: readonly FactsRevisionView[] }) {
  if (revisions.length === 0) return null;
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">
        History <span className="tally">{revisions.length}</span>
      </h2>
      <ol className="history">
        {revisions.map((revision) => (
          <li key={revision.number}>
            <Entry revision={revision} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ revision }: { revision: FactsRevisionView }) {
  const { number, author, createdAt, note, signatures, changes, state } = revision;
  const [open, setOpen] = useState(false);
  const [tone, label] = STATE[state];
  return (
    <details className="revision" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="strong">Revision {number}</span> <Pill tone={tone}>{label}</Pill>{' '}
        <span className="muted">
          {author.firstName}, <Moment at={createdAt} />
        </span>
      </summary>
      {open && (
        <div className="revision-body">
          {note && <p>“{note}”</p>}
          {signatures.map(({ by, at, credential }) => (
            <p key={by.id} className="muted">
              Signed by {by.firstName}
              {credential && `, ${CREDENTIAL[credential].toLowerCase()}`}, <Moment at={at} />
            </p>
          ))}
          <h3>What it changed</h3>
          <FactChanges changes={changes} />
        </div>
      )}
    </details>
  );
}
