import { type AnswerContent, isForStaff } from '../../domain/answer.ts';
import type { Locale } from '../../domain/ids.ts';
import { checkCharacters } from './check-characters.ts';
import { checkFormat, checkPlain, checkSlots, findOpenPlaces } from './check-format.ts';
import { checkGrade, checkLength } from './check-length.ts';
import { checkLinks, checkSources } from './check-links.ts';
import type { Finding, LintProblem } from './lint-problem.ts';
import { readText, sentencesOf } from './read-text.ts';
import { checkDecidedRules } from './words/check-decided-rules.ts';
import { createNumberChecks } from './words/check-numbers.ts';
import { createPhraseFinder } from './words/find-phrases.ts';
import { loadLintRules } from './words/load-lint-rules.ts';

/** Both are looked at before anything whose time grows with the text: the Markdown parser takes seconds for a page of brackets. */
const MOST_CHARACTERS = 10_000;
const MOST_MARKS = 300;

const RULES = loadLintRules();
const findNumbers = createNumberChecks(RULES.dose);
const findPhrases = createPhraseFinder(RULES.phrases);

/**
 * All that is wrong with the words of an answer; empty when they may go to review. The title is read too: it is shown on
 * buttons. Waits for nothing.
 */
export function lintContent(content: AnswerContent, locale: Locale): LintProblem[] {
  if (content.text.length + content.title.length > MOST_CHARACTERS) {
    const problem = `Keep it under ${MOST_CHARACTERS} characters.`;
    return [{ field: 'text', rule: 'too_large', problem }];
  }
  if ((content.text.match(/[[\]<>&*_`!#]/g) ?? []).length > MOST_MARKS) {
    return [{ field: 'text', rule: 'format', problem: 'It has more marks than words need.' }];
  }
  return [
    ...within('title', lintTitle(content.title)),
    ...within('text', lintText(content, locale)),
    ...within('sources', [...checkSources(content), ...findOpenSources(content)]),
  ];
}

/** A source that someone means to look up later. */
function findOpenSources({ sources }: AnswerContent): Finding[] {
  return sources.flatMap(({ title, publisher }) => findOpenPlaces(`${title}\n${publisher}`));
}

function lintTitle(title: string): Finding[] {
  const marked = /[<>[\]{}*_`#|\\&\n]/.exec(title)?.[0];
  const format: Finding[] = marked
    ? [{ rule: 'format', problem: 'Write the title in plain words.', excerpt: marked }]
    : [];
  return [
    ...checkCharacters(title),
    ...format,
    ...findOpenPlaces(title),
    ...findNumbers(title),
    ...findPhrases(title),
  ];
}

function lintText(content: AnswerContent, locale: Locale): Finding[] {
  const read = readText(content.text, locale);
  const blocks = read.blocks.map(withoutSlots);
  const sentences = blocks.flatMap((block) => sentencesOf(block, locale));
  const shown = { blocks, sentences };
  const words = blocks.join('\n');
  return [
    ...checkCharacters(content.text),
    ...checkFormat(read),
    ...(isForStaff(content) ? checkPlain(content.text, read) : []),
    ...checkSlots(content.text),
    ...checkLinks(read),
    ...findOpenPlaces(words),
    ...checkLength(shown),
    ...(locale === 'en' ? checkGrade(shown) : []),
    ...findNumbers(words, read.links.map(({ url }) => url).join(' ')),
    ...sentences.flatMap(findPhrases),
    ...checkDecidedRules(content.intents, sentences, locale),
  ];
}

/** Slots are filled from the clinic profile alone: here each counts as one word. */
function withoutSlots(block: string): string {
  return block.replace(/\{clinic\.\w+\}/g, 'clinic');
}

function within(field: string, findings: Finding[]): LintProblem[] {
  return findings.map((finding) => ({ field, ...finding }));
}
