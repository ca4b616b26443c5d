import { type AnswerContent, isForStaff } from '../../domain/answer.ts';
import type { Locale } from '../../domain/ids.ts';
import { checkCharacters } from './check-characters.ts';
import { checkEnd, checkFormat, checkPlain, findOpenPlaces } from './check-format.ts';
import { checkGrade, checkLength } from './check-length.ts';
import { checkLinks, checkSources } from './check-links.ts';
import { checkSlotPlaces, checkSlots } from './check-slots.ts';
import { checkInterval } from './check-upkeep.ts';
import { checkClaims } from './decided/check-claims.ts';
import { checkTimes } from './decided/check-times.ts';
import type { Finding, LintProblem } from './lint-problem.ts';
import { readText } from './read-text.ts';
import { type Rendering, renderings } from './renderings.ts';
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
    ...within('title', lintTitle(content.title, locale)),
    ...within('text', lintText(content, locale)),
    ...within('reviewEveryMonths', checkInterval(content)),
    ...within('sources', [...checkSources(content), ...findOpenSources(content)]),
  ];
}

/** A source that someone means to look up later. */
function findOpenSources({ sources }: AnswerContent): Finding[] {
  return sources.flatMap(({ title, publisher }) => findOpenPlaces(`${title}\n${publisher}`));
}

function lintTitle(title: string, locale: Locale): Finding[] {
  const marked = /[<>[\]{}*_`#|\\&\n]/.exec(title)?.[0];
  const format: Finding[] = marked
    ? [{ rule: 'format', problem: 'Write the title in plain words.', excerpt: marked }]
    : [];
  return [
    ...checkCharacters(title),
    ...format,
    ...findOpenPlaces(title),
    ...findNumbers(title),
    ...findPhrases(title, locale),
  ];
}

/** Every way in which the text can come out is read; what is wrong in some of them says in which. */
function lintText(content: AnswerContent, locale: Locale): Finding[] {
  const ways = renderings(content.text, locale);
  const found = ways.map((way) => lintRendering(way, content, locale));
  const all = new Map(found.flat().map((one) => [keyOf(one), one]));
  return [
    ...checkCharacters(content.text),
    ...checkSlots(content.text),
    ...[...all].map(([key, finding]) => {
      const wrong = ways.filter((_, at) => found[at]?.some((one) => keyOf(one) === key));
      return wrong.length === ways.length ? finding : placed(finding, wrong[0]);
    }),
  ];
}

function lintRendering(way: Rendering, content: AnswerContent, locale: Locale): Finding[] {
  const read = readText(way.marked, locale);
  const { blocks, sentences, links } = read;
  const words = blocks.join('\n');
  return [
    ...checkFormat(read),
    ...checkEnd(read),
    ...(isForStaff(content) ? checkPlain(way.marked, read) : []),
    ...checkSlotPlaces(way, read, { intents: content.intents, locale }),
    ...checkLinks(read, RULES.linkHosts),
    ...findOpenPlaces(words),
    ...checkLength(readText(way.longest, locale)),
    ...(locale === 'en' ? checkGrade(read) : []),
    ...findNumbers(words, links.map(({ url }) => url).join(' ')),
    ...sentences.flatMap((sentence) => findPhrases(sentence, locale)),
    ...checkTimes(content.intents, sentences, locale),
    ...checkClaims(content.intents, sentences, locale),
  ];
}

function keyOf({ rule, problem, excerpt = '' }: Finding): string {
  return `${rule}\n${problem}\n${excerpt}`;
}

/** Says which facts are known where it is wrong. */
function placed(finding: Finding, way: Rendering | undefined): Finding {
  const { asked = [], known = [] } = way ?? {};
  const states = asked.map(
    (fact) => `clinic.${fact} is ${known.includes(fact) ? 'known' : 'not known'}`,
  );
  return { ...finding, problem: `Where ${states.join(' and ')}: ${finding.problem}` };
}

function within(field: string, findings: Finding[]): LintProblem[] {
  return findings.map((finding) => ({ field, ...finding }));
}
