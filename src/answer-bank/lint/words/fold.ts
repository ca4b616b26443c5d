/** The text as rules compare it: lower case, no accents, plain quotes and dashes, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’`´]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** A folded phrase as a pattern that begins and ends at a word's edge; `*` stands for any ending. */
export function phrasePattern(phrase: string): string {
  const folded = fold(phrase);
  const body = folded
    .replace(/[.+?^${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '[a-z]*')
    .replaceAll(' ', '[ -]+');
  const start = /^[a-z0-9]/.test(folded) ? '(?<![a-z0-9])' : '';
  const end = /[a-z0-9*]$/.test(folded) ? '(?![a-z0-9])' : '';
  return `${start}${body}${end}`;
}
