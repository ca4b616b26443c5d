import type { AnswerView, RevisionView } from '../../wire.ts';
import { Markdown } from '../parts/display/markdown.tsx';
import { Day } from '../parts/display/time.tsx';

type Props = {
  content: Pick<RevisionView['content'], 'title' | 'text' | 'sources' | 'use'>;
  frame: AnswerView['frame'];
  locale: string;
  /** With the label that stands over an answer without its approvals. */
  sample: boolean;
};

/** The answer as a patient reads it: label, title, text, sources behind a fold, and the warning last. */
export function PatientPreview({ content, frame, locale, sample }: Props) {
  if (content.use === 'staff') {
    return (
      <div className="bubble plain-words" lang={locale}>
        {filled(content.text, frame.slots)}
      </div>
    );
  }
  return (
    <div className="bubble patient-preview" lang={locale}>
      {sample && <p className="sample-label">{frame.sampleLabel}</p>}
      <p className="strong">{content.title || 'No title yet'}</p>
      <Markdown text={filled(content.text, frame.slots)} />
      {content.sources.length > 0 && (
        <details>
          <summary>Sources</summary>
          <ul className="sources">
            {content.sources.map((source) => (
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
      )}
      <p className="warning">{frame.warning}</p>
    </div>
  );
}

/** Clinic facts stand in slots; one that does not exist is left to be seen. */
function filled(text: string, slots: AnswerView['frame']['slots']): string {
  return text.replace(/\{clinic\.(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(slots, name) ? slots[name as keyof typeof slots] : slot,
  );
}
