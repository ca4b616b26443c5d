import { type Answer, type Revision, saysTheSame } from '../../domain/answer.ts';
import type { AnswerId, Locale } from '../../domain/ids.ts';

export type AnswerKey = { id: AnswerId; locale: Locale };

/** Words that patients read and that turned out to be wrong. */
export type WrongWords = {
  key: AnswerKey;
  /** The revision that was withdrawn. */
  revision: Revision;
  /** Every revision that was published with exactly these words: who read one of them has read them all. */
  numbers: ReadonlySet<number>;
  /** When the first of these was published: nobody got the words before. */
  since: string;
};

/** `undefined` when there is no such revision, or it was never published, so that nobody got it. */
export function findWrongWords(answer: Answer | undefined, number: number): WrongWords | undefined {
  const revision = answer?.revisions.find((one) => one.number === number);
  if (!answer || !revision?.publishedAt) return undefined;
  const twins = answer.revisions.filter(
    (one) => one.publishedAt !== undefined && saysTheSame(one.content, revision.content),
  );
  return {
    key: { id: answer.id, locale: answer.locale },
    revision,
    numbers: new Set(twins.map((one) => one.number)),
    since: twins.map(({ publishedAt = '' }) => publishedAt).sort()[0] ?? '',
  };
}
