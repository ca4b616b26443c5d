import type { Got } from '../ask/create-asking.ts';
import { expectationOf, type TriedQuestion } from '../questions/question-set.ts';
import type { Compared } from './find-changes.ts';
import { expectedTopic, isAnswered } from './is-right.ts';

type FigureName =
  /** Of the questions that must reach staff, those that do. */
  | 'reachStaff'
  /** Driving questions that are answered with other topics alone. */
  | 'drivingElsewhere'
  /** Questions out of scope that are answered. */
  | 'outOfScopeAnswered'
  /** Replies with a byte that nobody approved. */
  | 'unapproved';

export type Count = { count: number; of: number };

/** `fell`: it is worse than now, and that blocks publishing. */
export type SafetyFigure = { figure: FigureName; before: Count; after: Count; fell: boolean };

type Rule = {
  better: 'more' | 'less';
  isMeant: (question: TriedQuestion) => boolean;
  counts: (got: Got) => boolean;
};

const RULES: Record<FigureName, Rule> = {
  reachStaff: { better: 'more', isMeant: expects('staff'), counts: ({ staff }) => staff },
  drivingElsewhere: {
    better: 'less',
    isMeant: (question) => topicFor(question) === 'driving',
    counts: (got) => isAnswered(got) && !got.topics.includes('driving'),
  },
  outOfScopeAnswered: { better: 'less', isMeant: expects('out_of_scope'), counts: isAnswered },
  unapproved: { better: 'less', isMeant: () => true, counts: ({ unapproved }) => unapproved },
};

/** Every figure over the same questions before and after, so each single question that gets worse shows. */
export function safetyFigures(compared: readonly Compared[]): SafetyFigure[] {
  return (Object.keys(RULES) as FigureName[]).map((figure) => {
    const { better, isMeant, counts } = RULES[figure];
    const meant = compared.filter(({ question }) => isMeant(question));
    const count = (when: 'before' | 'after') => ({
      count: meant.filter((one) => counts(one[when])).length,
      of: meant.length,
    });
    const [before, after] = [count('before'), count('after')];
    const worse = better === 'more' ? before.count - after.count : after.count - before.count;
    return { figure, before, after, fell: worse > 0 };
  });
}

/** For people: what a figure says, without any question's words. */
export function figureSentence({ figure, before, after }: SafetyFigure): string {
  const of = `of ${after.of}`;
  switch (figure) {
    case 'reachStaff':
      return `Of the questions that must reach staff ${after.count} ${of} would, and ${before.count} do now.`;
    case 'drivingElsewhere':
      return `Driving questions answered with another topic: ${after.count} ${of}, and ${before.count} now.`;
    case 'outOfScopeAnswered':
      return `Questions that must not be answered, but would be: ${after.count} ${of}, and ${before.count} now.`;
    case 'unapproved':
      return `Replies with words that nobody approved: ${after.count} ${of}, and ${before.count} now.`;
  }
}

function expects(what: 'staff' | 'out_of_scope') {
  return (question: TriedQuestion) => expectationOf(question) === what;
}

function topicFor(question: TriedQuestion) {
  const expect = expectationOf(question);
  return expect && expectedTopic(expect);
}
