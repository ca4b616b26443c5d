import { type AnswerKey, useDiff } from '../api/answers.ts';
import { Loaded } from '../parts/display/loaded.tsx';

/** What changed between two revisions, word by word. */
export function WordDiff({ answer, from, to }: { answer: AnswerKey; from: number; to: number }) {
  const diff = useDiff(answer, { from, to });
  return (
    <Loaded query={diff} lines={2}>
      {({ changes }) => (
        <p className="diff" lang={answer.locale}>
          {changes.map(({ kind, text }, index) => {
            const key = `${index} ${kind}`;
            if (kind === 'added') return <ins key={key}>{text}</ins>;
            if (kind === 'removed') return <del key={key}>{text}</del>;
            return <span key={key}>{text}</span>;
          })}
        </p>
      )}
    </Loaded>
  );
}
