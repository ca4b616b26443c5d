import { addMonths } from '../../../../answer-bank/revisions/on-revision.ts';
import type { AnswerFrame, RevisionView } from '../../../wire/answers.ts';
import { Markdown } from '../../parts/display/markdown.tsx';

type Content = Pick<RevisionView['content'], 'title' | 'sources' | 'use' | 'reviewEveryMonths'>;

type Props = {
  content: Content;
  /** The text with the clinic's facts filled in. */
  shown: string;
  frame: AnswerFrame;
  locale: string;
  /** With the label that stands over an answer without its approvals. */
  sample: boolean;
  /** Absent while it is not published: as if it was today. */
  reviewBy?: string | null;
};

/** The answer as a patient reads it: label, title, text, sources behind a fold, and the warning last. */
export function PatientPreview({ content, shown, frame, locale, sample, reviewBy }: Props) {
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
        <Markdown text={shown} withCalls />
        <Sources
          content={content}
          reviewBy={reviewBy ?? ifPublishedNow(content)}
          words={locale === 'es' ? WORDS.es : WORDS.en}
        />
        <div className="warning">
          <Markdown text={frame.warning} withCalls />
        </div>
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

type SourceWords = { language: string; sources: string; checked: string; reviewBy: string };

/** The chat's own words around the sources. */
const WORDS: Record<'en' | 'es', SourceWords> = {
  en: {
    language: 'en',
    sources: 'Sources and review date',
    checked: 'checked',
    reviewBy: 'To be reviewed by',
  },
  es: {
    language: 'es',
    sources: 'Fuentes y fecha de revisión',
    checked: 'consultado el',
    reviewBy: 'Se revisará antes del',
  },
};

type SourcesProps = { content: Content; reviewBy: string | undefined; words: SourceWords };

function Sources({ content: { sources }, reviewBy, words }: SourcesProps) {
  if (sources.length === 0) return null;
  return (
    <details>
      <summary>{words.sources}</summary>
      <ul className="sources">
        {sources.map(({ title, publisher, locator, url, checked }) => (
          <li key={`${title} ${locator ?? ''}`}>
            {url ? <SourceLink url={url} title={title} /> : title}, {publisher}
            {checked && ` (${words.checked} ${dayOf(checked, words)})`}
          </li>
        ))}
      </ul>
      {reviewBy && (
        <p>
          {words.reviewBy} {dayOf(reviewBy, words)}.
        </p>
      )}
    </details>
  );
}

function SourceLink({ url, title }: { url: string; title: string }) {
  return (
    <a href={/^https?:/.test(url) ? url : undefined} target="_blank" rel="noreferrer noopener">
      {title}
    </a>
  );
}

/** While one types, the months may be half a number. */
function ifPublishedNow({ reviewEveryMonths: months }: Content): string | undefined {
  const isWhole = Number.isInteger(months) && months >= 1 && months <= 24;
  return isWhole ? addMonths(new Date().toISOString(), months) : undefined;
}

/** A calendar day is that day in every zone. */
function dayOf(day: string, { language }: SourceWords): string {
  const at = Date.parse(day);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return Number.isNaN(at) ? day : format.format(at);
}
