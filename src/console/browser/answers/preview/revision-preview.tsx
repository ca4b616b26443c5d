import type { AnswerView, RevisionView } from '../../../wire/answers.ts';
import { Markdown } from '../../parts/display/markdown.tsx';
import { PatientPreview } from './patient-preview.tsx';

type Props = { answer: AnswerView; revision: RevisionView; sample?: boolean };

/** All words of a revision: as they are read now, and those that other facts of the clinic would bring. */
export function RevisionPreview({ answer, revision, sample = false }: Props) {
  return (
    <>
      <PatientPreview
        content={revision.content}
        shown={revision.shown}
        frame={answer.frame}
        locale={answer.locale}
        sample={sample}
        reviewBy={revision.reviewBy}
      />
      <OtherWords revision={revision} locale={answer.locale} />
    </>
  );
}

/** They are approved with the rest, so they are never folded away. */
export function OtherWords({ revision, locale }: { revision: RevisionView; locale: string }) {
  if (revision.otherWords.length === 0) return null;
  return (
    <div className="other-words">
      <h4>With other facts of the clinic</h4>
      <dl>
        {revision.otherWords.map(({ means, isKnown, text }) => (
          <div key={`${means} ${text}`}>
            <dt>
              {isKnown ? 'Once filled in' : 'While not filled in'}: {means.toLowerCase()}
            </dt>
            <dd lang={text ? locale : undefined}>
              {text ? <Markdown text={text} /> : 'Nothing stands there.'}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
