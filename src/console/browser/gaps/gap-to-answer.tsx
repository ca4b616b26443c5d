import { useState } from 'react';
import { Link } from 'wouter';
import { useDecide, useGap } from '../api/gaps.ts';
import { Loaded } from '../parts/display/loaded.tsx';
import { sayDone } from '../undo/undo-offer.ts';
import '../styles/gaps.css';
import { Question } from './gap-why.tsx';
import { useOfferWayBack } from './use-offer-way-back.ts';

const MOST_SHOWN = 5;

/** The gap that the editor was opened for, as the address names it. `draft` says that a draft for it was saved. */
export function useGapToAnswer() {
  const [{ id, intent }] = useState(readAddress);
  const gap = useGap(id ?? '', id !== null);
  const decide = useDecide();
  const offer = useOfferWayBack();
  if (id === null) return undefined;
  const drafted = { decision: 'drafted' as const, ...(intent && { intent }) };
  return {
    id,
    // By then the editor is gone, so nothing is left to be called by `mutate`.
    draft: () =>
      decide.mutateAsync({ id, deed: drafted }).then(
        (decided) => offer(decided, gap.data?.text ?? ''),
        (err: Error) => sayDone(`Your draft is saved. The gap is as it was. ${err.message}`),
      ),
  };
}

/** How patients asked it, above the fields of the answer that is to meet it. */
export function AskedByPatients({ id }: { id: string }) {
  const gap = useGap(id, true);
  return (
    <section className="card" aria-labelledby="asked-by-patients">
      <h2 id="asked-by-patients">What patients asked</h2>
      <Loaded query={gap} lines={2}>
        {({ questions }) => (
          <>
            <ul className="gap-questions">
              {questions.slice(0, MOST_SHOWN).map((question) => (
                <li key={`${question.at} ${question.text}`}>
                  <Question question={question} />
                </li>
              ))}
            </ul>
            <p className="muted">
              They stay under <Link href="/gaps">Gaps</Link> until you save a draft.
            </p>
          </>
        )}
      </Loaded>
    </section>
  );
}

function readAddress() {
  const found = new URLSearchParams(window.location.search);
  return { id: found.get('gap'), intent: found.get('intent') };
}
