import type { PreviewFigure, PreviewResult as Result } from '../../wire/preview.ts';
import { Notice } from '../parts/display/notice.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { ChangeGroup } from './change-group.tsx';
import { count, FIGURE, KINDS } from './preview-words.ts';

/** What a change would do to the questions that were asked. */
export function PreviewResult({ result }: { result: Result }) {
  const { asked, changes, figures, blocked, counts } = result;
  return (
    <div className="preview-result">
      <p className="muted">
        Asked on both sides: {count(asked.test, 'test question')} and{' '}
        {count(asked.past, 'question')} of patients, without what tells who they are.
      </p>
      {blocked && (
        <Notice tone="danger">
          <p className="strong">It would make the bot less safe, so it cannot go live.</p>
          <p>
            Look at the figures that are worse and at the questions marked “worse” below. Then
            change the text, the questions it answers, or the examples.
          </p>
        </Notice>
      )}
      <Summary result={result} />
      {KINDS.map((kind) => (
        <ChangeGroup
          key={kind}
          kind={kind}
          total={counts[kind]}
          changes={changes.filter((change) => change.kind === kind)}
        />
      ))}
      <Figures figures={figures} />
    </div>
  );
}

function Summary({ result: { counts, wordsOnly, right } }: { result: Result }) {
  const others = KINDS.filter((kind) => kind !== 'other_words');
  const changed = others.reduce((sum, kind) => sum + counts[kind], 0);
  const better = right.after.count - right.before.count;
  if (changed > 0) {
    return (
      <p>
        <span className="strong">{count(changed, 'question')}</span> would get something else.
        {right.after.of > 0 && better !== 0 && (
          <>
            {' '}
            Test questions with the right reply: {right.after.count} of {right.after.of}, and{' '}
            {right.before.count} now.
          </>
        )}
      </p>
    );
  }
  const words = count(counts.other_words, 'question');
  return (
    <Notice tone="ok">
      <p>
        {wordsOnly ? 'Only the words change. ' : 'No question gets another answer. '}
        {counts.other_words > 0
          ? `${words} of those asked would read the new words.`
          : 'None of the questions asked reads them; patients may still ask one that does.'}
      </p>
    </Notice>
  );
}

function Figures({ figures }: { figures: readonly PreviewFigure[] }) {
  return (
    <div className="preview-table">
      <table>
        <caption>Safety figures</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col">
              <span className="unseen">Verdict</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.figure} figure={figure} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FigureRow({ figure: { figure, before, after, fell } }: { figure: PreviewFigure }) {
  const same = before.count === after.count;
  return (
    <tr>
      <th scope="row">{FIGURE[figure]}</th>
      <td data-side="Now">{before.of === 0 ? '–' : `${before.count} of ${before.of}`}</td>
      <td data-side="Then">{after.of === 0 ? '–' : `${after.count} of ${after.of}`}</td>
      <td>
        {fell ? (
          <Pill tone="danger">Worse</Pill>
        ) : (
          <Pill tone={same ? 'neutral' : 'ok'}>{same ? 'Same' : 'Better'}</Pill>
        )}
      </td>
    </tr>
  );
}
