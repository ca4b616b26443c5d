import { diffWords } from '../../../../answer-bank/diff-words.ts';
import type { AnswerContent } from '../../../../domain/answer.ts';
import type { DiffField, RevisionDiff } from '../../../wire/answers.ts';

/** What differs between the contents of two revisions: words one by one, the rest as a whole. */
export function diffRevisions(from: AnswerContent, to: AnswerContent): RevisionDiff {
  const others = (Object.keys(IN_WORDS) as DiffField[])
    .map((field) => ({ field, before: IN_WORDS[field](from), after: IN_WORDS[field](to) }))
    .filter(({ before, after }) => before !== after);
  return {
    changes: diffWords(from.text, to.text),
    title: from.title === to.title ? null : diffWords(from.title, to.title),
    others,
  };
}

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');

const IN_WORDS: Record<DiffField, (content: AnswerContent) => string> = {
  intents: ({ intents }) => intents.join(', '),
  sources: ({ sources }) =>
    sources
      .map(({ title, publisher, locator, url, checked }) =>
        [title, publisher, locator, url, `checked ${checked}`].filter(Boolean).join(', '),
      )
      .join('\n'),
  reviewEveryMonths: ({ reviewEveryMonths }) => months(reviewEveryMonths),
  besideDose: ({ besideDose }) => yesOrNo(besideDose),
  awaitingTranslator: ({ awaitingTranslator }) => yesOrNo(awaitingTranslator),
};

function months(count: number): string {
  return count === 1 ? '1 month' : `${count} months`;
}
