import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import {
  proposeRevision,
  publishRevision,
  retireRevision,
  rollBackTo,
  submitRevision,
} from '../../../src/answer-bank/revision-states.ts';
import { approveRevision } from '../../../src/answer-bank/revisions/approve-revision.ts';
import { renewRevision } from '../../../src/answer-bank/revisions/renew-revision.ts';
import { withdrawRevision } from '../../../src/answer-bank/revisions/withdraw-revision.ts';
import { type Answer, ApprovalKind } from '../../../src/domain/answer.ts';
import { aContent, anAnswer, aRevision, aStaffId, KEY, NOW } from './an-answer.ts';
import { expected, newModel, type Step } from './revision-model.ts';

const PEOPLE = ['a', 'b', 'c', 'd'].map(aStaffId);
const CLINICIANS = PEOPLE.slice(1, 3);
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
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('withdraw', 'rollback'), number }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait'), days: fc.constantFrom(7, 120, 366, 1461) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('approve', 'renew'),
      number,
      by,
      kind: fc.constantFrom(...ApprovalKind.options),
      misread: fc.integer({ max: 9, min: 0 }).map((die) => die === 0),
    }),
  },
) as fc.Arbitrary<Step>;

type Deed = Exclude<Step, { do: 'wait' }>;

/** Renewals mostly meet what is live; see `number` for all else. */
function aimed(one: Deed, { revisions }: Answer): Deed {
  if (one.do === 'propose') return one;
  const live = revisions.find(({ state }) => state === 'published');
  const isForLive = live && one.do === 'renew' && one.number < 2;
  return {
    ...one,
    number: isForLive ? live.number : Math.max(1, revisions.length - one.number),
  };
}

type Rules = { at: string; approvals: number };

function taken(answer: Answer, one: Deed, rules: Rules) {
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
    case 'withdraw':
      return withdrawRevision(answer, one.number, { at: rules.at, by: ANA, why: 'It is wrong.' });
    case 'rollback':
      return rollBackTo(answer, one.number, rules);
    default:
      return vouched(answer, one, rules);
  }
}

function vouched(
  answer: Answer,
  { do: what, number: on, by: reader, kind, misread }: Extract<Deed, { misread: boolean }>,
  rules: Rules,
) {
  const read = answer.revisions[on - 1]?.content;
  const given = {
    by: reader,
    kind,
    contentHash: contentHash(misread || !read ? aContent({ text: 'Other.' }) : read),
    credential: CLINICIANS.includes(reader) ? ('nurse' as const) : undefined,
  };
  const change = what === 'renew' ? renewRevision : approveRevision;
  return change(answer, on, { given, rules });
}

const ANA = aStaffId('a');
const DAY_MS = 86_400_000;

function inWords(result: { kind: string; complete?: boolean }): string {
  return result.kind === 'renewed' ? `${result.kind} ${result.complete}` : result.kind;
}

const STARTER = anAnswer([aRevision({ content: aContent() })]);

/** Takes the steps one after another, and the model beside them. */
function walk(
  steps: Step[],
  approvals: number,
  see: (before: Answer, after: Answer, result: { kind: string }) => void,
): void {
  let [at, answer] = [Date.parse(NOW), STARTER];
  const model = newModel(Date.parse(answer.revisions[0]?.reviewBy ?? ''));
  for (const aim of steps) {
    if (aim.do === 'wait') {
      at += aim.days * DAY_MS;
      continue;
    }
    const one = aimed(aim, answer);
    const { next, result } = taken(answer, one, { at: new Date(at).toISOString(), approvals });
    const now = { demanded: approvals, clinicians: CLINICIANS, at };
    expect(inWords(result)).toBe(expected(model, one, now));
    see(answer, next ?? answer, result);
    answer = next ?? answer;
    expect(answer.revisions.map(({ state }) => state)).toEqual(model.map(({ state }) => state));
    const live = answer.revisions.find(({ state }) => state === 'published');
    const reviewBy = model.find(({ state }) => state === 'published')?.reviewBy;
    expect(live?.reviewBy).toBe(reviewBy && new Date(reviewBy).toISOString());
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

    test('words that were withdrawn as wrong are never live again, under no number', () => {
      fc.assert(
        fc.property(ways, (steps) =>
          walk(steps, approvals, (_before, { revisions }) => {
            const wrong = revisions.filter((one) => one.withdrawn).map((one) => one.contentHash);
            const alive = revisions.filter(({ state }) => state !== 'retired');
            expect(alive.filter((one) => wrong.includes(one.contentHash))).toEqual([]);
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
  for (const steps of fc.sample(ways, { numRuns: 500, seed: 7 })) {
    walk(steps, approvals, (_before, _after, result) => {
      seen.add('published' in result ? `${result.kind} ${result.published}` : inWords(result));
    });
  }
  const outcomes = [
    'approved',
    'author_may_not',
    'conflict',
    'drafted',
    'hash_differs',
    'needs_credential',
    'no_such_revision',
    'published',
    'refused',
    'renewed true',
    'retired',
    'rolled_back false',
    'rolled_back true',
    'submitted',
    'withdrawn',
    'wrong_state',
  ];
  const onlyWithTwo = ['already_by_you', 'kind_taken', 'renewed false'];
  expect([...seen].sort()).toEqual([...outcomes, ...(approvals === 2 ? onlyWithTwo : [])].sort());
});
