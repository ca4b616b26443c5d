import type { RevisionDiff, WordChange } from '../../../wire/answers.ts';
import { type AnswerKey, useDiff } from '../../api/answers.ts';
import { Loaded } from '../../parts/display/loaded.tsx';
import { DIFF_FIELD } from '../answer-words.ts';

type Props = { answer: AnswerKey; from: number; to: number };

/** What changed between two revisions: title and text word by word, and all else that differs. */
export function WordDiff({ answer, from, to }: Props) {
  const diff = useDiff(answer, { from, to });
  return (
    <Loaded query={diff} lines={2}>
      {(found) => <Changes diff={found} locale={answer.locale} />}
    </Loaded>
  );
}

function Changes({ diff, locale }: { diff: RevisionDiff; locale: string }) {
  const { changes, title, others } = diff;
  const isSame = changes.every(({ kind }) => kind === 'same');
  if (isSame && !title && others.length === 0) {
    return <p className="muted">Nothing differs: the words are the same.</p>;
  }
  return (
    <div className="diff-parts">
      {title && <Words changes={title} locale={locale} look="diff-title" />}
      {isSame ? (
        <p className="muted">The text is the same.</p>
      ) : (
        <Words changes={changes} locale={locale} look="" />
      )}
      {others.map(({ field, before, after }) => (
        <div key={field} className="diff-other">
          <h4>{DIFF_FIELD[field]}</h4>
          <p className="diff">
            {before && (
              <>
                <Mark kind="removed">{before}</Mark>{' '}
              </>
            )}
            {after && <Mark kind="added">{after}</Mark>}
          </p>
        </div>
      ))}
    </div>
  );
}

function Words({ changes, locale, look }: { changes: WordChange[]; locale: string; look: string }) {
  return (
    <p className={`diff ${look}`} lang={locale}>
      {changes.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        return kind === 'same' ? (
          <span key={key}>{text}</span>
        ) : (
          <Mark key={key} kind={kind}>
            {text}
          </Mark>
        );
      })}
    </p>
  );
}

/** Screen readers pass over the two elements in silence, so the words stand there too. */
function Mark({ kind, children }: { kind: 'added' | 'removed'; children: string }) {
  const Element = kind === 'added' ? 'ins' : 'del';
  return (
    <Element>
      <span className="unseen">{kind}: </span>
      {children}
    </Element>
  );
}
