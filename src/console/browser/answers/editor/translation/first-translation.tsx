import { useState } from 'react';
import type { AnswerFrame, AnswerView } from '../../../../wire/answers.ts';
import { type AnswerKey, useAnswer, useAnswerFrame } from '../../../api/answers.ts';
import { Empty } from '../../../parts/display/empty.tsx';
import { Loaded } from '../../../parts/display/loaded.tsx';
import { PageHeader } from '../../../parts/display/page-header.tsx';
import { LANGUAGE } from '../../../words.ts';
import { AnswerEditor } from '../answer-editor.tsx';
import { draftNameOf, translationDraft } from '../draft-of.ts';
import { SourceCard } from './source-card.tsx';

/** An answer that has no text in this language yet, beside the English one. */
export function FirstTranslation({ id, locale }: AnswerKey) {
  const english = useAnswer({ id, locale: 'en' });
  const frame = useAnswerFrame(locale);
  return (
    <Loaded query={english} lines={8}>
      {(source) => (
        <Loaded query={frame} lines={8}>
          {(around) => <Writing source={source} frame={around} locale={locale} />}
        </Loaded>
      )}
    </Loaded>
  );
}

type Props = { source: AnswerView; frame: AnswerFrame; locale: string };

function Writing({ source, frame, locale }: Props) {
  const { id } = source;
  const live = source.revisions.find(({ number }) => number === source.live);
  const [initial] = useState(() => live && translationDraft(live));
  const page = `/answers/en/${id}`;
  const language = LANGUAGE[locale as AnswerView['locale']] ?? locale;
  const title = live?.content.title ?? id;
  return (
    <>
      <PageHeader
        title={`“${title}” in ${language}`}
        back={{ href: page, label: 'Back to the English answer' }}
      >
        <span>What you write is kept in this browser until you save it.</span>
      </PageHeader>
      {live && initial ? (
        <AnswerEditor
          answerKey={{ id, locale }}
          draftName={draftNameOf({ locale, id })}
          initial={initial}
          frame={frame}
          leave={page}
          beside={(draft, write) => (
            <SourceCard
              id={id}
              source={{ number: live.number, title: live.content.title, text: live.content.text }}
              follows={draft.translationOf}
              onFollow={(translationOf) => write({ ...draft, translationOf })}
            />
          )}
        />
      ) : (
        <Empty title="There is nothing to translate yet">
          Publish the English answer first. A translation follows words that patients read.
        </Empty>
      )}
    </>
  );
}
