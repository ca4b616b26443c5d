import type { Locale } from '../../../domain/ids.ts';
import type { Finding } from '../lint-problem.ts';
import { fold, phrasePattern } from './fold.ts';
import type { PhraseGroup } from './load-lint-rules.ts';

/** Finds the forbidden phrases of one language in one sentence, the first of each reason. */
export function createPhraseFinder(
  groups: PhraseGroup[],
): (sentence: string, locale: Locale) => Finding[] {
  const finders = groups.map(({ why, en, es }) => ({ why, en: finderOf(en), es: finderOf(es) }));
  return (sentence, locale) => {
    const folded = fold(sentence);
    return finders.flatMap(({ why, [locale]: find }) => {
      const excerpt = find(folded);
      return excerpt === undefined ? [] : [{ rule: 'forbidden_phrase', problem: why, excerpt }];
    });
  };
}

/** An allowed wording is taken out first, so that it excuses no other words of the sentence. */
function finderOf(phrases: PhraseGroup['en']): (folded: string) => string | undefined {
  const entries = phrases.map((entry) => {
    const { phrase, unless } = typeof entry === 'string' ? { phrase: entry, unless: [] } : entry;
    const allowed = unless.map((wording) => new RegExp(phrasePattern(wording), 'g'));
    return { pattern: new RegExp(phrasePattern(phrase)), allowed };
  });
  return (folded) =>
    entries
      .map(({ pattern, allowed }) => pattern.exec(without(folded, allowed))?.[0])
      .find((found) => found !== undefined);
}

function without(folded: string, allowed: RegExp[]): string {
  return allowed.reduce((rest, wording) => rest.replace(wording, ';'), folded);
}
