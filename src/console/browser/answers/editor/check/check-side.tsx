import type { AnswerFrame, CheckedContent } from '../../../../wire/answers.ts';
import { useCheck } from '../../../api/answers.ts';
import { ProblemNotice } from '../../../parts/display/notice.tsx';
import { useDebounced } from '../../../parts/use-debounced.ts';
import { ProblemList } from '../../problem-list.tsx';
import type { Content } from '../draft-of.ts';
import { MeasureList } from './measure-list.tsx';
import { PreviewTabs } from './preview-tabs.tsx';
import { tooLong } from './too-long.ts';

type Props = { content: Content; locale: string; frame: AnswerFrame; isTooLong: boolean };

/** How the answer will be read, what it measures and what is wrong with it, as one types. */
export function CheckSide({ content, locale, frame, isTooLong }: Props) {
  const settled = useDebounced(content);
  const check = useCheck(settled, locale, {
    isWanted: !isTooLong && tooLong(settled.text) === undefined,
  });
  const checked = isTooLong ? undefined : check.data;
  return (
    <div className="editor-side">
      <section className="card" aria-labelledby="as-read">
        <h2 id="as-read">
          {content.use === 'staff' ? 'As staff will insert it' : 'As patients will read it'}
        </h2>
        <PreviewTabs
          content={content}
          shown={checked?.shown ?? null}
          frame={frame}
          locale={locale}
        />
      </section>
      <section className="card" aria-labelledby="lint">
        <h2 id="lint">
          Before it can be saved{' '}
          {checked && checked.problems.length > 0 && (
            <span className="tally">{checked.problems.length}</span>
          )}
        </h2>
        <ProblemNotice problem={check.error} />
        {checked?.measures && <MeasureList measures={checked.measures} />}
        {checked && <Problems problems={checked.problems} />}
      </section>
    </div>
  );
}

const QUIET_MS = 1200;

/** The list changes with every word; only how long it is is said aloud, and only once typing has rested. */
function Problems({ problems }: { problems: CheckedContent['problems'] }) {
  const said = useDebounced(summaryOf(problems.length), QUIET_MS);
  return (
    <>
      <p role="status" className="unseen">
        {said}
      </p>
      {problems.length === 0 ? (
        <p className="ok-words">Nothing to mend.</p>
      ) : (
        <ProblemList problems={problems} />
      )}
    </>
  );
}

function summaryOf(count: number): string {
  if (count === 0) return 'The text can be saved.';
  return count === 1 ? 'One thing to mend.' : `${count} things to mend.`;
}
