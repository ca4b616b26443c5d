import type { Instant } from '../../../domain/ids.ts';
import { MOST_SHOWN, type Preview } from '../preview.ts';
import { expectationOf } from '../questions/question-set.ts';
import { type Change, type ChangeKind, type Compared, findChanges } from './find-changes.ts';
import { type AnswerTo, isRight } from './is-right.ts';
import { safetyFigures } from './safety-figures.ts';

const ORDER: readonly ChangeKind[] = [
  'other_answer',
  'not_answered',
  'answered',
  'other_reply',
  'other_words',
];

type Facts = {
  answersTo: { before: AnswerTo; after: AnswerTo };
  wordsOnly: boolean;
  at: Instant;
};

export function previewOf(
  compared: readonly Compared[],
  { answersTo, wordsOnly, at }: Facts,
): Preview {
  const changes = findChanges(compared, answersTo).sort((a, b) => rankOf(a) - rankOf(b));
  const counts = { other_answer: 0, answered: 0, not_answered: 0, other_words: 0, other_reply: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  const past = compared.filter(({ question }) => question.source === 'past').length;
  return {
    asked: { test: compared.length - past, past },
    wordsOnly,
    counts,
    changes: changes.slice(0, MOST_SHOWN),
    figures: safetyFigures(compared),
    right: {
      before: rightOf(compared, 'before', answersTo),
      after: rightOf(compared, 'after', answersTo),
    },
    madeAt: at,
  };
}

function rankOf({ verdict, kind }: Change): number {
  return (verdict === 'worse' ? 0 : ORDER.length) + ORDER.indexOf(kind);
}

function rightOf(
  compared: readonly Compared[],
  when: 'before' | 'after',
  answersTo: Facts['answersTo'],
) {
  const known = compared.flatMap((one) => {
    const expect = expectationOf(one.question);
    return expect === undefined
      ? []
      : [isRight(one[when], { expect, locale: one.question.locale }, answersTo[when])];
  });
  return { count: known.filter(Boolean).length, of: known.length };
}
