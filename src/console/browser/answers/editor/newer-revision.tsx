import type { AnswerView } from '../../../wire/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Notice } from '../../parts/display/notice.tsx';
import { WordDiff } from '../preview/word-diff.tsx';
import type { AnswerDraft } from './draft-of.ts';

type Props = { answer: AnswerView; draft: AnswerDraft; write(next: AnswerDraft): void };

/** Two people on one answer: the second is told, sees what the first wrote, and nothing is overwritten. */
export function NewerRevision({ answer, draft, write }: Props) {
  const [newest] = answer.revisions;
  if (!newest || newest.number === draft.basedOn) return null;
  return (
    <Notice tone="warn">
      <p>
        {newest.author?.firstName ?? 'Someone'} saved revision {newest.number} while you wrote. Your
        text is still here. This is what they changed:
      </p>
      {draft.basedOn > 0 && <WordDiff answer={answer} from={draft.basedOn} to={newest.number} />}
      <Button onPress={() => write({ ...draft, basedOn: newest.number })}>
        I have taken this in: mine comes after it
      </Button>
    </Notice>
  );
}
