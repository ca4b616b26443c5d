import type { Finding } from '../lint-problem.ts';
import { fold, phrasePattern } from './fold.ts';
import type { PhraseGroup } from './load-lint-rules.ts';

/** Finds forbidden phrases of both languages in one sentence, the first of each reason. */
export function createPhraseFinder(groups: PhraseGroup[]): (sentence: string) => Finding[] {
  const finders = groups.map(({ why, en, es }) => ({ why, find: finderOf([...en, ...es]) }));
  return (sentence) => {
    const folded = fold(sentence);
    return finders.flatMap(({ why, find }) => {
      const excerpt = find(folded);
      return excerpt === undefined ? [] : [{ rule: 'forbidden_phrase', problem: why, excerpt }];
    });
  };
}

function finderOf(phrases: PhraseGroup['en']): (folded: string) => string | undefined {
  const entries = phrases.map((entry) => {
    const { phrase, unless } = typeof entry === 'string' ? { phrase: entry, unless: [] } : entry;
    return { pattern: new RegExp(phrasePattern(phrase)), unless: unless.map(fold) };
  });
  return (folded) =>
    entries
      .filter(({ unless }) => !unless.some((allowed) => folded.includes(allowed)))
      .map(({ pattern }) => pattern.exec(folded)?.[0])
      .find((found) => found !== undefined);
}
