import { fold, phrasePattern } from './fold.ts';
import type { DoseWords, LanguageWords } from './load-lint-rules.ts';

export type DoseToken = { what: string; excerpt: string };

type Finder = { what: string; pattern: RegExp; withoutAllowedTimes?: true };

/** Words that end the reach of a number: in "two people at the visit" the number does not count visits. */
const STOPS =
  'before|after|during|for|in|at|with|until|and|or|to|is|are|was|per|on|by|from|when|if|that|who|antes|despues|durante|para|en|con|hasta|y|o|a|es|son|por|que|cuando|si';

/** "Half a gram", "a quarter of a lozenge". */
const ARTICLE = '(?:[ -]+of)?(?:[ -]+an?)?';

/** "No one" and "which one" count nothing. */
const NO_NUMBER = /\b(no|which|each|every|any|the|this|that)[ -]one\b/g;

/**
 * Finds what could be read as an amount, a strength or a schedule, in either language. It looks for forms, not for
 * sense: a needless finding costs a moderator a few other words, a missed one could reach a patient.
 */
export function createDoseFinder(words: DoseWords): (text: string) => DoseToken[] {
  const finders = [...findersOf(words.en), ...findersOf(words.es)];
  const allowed = allowedTimesPattern(words);
  return (text) => {
    const folded = fold(text).replace(NO_NUMBER, 'person');
    const rest = folded.replace(allowed, ';');
    return finders.flatMap(({ what, pattern, withoutAllowedTimes }) => {
      const [excerpt] = pattern.exec(withoutAllowedTimes ? rest : folded) ?? [];
      return excerpt === undefined ? [] : [{ what, excerpt }];
    });
  };
}

/** Matches "24 hours" and "2 hours", folded, but not inside "12 hours", "1-2 hours" or "0.2 hours". */
export function allowedTimesPattern({ allowedTimes }: DoseWords): RegExp {
  return new RegExp(`(?<![\\d.,/-] ?)(?:${allowedTimes.map(fold).join('|')})(?![a-z0-9])`, 'g');
}

function findersOf(words: LanguageWords): Finder[] {
  const number = `(?:\\d[\\d.,/]*|${either(words.numbers)})`;
  const time = plural(words.times);
  const container = plural(words.containers);
  const visit = plural(words.visits);
  const between = `(?:(?!(?:${STOPS})[ -])[a-z]+[ -]+){0,2}`;
  return [
    { what: 'a unit of strength', pattern: new RegExp(`(?<![a-z])${plural(words.units)}${END}`) },
    { what: 'an amount', pattern: bounded(`${number}${ARTICLE}[ -]*${plural(words.measures)}`) },
    {
      what: 'an amount',
      pattern: bounded(
        `(?<!(?:if|do) you )${either(words.taking)}[ -]+${either(words.articles)}[ -]+${between}${container}`,
      ),
    },
    {
      what: 'a number of uses or visits',
      pattern: bounded(
        `${number}${ARTICLE}(?![ -]*${time})[ -]+${between}(?:${container}|${visit})`,
      ),
    },
    {
      what: 'more or less of it',
      pattern: bounded(`${either(words.amounts)}[ -]+(?:[a-z]+[ -]+)?${container}`),
    },
    {
      what: 'a count of uses',
      pattern: bounded(
        `${container}[ :=x-]+(?:${number}(?![ -]*${time})|once|twice|una vez|dos veces)`,
      ),
    },
    {
      what: 'how often',
      pattern: bounded(
        `(?:every|each|cada)[ -]+(?:(?:other|otro|otra|second|few|couple of|${number})[ -]+)*${time}`,
      ),
    },
    {
      what: 'how often',
      pattern: bounded(
        `(?:once|twice|thrice|una vez|(?:${number}|many|muchas)[ -]+(?:times|veces))[ -]+(?:a|an|per|each|every|daily|weekly|monthly|al|a la|por|cada)`,
      ),
    },
    {
      what: 'a time span',
      pattern: bounded(`(?:${number}|half an)[ -]*(?:to|or|a|o|-)?[ -]*${time}`),
      withoutAllowedTimes: true,
    },
    { what: 'an amount in words', pattern: new RegExp(words.phrases.map(phrasePattern).join('|')) },
  ];
}

const END = '(?![a-z0-9])';

function bounded(pattern: string): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${pattern})(?![a-z0-9])`);
}

function either(words: string[]): string {
  return `(?:${words.map(escaped).join('|')})`;
}

function plural(words: string[]): string {
  return `(?:${words.map(escaped).join('|')})(?:es|s)?`;
}

function escaped(word: string): string {
  return fold(word)
    .replace(/[.+?^${}()|[\]\\/]/g, '\\$&')
    .replaceAll(' ', '[ -]+');
}
