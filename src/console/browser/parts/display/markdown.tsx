import { micromark } from 'micromark';
import { useMemo } from 'react';

/**
 * Approved Markdown as the patient's page shows it: by the same library with the same settings, under which no raw
 * HTML and no `javascript:` link passes.
 */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => withWholeNumbers(micromark(text)), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark escapes all HTML unless told otherwise
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}

const WORDS = /(^|>)([^<]+)/g;
const PHONE = /\b\d[\d-]{5,}\d\b/g;

/** A phone number is read, and dialled, in one line. Only what stands between tags is looked at. */
function withWholeNumbers(html: string): string {
  return html.replace(
    WORDS,
    (_, before: string, words: string) =>
      before + words.replace(PHONE, '<span class="whole">$&</span>'),
  );
}
