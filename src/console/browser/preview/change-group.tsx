import { useState } from 'react';
import type { PreviewChange, PreviewKind } from '../../wire/preview.ts';
import { Button } from '../parts/controls/button.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Day } from '../parts/display/time.tsx';
import { KeepQuestionDialog } from './keep-question-dialog.tsx';
import { count, expectWords, KIND, languageOf, replyWords } from './preview-words.ts';

type Props = { kind: PreviewKind; total: number; changes: readonly PreviewChange[] };

const OPEN_UP_TO = 5;

/** The questions with which the same happens. Other words are closed: there may be many, and each reads alike. */
export function ChangeGroup({ kind, total, changes }: Props) {
  const [kept, keep] = useState<PreviewChange | undefined>();
  if (total === 0) return null;
  const worse = changes.filter(({ verdict }) => verdict === 'worse').length;
  const isOpen = kind !== 'other_words' && (changes.length <= OPEN_UP_TO || worse > 0);
  return (
    <details className="change-group" open={isOpen}>
      <summary>
        <span className="strong">{KIND[kind]}</span> <span className="tally">{total}</span>
        {worse > 0 && <Pill tone="danger">{worse} worse</Pill>}
      </summary>
      <ul className="changes">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeLine change={change} onKeep={() => keep(change)} />
          </li>
        ))}
      </ul>
      {total > changes.length && (
        <p className="muted">And {count(total - changes.length, 'more question')}.</p>
      )}
      {kept && <KeepQuestionDialog change={kept} onClose={() => keep(undefined)} />}
    </details>
  );
}

function ChangeLine({ change, onKeep }: { change: PreviewChange; onKeep: () => void }) {
  const { text, kind, before, after, source, at, verdict, expect, locale } = change;
  return (
    <>
      <div className="change-question">
        {text === null ? (
          <p className="muted">This conversation was erased since.</p>
        ) : (
          <p lang={locale}>“{text}”</p>
        )}
        {verdict === 'worse' && <Pill tone="danger">Worse</Pill>}
        {verdict === 'better' && <Pill tone="ok">Better</Pill>}
      </div>
      {kind !== 'other_words' && (
        <p>
          <span className="unseen">Now: </span>
          <span className="muted">{replyWords(before)}</span> <span aria-hidden="true">→</span>
          <span className="unseen">. Then: </span> {replyWords(after)}
        </p>
      )}
      <div className="change-foot">
        <span>
          {source === 'past' ? 'A patient' : 'Test question'}, {languageOf(locale)}
        </span>
        {at && <Day at={at} />}
        {expect && <span>Right: {expectWords(expect)}</span>}
        {source === 'past' && text !== null && (
          <Button look="quiet" onPress={onKeep}>
            Keep as a test question
          </Button>
        )}
      </div>
    </>
  );
}
