/**
 * A pattern of folded words: it begins and ends at a word's edge, and "…" stands for up to 80 characters between. What
 * would make a wording right stands in the pattern itself, as "not" just before, so that no other word of the sentence can.
 */
export function said(strings: TemplateStringsArray, ...parts: string[]): RegExp {
  const source = String.raw(strings, ...parts).replaceAll('…', '.{0,80}?');
  return new RegExp(`(?<!\\w)(?:${source})(?!\\w)`);
}
