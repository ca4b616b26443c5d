import { useState } from 'react';
import type { AnswerView } from '../../../wire/answers.ts';
import { type AnswerKey, answerPlace, useAnswer } from '../../api/answers.ts';
import { usePresenceAt } from '../../api/presence.ts';
import { ApiProblem } from '../../api/request.ts';
import { Loaded } from '../../parts/display/loaded.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { LANGUAGE } from '../../words.ts';
import { TranslationPill } from '../answer-pills.tsx';
import { OthersHere } from '../others-here.tsx';
import { AnswerEditor } from './answer-editor.tsx';
import { draftNameOf, draftOf } from './draft-of.ts';
import { FirstTranslation } from './translation/first-translation.tsx';
import { SourceCard } from './translation/source-card.tsx';

/** An answer that does not exist in this language yet is written beside the English one. */
export function EditPage(key: AnswerKey) {
  const answer = useAnswer(key);
  const isMissing = answer.error instanceof ApiProblem && answer.error.code === 'no_such_answer';
  if (isMissing && key.locale !== 'en') return <FirstTranslation {...key} />;
  if (!answer.data) {
    const page = { href: `/answers/${key.locale}/${key.id}`, label: 'Back to the answer' };
    return (
      <>
        <PageHeader title="Change an answer" back={page} />
        <Loaded query={answer} lines={8}>
          {() => null}
        </Loaded>
      </>
    );
  }
  return <Editor answer={answer.data} />;
}

function Editor({ answer }: { answer: AnswerView }) {
  const { id, locale, translation } = answer;
  const [initial] = useState(() => draftOf(answer));
  const presence = usePresenceAt(answerPlace(answer));
  const page = `/answers/${locale}/${id}`;
  return (
    <>
      <PageHeader
        title={`Change “${initial.title}”`}
        back={{ href: page, label: 'Back to the answer' }}
      >
        {translation && <TranslationPill state={translation.state} />}
        <span>{LANGUAGE[locale]}</span>
        <span>What you write is kept in this browser until you save it.</span>
      </PageHeader>
      <OthersHere presence={presence.data} isEditor />
      <AnswerEditor
        answerKey={answer}
        draftName={draftNameOf(answer)}
        initial={initial}
        frame={answer.frame}
        answer={answer}
        leave={page}
        {...(translation?.source && {
          beside: (draft, write) => (
            <SourceCard
              id={id}
              source={translation.source}
              follows={draft.translationOf}
              onFollow={(translationOf) => write({ ...draft, translationOf })}
            />
          ),
        })}
      />
    </>
  );
}
