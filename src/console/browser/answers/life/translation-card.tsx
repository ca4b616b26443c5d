import type { AnswerView } from '../../../wire/answers.ts';
import { ButtonLink } from '../../parts/controls/button.tsx';
import { Day } from '../../parts/display/time.tsx';
import { LANGUAGE } from '../../words.ts';
import { TranslationPill } from '../answer-pills.tsx';
import { WordDiff } from '../preview/word-diff.tsx';

/** How a translation stands to its English source; nothing while it is up to date. */
export function TranslationCard({ answer }: { answer: AnswerView }) {
  const { id, locale, translation } = answer;
  if (translation?.state !== 'outdated' && translation?.state !== 'withheld') return null;
  const { source, withheldFrom, state } = translation;
  const shown = answer.revisions.find(({ number }) => number === answer.live);
  const follows = shown?.translationOf ?? null;
  return (
    <section className="card" aria-labelledby="translation">
      <h2 id="translation">
        The English answer has other words now <TranslationPill state={state} />
      </h2>
      <p>
        {withheldFrom ? (
          <>
            The {LANGUAGE[locale]} text is still sent until <Day at={withheldFrom} />. After that
            these questions go to staff.
          </>
        ) : (
          <>The {LANGUAGE[locale]} text is not sent any more: these questions go to staff.</>
        )}
      </p>
      {source && follows !== null && follows !== source.number && (
        <>
          <h3>
            What changed in English, from revision {follows} to {source.number}
          </h3>
          <WordDiff answer={{ id, locale: 'en' }} from={follows} to={source.number} />
        </>
      )}
      <div className="actions">
        <ButtonLink href={`/answers/${locale}/${id}/edit`} look="primary">
          Bring it up to date
        </ButtonLink>
      </div>
    </section>
  );
}
