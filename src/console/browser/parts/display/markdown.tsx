import { micromark } from 'micromark';
import { useMemo } from 'react';

/**
 * Approved Markdown as the patient's page shows it: by the same library with the same settings, under which no raw
 * HTML and no `javascript:` link passes.
 */
export function Markdown({ text, withCalls = false }: { text: string; withCalls?: boolean }) {
  const html = useMemo(() => {
    const plain = micromark(text);
    return withWholeNumbers(withCalls ? withCallLinks(plain) : plain);
  }, [text, withCalls]);
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

const TAG_OR_NUMBER = /<[^>]*>|\b(?:911|988|(?:1-)?\d{3}-\d{3}-\d{4})\b/g;

/** As in the chat: numbers can be tapped to call, in a text that has no other link. */
function withCallLinks(html: string): string {
  if (html.includes('<a ')) return html;
  return html.replaceAll(TAG_OR_NUMBER, (found) =>
    found.startsWith('<') ? found : `<a href="tel:${found}">${found}</a>`,
  );
}
