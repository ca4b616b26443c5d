import { lintWords } from '../../lint-words.ts';
import type { LintProblem } from '../../wire/answers.ts';

/** What is wrong with a text, and where. */
export function ProblemList({ problems }: { problems: readonly LintProblem[] }) {
  return (
    <ul className="problems">
      {problems.map((one) => (
        <li key={`${one.field} ${one.rule} ${one.problem} ${one.excerpt ?? ''}`}>
          {lintWords(one)}
          {one.excerpt && <q>{one.excerpt}</q>}
        </li>
      ))}
    </ul>
  );
}
