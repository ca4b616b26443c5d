import type { Finding } from './lint-problem.ts';
import type { ReadText } from './read-text.ts';

/** Paragraphs, lists with dashes, bold, italics and links: what every channel can show. No raw HTML, no pictures. */
export function checkFormat({ refused, blocks }: ReadText): Finding[] {
  const kinds = [...new Set(refused)];
  return [
    ...(blocks.length === 0 ? [finding('Write a text.')] : []),
    ...kinds.map((kind) =>
      finding(`Use paragraphs, lists with dashes, bold, italics and links only, no ${kind}.`),
    ),
  ];
}

/** A text that was cut off when it was copied would reach patients without its last words. */
export function checkEnd({ blocks, ending }: Pick<ReadText, 'blocks' | 'ending'>): Finding[] {
  const last = blocks.at(-1) ?? '';
  if (ending !== 'words' || /(?<!\.)[.?!]["'”’»)\]]*$/.test(last.trim())) return [];
  const problem = 'It ends in the middle of a sentence. Finish it, with a full stop.';
  return last === '' ? [] : [{ rule: 'cut_off', problem, excerpt: last.slice(-40) }];
}

/** Staff write plain text to patients: a mark in a canned text would be read as it stands. */
export function checkPlain(text: string, { links }: Pick<ReadText, 'links'>): Finding[] {
  const marked = links.length > 0 || /[*_`\\]/.test(text);
  return marked
    ? [finding('Staff messages are plain text: leave out bold, italics and links.')]
    : [];
}

/** Places that someone meant to fill or to decide later, such as a contradiction of the fact base (C1 to C10). */
export function findOpenPlaces(text: string): Finding[] {
  const open =
    /\b(?:TODO|TBD|TBC|FIXME|XXX+)\b|\?\?+|__+|\.\.\.\.+|\[[^\]]*\]|\bC(?:10|[1-9])\b/.exec(text);
  return open
    ? [{ rule: 'open_place', problem: 'Decide what belongs here.', excerpt: open[0] }]
    : [];
}

function finding(problem: string): Finding {
  return { rule: 'format', problem };
}
