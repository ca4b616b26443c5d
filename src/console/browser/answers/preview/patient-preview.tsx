import type { AnswerFrame, RevisionView } from '../../../wire/answers.ts';
import { Markdown } from '../../parts/display/markdown.tsx';
import { Day } from '../../parts/display/time.tsx';

type Content = Pick<RevisionView['content'], 'title' | 'sources' | 'use'>;

type Props = {
  content: Content;
  /** The text with the clinic's facts filled in. */
  shown: string;
  frame: AnswerFrame;
  locale: string;
  /** With the label that stands over an answer without its approvals. */
  sample: boolean;
};

/** The answer as a patient reads it: label, title, text, sources behind a fold, and the warning last. */
export function PatientPreview({ content, shown, frame, locale, sample }: Props) {
  if (content.use === 'staff') {
    return (
      <div className="bubble plain-words" lang={locale}>
        {shown}
      </div>
    );
  }
  const [question, ...buttons] = frame.asked;
  return (
    <div className="chat-preview" lang={locale}>
      <div className="bubble patient-preview">
        {sample && <p className="sample-label">{frame.sampleLabel}</p>}
        <p className="strong">{content.title || '…'}</p>
        <Markdown text={shown} />
        <Sources content={content} />
        <p className="warning">{frame.warning}</p>
      </div>
      <p className="asked">
        {question}{' '}
        {buttons.map((words) => (
          <span key={words} className="asked-button">
            {words}
          </span>
        ))}
      </p>
    </div>
  );
}

function Sources({ content: { sources } }: { content: Content }) {
  if (sources.length === 0) return null;
  return (
    <details>
      <summary>Sources and review date</summary>
      <ul className="sources">
        {sources.map((source) => (
          <li key={`${source.title} ${source.locator ?? ''}`}>
            {source.title}, {source.publisher}
            {source.locator ? `, ${source.locator}` : ''}
            {source.checked && (
              <>
                . Checked <Day at={`${source.checked}T12:00:00Z`} />
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
