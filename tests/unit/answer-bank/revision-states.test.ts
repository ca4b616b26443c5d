import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import {
  approveRevision,
  proposeRevision,
  publishRevision,
  retireRevision,
  rollBackTo,
  submitRevision,
} from '../../../src/answer-bank/revision-states.ts';
import { type Answer, ApprovalKind } from '../../../src/domain/answer.ts';
import { aContent, anAnswer, aRevision, aStaffId, KEY, NOW } from './an-answer.ts';
import { expected, newModel, type Step } from './revision-model.ts';

const PEOPLE = ['a', 'b', 'c'].map(aStaffId);
const WORDS = ['Ask the clinic.', 'Ask your plan.', 'Ask us.', 'Ask first.'].map((text) =>
  aContent({ text }),
);

/** Counted from the newest revision, so that most steps meet the words that are on their way; see `aimed`. */
const number = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat(3) },
  { weight: 1, arbitrary: fc.constant(-1) },
);
const by = fc.constantFrom(...PEOPLE);
const words = fc.nat(WORDS.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('propose'), by, words, stale: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('submit', 'publish', 'publish', 'retire', 'rollback'),
      number,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('approve'),
      number,
      by,
      kind: fc.constantFrom(...ApprovalKind.options),
      misread: fc.boolean(),
    }),
  },
) as fc.Arbitrary<Step>;

function aimed(one: Step, { revisions }: Answer): Step {
  return one.do === 'propose'
    ? one
    : { ...one, number: Math.max(1, revisions.length - one.number) };
}

function taken(answer: Answer, one: Step, approvals: number) {
  const rules = { at: NOW, approvals };
  switch (one.do) {
    case 'propose': {
      const basedOn = answer.revisions.length - (one.stale ? 1 : 0);
      const content = WORDS[one.words] ?? aContent();
      return proposeRevision(answer, { key: KEY, content, author: one.by, basedOn }, rules);
    }
    case 'submit':
      return submitRevision(answer, one.number);
    case 'publish':
      return publishRevision(answer, one.number, rules);
    case 'retire':
      return retireRevision(answer, one.number);
    case 'rollback':
      return rollBackTo(answer, one.number, rules);
    case 'approve': {
      const read = answer.revisions[one.number - 1]?.content;
      const given = {
        by: one.by,
        kind: one.kind,
        contentHash: contentHash(one.misread || !read ? aContent({ text: 'Other.' }) : read),
      };
      return approveRevision(answer, one.number, { given, rules });
    }
  }
}

const STARTER = anAnswer([aRevision({ content: aContent() })]);

function walk(
  steps: Step[],
  approvals: number,
  see: (before: Answer, after: Answer) => void,
): void {
  const model = newModel();
  let answer = STARTER;
  for (const aim of steps) {
    const one = aimed(aim, answer);
    const { next, result } = taken(answer, one, approvals);
    expect(result.kind).toBe(expected(model, one, approvals));
    see(answer, next ?? answer);
    answer = next ?? answer;
    expect(answer.revisions.map(({ state }) => state)).toEqual(model.map(({ state }) => state));
  }
}

const ways = fc.array(step, { minLength: 20, maxLength: 80, size: 'max' });

describe.each([1, 2])(
  'whatever people do with an answer, with %i approvals demanded',
  (approvals) => {
    test('each step comes to what the plain rules say, and two revisions are never published', () => {
      fc.assert(
        fc.property(ways, (steps) =>
          walk(steps, approvals, (_before, { revisions }) => {
            expect(revisions.filter(({ state }) => state === 'published').length).toBeLessThan(2);
          }),
        ),
        { numRuns: 50 },
      );
    });

    test('words are live only with the approvals demanded, none by their author, unless they are the starter', () => {
      fc.assert(
        fc.property(ways, (steps) =>
          walk(steps, approvals, (_before, { revisions }) => {
            for (const { state, author, approvals: given, contentHash: hash } of revisions) {
              if (state !== 'published' || author === 'starter') continue;
              const others = given.filter((one) => one.by !== author && one.contentHash === hash);
              expect(new Set(others.map((one) => one.by)).size).toBeGreaterThanOrEqual(approvals);
              expect(new Set(others.map((one) => one.kind)).size).toBeGreaterThanOrEqual(approvals);
            }
          }),
        ),
        { numRuns: 50 },
      );
    });

    test('the words of a revision never change, and words have one author', () => {
      fc.assert(
        fc.property(ways, (steps) =>
          walk(steps, approvals, (before, after) => {
            const kept = after.revisions.slice(0, before.revisions.length);
            expect(kept.map(({ content }) => content)).toEqual(
              before.revisions.map(({ content }) => content),
            );
            const authors = after.revisions.map(
              ({ contentHash: hash, author }) => `${hash} ${author}`,
            );
            const words = after.revisions.map(({ contentHash: hash }) => hash);
            expect(new Set(authors).size).toBe(new Set(words).size);
          }),
        ),
        { numRuns: 50 },
      );
    });
  },
);

test.each([1, 2])('the walks above reach every outcome, with %i approvals', (approvals) => {
  const seen = new Set<string>();
  for (const steps of fc.sample(ways, { numRuns: 300, seed: 7 })) {
    let answer = STARTER;
    for (const aim of steps) {
      const { next, result } = taken(answer, aimed(aim, answer), approvals);
      seen.add('published' in result ? `${result.kind} ${result.published}` : result.kind);
      answer = next ?? answer;
    }
  }
  const outcomes = [
    'approved',
    'author_may_not',
    'conflict',
    'drafted',
    'hash_differs',
    'no_such_revision',
    'published',
    'refused',
    'retired',
    'rolled_back false',
    'rolled_back true',
    'submitted',
    'wrong_state',
  ];
  const onlyWithTwo = ['already_by_you', 'kind_taken'];
  expect([...seen].sort()).toEqual([...outcomes, ...(approvals === 2 ? onlyWithTwo : [])].sort());
});
