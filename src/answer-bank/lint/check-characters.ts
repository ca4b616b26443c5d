import type { Finding } from './lint-problem.ts';

/** Anything but Latin letters, digits, plain marks, spaces and line ends: it can hide words from these rules or a reader. */
const HIDDEN =
  /(?!\n)[\p{C}\p{Zl}\p{Zp}]|(?!\p{Script=Latin})\p{L}|\p{M}|(?![\d#*])\p{Extended_Pictographic}/u;

export function checkCharacters(text: string): Finding[] {
  const found = HIDDEN.exec(text.normalize('NFC'))?.[0].codePointAt(0);
  if (found === undefined) return [];
  const code = `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
  return [{ rule: 'characters', problem: 'Use plain letters and marks only.', excerpt: code }];
}
