import { useState } from 'react';
import type { AnswerView } from '../../../wire/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Notice } from '../../parts/display/notice.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { WordDiff } from '../preview/word-diff.tsx';

type Props = {
  answer: AnswerView;
  /** The newest revision that the writer took in. */
  basedOn: number;
  isUnsaved: boolean;
  onTakenIn(revision: number): void;
  onStartAnew(): void;
};

const WORDS_ID = 'newer-revision';

/**
 * Two people on one answer: the second is told, and sees what the first wrote until they save; nothing is overwritten
 * unseen.
 */
export function NewerRevision({ answer, basedOn, isUnsaved, onTakenIn, onStartAnew }: Props) {
  const [opened] = useState(basedOn);
  const since = Math.min(opened, basedOn);
  const [newest] = answer.revisions;
  if (!newest || newest.number === since) return null;
  const isTakenIn = basedOn === newest.number;
  const takeIn = () => {
    onTakenIn(newest.number);
    focusOn(WORDS_ID);
  };
  return (
    <Notice tone={isTakenIn ? 'info' : 'warn'}>
      <p id={WORDS_ID} tabIndex={-1}>
        {wordsOf(newest, { isUnsaved, isTakenIn })}
      </p>
      {since > 0 && <WordDiff answer={answer} from={since} to={newest.number} />}
      <div className="actions">
        {isUnsaved && !isTakenIn && (
          <Button onPress={takeIn}>I have taken this in: mine comes after it</Button>
        )}
        <Button look={isUnsaved ? 'quiet' : 'plain'} onPress={onStartAnew}>
          {isUnsaved ? 'Drop mine and start' : 'Start'} from revision {newest.number}
        </Button>
      </div>
    </Notice>
  );
}

type Stand = { isUnsaved: boolean; isTakenIn: boolean };

function wordsOf({ number, author }: AnswerView['revisions'][number], is: Stand): string {
  const saved = `${author?.firstName ?? 'Someone'} saved revision ${number}`;
  if (!is.isUnsaved) return `${saved} after you opened this page. This is what they changed:`;
  if (!is.isTakenIn) {
    return `${saved} while you wrote. Your text is still here. This is what they changed:`;
  }
  return `${saved}. Your text takes its place: of these changes it has only what you wrote into it.`;
}
