import type { RevisionView } from '../../../wire.ts';
import { useLint } from '../../api/answers.ts';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { useDebounced } from '../../parts/use-debounced.ts';

type Props = { content: RevisionView['content']; locale: string };

/** What stands in the way of saving, as one types. */
export function LintPanel({ content, locale }: Props) {
  const lint = useLint(useDebounced(content), locale);
  const problems = lint.data?.problems ?? [];
  return (
    <section className="card" aria-labelledby="lint">
      <h2 id="lint">
        Before it can be saved{' '}
        {problems.length > 0 && <span className="tally">{problems.length}</span>}
      </h2>
      <ProblemNotice problem={lint.error} />
      <div role="status">
        {lint.data && problems.length === 0 && <p className="ok-words">Nothing to mend.</p>}
        {problems.length > 0 && (
          <ul className="problems">
            {problems.map(({ rule, problem, excerpt }) => (
              <li key={`${rule} ${problem} ${excerpt ?? ''}`}>
                {problem}
                {excerpt && <q>{excerpt}</q>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
