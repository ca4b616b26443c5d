import type { FactChange } from '../../wire/clinic.ts';

/** What a revision says otherwise than what was in force before it. */
export function FactChanges({ changes }: { changes: readonly FactChange[] }) {
  if (changes.length === 0) return <p className="muted">It says the same as what was in force.</p>;
  return (
    <dl className="fact-changes">
      {changes.map(({ fact, means, before, after }) => (
        <div key={fact}>
          <dt>{means}</dt>
          <dd>
            {before !== null && <del className="plain-words">{before}</del>}
            {after === null ? (
              <span className="muted">No longer said</span>
            ) : (
              <ins className="plain-words">{after}</ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
