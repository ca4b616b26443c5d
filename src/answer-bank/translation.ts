import type { Answer, Revision } from '../domain/answer.ts';
import type { AnswerId, Instant, Locale } from '../domain/ids.ts';
import { HOUR_MS } from '../shared/clock.ts';
import { translatesOf } from './files/answer-file.ts';
import { liveRevision } from './revisions/approvals.ts';

/** The language that answers are written in first; the others are translations of it. */
export const SOURCE_LOCALE: Locale = 'en';

/**
 * `source`: it is written in English. `current`: made of the English words that are live. `outdated`: the English answer
 * has other words, and this is still sent for a while. `withheld`: it is not sent any more. `no_source`: the English
 * words that it follows were taken back and followed by none, or it is no translation; it is sent.
 */
export type TranslationState = 'source' | 'current' | 'outdated' | 'withheld' | 'no_source';

export type Grace = { graceDays: number; at: Instant };

/** Where an answer stands as a translation of the English answer of the same id: its live words, else its newest. */
export function translationState(
  answer: Answer,
  source: Answer | undefined,
  grace: Grace,
): TranslationState {
  const revision = liveRevision(answer) ?? answer.revisions.at(-1);
  if (answer.locale === SOURCE_LOCALE) return 'source';
  return revision ? revisionTranslationState(revision, source, grace) : 'no_source';
}

/** The same, of one revision of an answer that is not in English. */
export function revisionTranslationState(
  { translationOf }: Pick<Revision, 'translationOf'>,
  source: Answer | undefined,
  { graceDays, at }: Grace,
): TranslationState {
  const live = source && liveRevision(source);
  const made = source?.revisions.filter(
    (revision) => revision.contentHash === translationOf?.contentHash,
  );
  // Wrong in English is wrong in every language, from the same moment.
  if (made?.some(({ withdrawn }) => withdrawn)) return 'withheld';
  const last = live ?? source?.revisions.findLast(({ publishedAt }) => publishedAt !== undefined);
  if (!translationOf || !last) return 'no_source';
  // Taking the English words back does not make a translation of earlier ones fit again.
  if (last.contentHash === translationOf.contentHash) return live ? 'current' : 'no_source';
  const from = withheldFrom({ translationOf }, source, graceDays);
  return from !== undefined && at < from ? 'outdated' : 'withheld';
}

/**
 * When a translation that is outdated stops being sent: so many days after its English words were followed by others.
 * `undefined` when they never were: they are live, or were never published.
 */
export function withheldFrom(
  { translationOf }: Pick<Revision, 'translationOf'>,
  source: Answer | undefined,
  graceDays: number,
): Instant | undefined {
  const published = source?.revisions.filter(({ publishedAt }) => publishedAt !== undefined) ?? [];
  const last = published.findLastIndex(
    ({ contentHash }) => contentHash === translationOf?.contentHash,
  );
  const followed = last === -1 ? undefined : published[last + 1]?.publishedAt;
  if (followed === undefined) return undefined;
  return new Date(Date.parse(followed) + graceDays * 24 * HOUR_MS).toISOString();
}

/** The English answers, by id: each translation finds its source here. */
export function sourcesById(answers: readonly Answer[]): Map<AnswerId, Answer> {
  return new Map(
    answers.flatMap((answer) => (answer.locale === SOURCE_LOCALE ? [[answer.id, answer]] : [])),
  );
}

/** The English revision that a file says it translates; the newest of those with these words. */
export function revisionTranslatedBy(
  { translates }: { translates?: string },
  source: Answer | undefined,
): Revision | undefined {
  return source?.revisions.findLast(({ contentHash }) => translatesOf(contentHash) === translates);
}
