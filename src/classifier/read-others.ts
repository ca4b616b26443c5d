import type { Locale } from '../domain/ids.ts';

/** The list of questions at the end of an intent file, read apart from the rest of it. */
export type OthersAtEnd = {
  /** What stands before the list. */
  head: string;
  texts: Record<Locale, string[]>;
  /** The line of each text. */
  lines: Record<Locale, number[]>;
};

const START = '\nothers:\n';
const LOCALE = /^ {2}(en|es):(?: \[\])?$/;
const TEXT = /^ {4}- (".*")$/;

/**
 * Reads `others` line by line, where it ends the file and each text is one quoted line: with 85,000 of them the YAML
 * library takes two seconds at each start. Gives `undefined` where it is written in any other way of YAML.
 */
export function readOthers(file: string): OthersAtEnd | undefined {
  const start = file.indexOf(START);
  if (start === -1) return undefined;
  const head = file.slice(0, start + 1);
  const first = head.split('\n').length + 1;
  const found: OthersAtEnd = { head, texts: { en: [], es: [] }, lines: { en: [], es: [] } };
  let locale: Locale | undefined;
  for (const [at, line] of file
    .slice(start + START.length)
    .split('\n')
    .entries()) {
    const text = readText(line);
    const named = LOCALE.exec(line)?.[1] as Locale | undefined;
    if (named) locale = named;
    else if (text !== undefined && locale) {
      found.texts[locale].push(text);
      found.lines[locale].push(first + at);
    } else if (line !== '') return undefined;
  }
  return found;
}

/** A quoted text of JSON is the same text in YAML. */
function readText(line: string): string | undefined {
  const quoted = TEXT.exec(line)?.[1];
  if (quoted === undefined) return undefined;
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
