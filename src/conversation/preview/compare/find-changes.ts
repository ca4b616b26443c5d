import type { Expectation } from '../../../domain/question.ts';
import type { Got } from '../ask/create-asking.ts';
import { expectationOf, type TriedQuestion } from '../questions/question-set.ts';
import { type AnswerTo, isRight } from './is-right.ts';

/**
 * What becomes of a question. `other_words`: the same answer in other words. `other_reply`: no answer before or after, but
 * something else is said or done.
 */
export type ChangeKind =
  | 'other_answer'
  | 'answered'
  | 'not_answered'
  | 'other_words'
  | 'other_reply';

type Brief = Pick<Got, 'kind' | 'answers' | 'staff'>;

/** The question without its words where they are a patient's: those are read where they are stored. */
type Named =
  | Extract<TriedQuestion, { source: 'shipped' | 'kept' }>
  | Omit<Extract<TriedQuestion, { source: 'past' }>, 'text'>;

export type Change = {
  kind: ChangeKind;
  question: Named;
  before: Brief;
  after: Brief;
  /** Only where it is known what is right. */
  verdict?: 'better' | 'worse' | 'same';
};

/** One question with what it gets now and what it would get. */
export type Compared = { question: TriedQuestion; before: Got; after: Got };

type AnswersTo = { before: AnswerTo; after: AnswerTo };

export function findChanges(compared: readonly Compared[], answersTo: AnswersTo): Change[] {
  return compared.flatMap(({ question, before, after }) => {
    const kind = kindOf(before, after);
    if (!kind) return [];
    const expect = expectationOf(question);
    const verdict = expect && verdictOf(expect, { question, before, after }, answersTo);
    return [
      {
        kind,
        question: named(question),
        before: brief(before),
        after: brief(after),
        ...(verdict && { verdict }),
      },
    ];
  });
}

function kindOf(before: Got, after: Got): ChangeKind | undefined {
  const [old, now] = [idsOf(before), idsOf(after)];
  if (old === '' && now === '') {
    const same = before.kind === after.kind && before.staff === after.staff;
    return same ? undefined : 'other_reply';
  }
  if (old === '') return 'answered';
  if (now === '') return 'not_answered';
  if (old !== now) return 'other_answer';
  if (before.textHash !== after.textHash) return 'other_words';
  return before.staff === after.staff ? undefined : 'other_reply';
}

function idsOf({ answers }: Got): string {
  return answers
    .map(({ id, locale }) => `${locale} ${id}`)
    .sort()
    .join(', ');
}

function verdictOf(
  expect: Expectation,
  { question: { locale }, before, after }: Compared,
  answersTo: AnswersTo,
): NonNullable<Change['verdict']> {
  const old = isRight(before, { expect, locale }, answersTo.before);
  const now = isRight(after, { expect, locale }, answersTo.after);
  return old === now ? 'same' : now ? 'better' : 'worse';
}

function brief({ kind, answers, staff }: Got): Brief {
  return { kind, answers, staff };
}

function named(question: TriedQuestion): Named {
  if (question.source !== 'past') return question;
  const { text: _, ...rest } = question;
  return rest;
}
