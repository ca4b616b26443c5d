import { micromark } from 'micromark';
import { remembering } from '../../../../shared/remembering.ts';

/** 911, 988 and telephone numbers as they are written in the United States, outside of tags. */
const TAG_OR_NUMBER = /<[^>]*>|\b(?:911|988|(?:1-)?\d{3}-\d{3}-\d{4})\b/g;

/** Every approved text of a clinic, with room for those of the past. */
const REMEMBERED = 2000;

/** Approved Markdown as safe HTML: no raw HTML passes, links open beside the chat, numbers can be tapped to call. */
export const markdownToHtml = remembering(toHtml, { most: REMEMBERED });

function toHtml(text: string): string {
  const html = micromark(text).replaceAll(
    /<a href="(?=https?:)/g,
    '<a target="_blank" rel="noopener noreferrer" href="',
  );
  return html.includes('<a ') ? html : withCallLinks(html);
}

/** A person's own words, typed as plain text: nothing in them is markup. */
export function plainToHtml(text: string): string {
  const paragraphs = escapeHtml(text).split(/\n{2,}/);
  return paragraphs.map((words) => `<p>${words.replaceAll('\n', '<br>')}</p>`).join('\n');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function withCallLinks(html: string): string {
  return html.replaceAll(TAG_OR_NUMBER, (found) =>
    found.startsWith('<') ? found : `<a href="tel:${found}">${found}</a>`,
  );
}
