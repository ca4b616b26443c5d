import type { AnswerLife } from '../../../answer-bank/answer-life.ts';
import { lintWords } from '../../lint-words.ts';
import type { LintProblem } from '../../wire/answers.ts';
import { Refusal } from '../route.ts';

type Steps =
  | 'propose'
  | 'submit'
  | 'approve'
  | 'publish'
  | 'retire'
  | 'rollback'
  | 'renew'
  | 'withdraw'
  | 'drop';
export type LifeOutcome = Awaited<ReturnType<AnswerLife[Steps]>>;

const WORDS: Record<string, { status: number; problem: string }> = {
  conflict: {
    status: 409,
    problem:
      'Someone saved a newer revision while you wrote. Yours is kept here: compare it with theirs, then save again.',
  },
  author_may_not: {
    status: 403,
    problem: 'You wrote this revision, so someone else must approve it.',
  },
  hash_differs: {
    status: 409,
    problem: 'This is not the text you read. Reload the page and read it again.',
  },
  already_by_you: {
    status: 409,
    problem: 'You have approved this revision. A different person must give the other approval.',
  },
  needs_credential: {
    status: 403,
    problem:
      'A clinical approval needs a clinician. If you are one, ask an admin to enter your credential on the People page.',
  },
  needs_preview: {
    status: 409,
    problem:
      'Look at what would change first: open the preview on the page of the answer, then publish.',
  },
  figures_fell: {
    status: 409,
    problem:
      'It was not published: with it, fewer questions that need a person would reach one. Open the preview to see which, and change the text or its questions.',
  },
  kind_taken: { status: 409, problem: 'Someone has given this kind of approval already.' },
  wrong_state: {
    status: 409,
    problem: 'The revision has moved on since you opened it. Reload the page to see its state.',
  },
  not_your_draft: {
    status: 403,
    problem: 'Someone else wrote this draft. Only its author drops it.',
  },
  needs_reason: { status: 422, problem: 'Say why, so that its author knows what to change.' },
  no_such_revision: { status: 404, problem: 'There is no revision with this number.' },
  no_such_answer: { status: 404, problem: 'There is no answer with this name in this language.' },
};

export function isRefused(outcome: { kind: string }): boolean {
  return outcome.kind === 'refused' || outcome.kind in WORDS;
}

type Told = { kind: string; problem?: string; problems?: LintProblem[] };

/** The sentence for an outcome that is not the wished one; an outcome that names its own problem says that. */
export function refusalOf(outcome: Told): Refusal {
  const words = WORDS[outcome.kind];
  if (words) return new Refusal(words.status, outcome.kind, outcome.problem ?? words.problem);
  const problems = (outcome.problems ?? []).map(withPlace).join(' ');
  return new Refusal(422, outcome.kind, `It was not saved. ${problems}`.trim());
}

/** "Text: It can be read as a unit of strength: “mg”." */
function withPlace(one: LintProblem): string {
  const words = lintWords(one);
  return one.excerpt ? `${words.replace(/[.]$/, '')}: “${one.excerpt}”.` : words;
}
