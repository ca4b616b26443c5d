import { escapeHtml } from '../chat/view/to-html.ts';
import type { FoundPart } from './search-help.ts';

const BEFORE = 60;
const AFTER = 180;

/** What stands under the search field, as safe HTML: how much was found, then each part with the words marked. */
export function resultsHtml(words: string, found: readonly FoundPart[]): string {
  if (words === '') return '<p>Write a word or two above, such as “backup” or “on call”.</p>';
  const asked = `“${escapeHtml(words)}”`;
  if (found.length === 0) {
    return `<p role="status">Nothing was found for ${asked}. Try another word, or choose a page from the list.</p>`;
  }
  const count = found.length === 1 ? '1 place was' : `${found.length} places were`;
  const items = found.map(
    (part) =>
      `<li><a href="${escapeHtml(part.url)}">${escapeHtml(nameOf(part))}</a><p>${excerpt(part)}</p></li>`,
  );
  return `<p role="status">${count} found for ${asked}.</p>\n<ol class="found">\n${items.join('\n')}\n</ol>`;
}

function nameOf({ page, heading }: FoundPart): string {
  return heading ? `${page}: ${heading}` : page;
}

function excerpt({ text, terms }: FoundPart): string {
  const first = Math.max(0, text.search(wordsOf(terms)));
  const from = first > BEFORE ? text.indexOf(' ', first - BEFORE) + 1 : 0;
  const short = text.slice(from, from + BEFORE + AFTER);
  const end = from + short.length < text.length ? short.lastIndexOf(' ') : short.length;
  const marked = short
    .slice(0, end)
    .split(wordsOf(terms))
    .map((piece, at) => (at % 2 === 1 ? `<mark>${escapeHtml(piece)}</mark>` : escapeHtml(piece)));
  return `${from > 0 ? '… ' : ''}${marked.join('')}${end < short.length ? ' …' : ''}`;
}

/** Splits a text at these words and keeps them. */
function wordsOf(terms: readonly string[]): RegExp {
  const escaped = terms.map((term) => term.replaceAll(/[$+|^.*?()[\]{}\\/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}
