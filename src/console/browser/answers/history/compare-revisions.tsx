import { useState } from 'react';
import type { AnswerView } from '../../../wire/answers.ts';
import { Select } from '../../parts/controls/select.tsx';
import { REVISION_STATE } from '../../words.ts';
import { WordDiff } from '../preview/word-diff.tsx';

/** What changed between any two revisions; the newest against the one before to begin with. */
export function CompareRevisions({ answer }: { answer: AnswerView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Compare two revisions</summary>
      {isOpen && <Comparison answer={answer} />}
    </details>
  );
}

function Comparison({ answer }: { answer: AnswerView }) {
  const [newest, before] = answer.revisions;
  const [from, setFrom] = useState(String(before?.number ?? 1));
  const [to, setTo] = useState(String(newest?.number ?? 1));
  const options = answer.revisions.map(
    ({ number, state }) => [String(number), `${number} (${REVISION_STATE[state]})`] as const,
  );
  return (
    <section className="card" aria-label="Comparison">
      <div className="compare-choice">
        <Select label="From revision" value={from} options={options} onChange={setFrom} />
        <Select label="To revision" value={to} options={options} onChange={setTo} />
      </div>
      <WordDiff answer={answer} from={Number(from)} to={Number(to)} />
    </section>
  );
}
