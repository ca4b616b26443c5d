import fc from 'fast-check';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import type { AnswerContent, Revision } from '../../../src/domain/answer.ts';
import { aContent, aRevision, aStaffId } from './an-answer.ts';
import { daysAfter } from './revisions/a-life.ts';

/** What happens to the English answer; words are numbers. */
export type Event =
  | { do: 'publish'; words: number }
  | { do: 'withdraw' }
  | { do: 'wait'; days: number };

export const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('publish' as const), words: fc.nat(2) }),
  fc.record({ do: fc.constant('withdraw' as const) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 5, 9) }),
);

export function wordsOf(words: number): AnswerContent {
  return aContent({ text: `Words ${'abc'[words]}.` });
}

/** Words 0 are those that the translation was made of; the first event publishes them. */
type Model = {
  day: number;
  live: number | undefined;
  /** What was live last, be it taken back since. */
  last: number;
  leftOn: number;
  wrong: Set<number>;
};

function happened(model: Model, one: Event): Model {
  const { day, live, wrong } = model;
  switch (one.do) {
    case 'wait':
      return { ...model, day: day + one.days };
    case 'withdraw':
      if (live !== undefined) wrong.add(live);
      return { ...model, live: undefined };
    case 'publish':
      return wrong.has(one.words) ? model : withLive(model, one.words);
  }
}

function withLive(model: Model, words: number): Model {
  if (words === 0) return { ...model, live: 0, last: 0, leftOn: Number.NaN };
  const { day, leftOn } = model;
  return { ...model, live: words, last: words, leftOn: Number.isNaN(leftOn) ? day : leftOn };
}

/** Made of what is live, or so long since it was, and never of what was wrong. */
export function expectedState(events: readonly Event[], graceDays: number): string {
  const nothing = { live: undefined, last: 0, leftOn: Number.NaN };
  const first: Model = { day: 0, ...nothing, wrong: new Set() };
  const { day, live, last, leftOn, wrong } = events.reduce(happened, first);
  if (wrong.has(0)) return 'withheld';
  if (last === 0) return live === 0 ? 'current' : 'no_source';
  return day < leftOn + graceDays ? 'outdated' : 'withheld';
}

/** The English answer's revisions after all that, and the moment. */
export function englishAfter(events: readonly Event[]): { revisions: Revision[]; at: string } {
  let day = 0;
  let revisions: Revision[] = [];
  for (const one of events) {
    if (one.do === 'wait') day += one.days;
    if (one.do === 'withdraw') revisions = withdrawn(revisions, daysAfter(day));
    if (one.do === 'publish') revisions = published(revisions, wordsOf(one.words), daysAfter(day));
  }
  return { revisions, at: daysAfter(day) };
}

function withdrawn(revisions: Revision[], at: string): Revision[] {
  const live = revisions.find(({ state }) => state === 'published');
  const told = { at, by: aStaffId('b'), why: 'It is wrong.' };
  return revisions.map((revision) =>
    revision.contentHash === live?.contentHash
      ? { ...revision, state: 'retired', withdrawn: told }
      : revision,
  );
}

function published(revisions: Revision[], content: AnswerContent, publishedAt: string): Revision[] {
  const same = revisions.filter((other) => other.contentHash === contentHash(content));
  if (same.some((other) => other.withdrawn || other.state === 'published')) return revisions;
  const earlier = revisions.map((other) =>
    other.state === 'published' ? { ...other, state: 'replaced' as const } : other,
  );
  return [...earlier, aRevision({ number: revisions.length + 1, content, publishedAt })];
}
