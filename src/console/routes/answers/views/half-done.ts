import { z } from 'zod';
import { lintContent } from '../../../../answer-bank/lint/lint-content.ts';
import type { AnswerContent } from '../../../../domain/answer.ts';
import { IntentId, type Locale } from '../../../../domain/ids.ts';
import type { LintProblem } from '../../../wire/answers.ts';

/** What is missing, in words; and what is wrong already with the words that are there. */
export function halfDone(content: unknown, { issues }: z.ZodError, locale: Locale): LintProblem[] {
  const missing = issues.map(({ path, message }) => {
    const field = path.join('.');
    return { field, rule: 'schema', problem: missingWords(path) ?? `${field}: ${message}` };
  });
  const given = typeof content === 'object' && content !== null ? content : {};
  const fields = new Set(missing.map(({ field }) => field));
  const { title, text, intents, use } = WhatIsThere.parse(given);
  const stand: AnswerContent = {
    ...STAND_IN,
    intents,
    ...(use && { use }),
    title: title || STAND_IN.title,
    text: text || STAND_IN.text,
  };
  const found = lintContent(stand, locale).filter(
    ({ field }) => (field === 'title' || field === 'text') && !fields.has(field),
  );
  return [...missing, ...found];
}

const words = z.string().catch('');
const WhatIsThere = z.object({
  title: words,
  text: words,
  intents: z.array(IntentId).catch([]),
  use: z.enum(['patients', 'staff']).optional().catch(undefined),
});

/** Stands in for what is not written yet, so that the rest can be read. */
const STAND_IN: AnswerContent = {
  title: 'Answer',
  text: 'Ask the clinic.',
  intents: [],
  besideDose: false,
  sources: [],
  reviewEveryMonths: 12,
  awaitingTranslator: false,
};

function missingWords([field, , part]: PropertyKey[]): string | undefined {
  if (field === 'sources' && part !== undefined) {
    return SOURCE_WORDS[String(part)] && `A source: ${SOURCE_WORDS[String(part)]}`;
  }
  return MISSING[String(field)];
}

const MISSING: Record<string, string> = {
  title: 'Give it a title of 80 characters or fewer.',
  text: 'Write the text.',
  intents: 'Choose the question that it answers.',
  sources: 'Add the source of its facts.',
  reviewEveryMonths:
    'Say after how many months it is reviewed: 1 to 12, for law and insurance to 6.',
};
const SOURCE_WORDS: Record<string, string> = {
  title: 'give it a title.',
  publisher: 'say who published it.',
  checked: 'say on which day somebody looked at it.',
  url: 'write a full address, such as https://www.fda.gov/page.',
};
