import type { Answer, Revision, TranslationOf } from '../domain/answer.ts';
import { type AuditEntry, answerSubject } from '../domain/audit.ts';
import type { Instant } from '../domain/ids.ts';
import type { Clock } from '../shared/clock.ts';
import type { Change, Store } from '../store/store.ts';
import { contentHash } from './content-hash.ts';
import type { AnswerFile } from './files/answer-file.ts';
import { proposeRevision } from './revision-states.ts';
import { addMonths, withRevision } from './revisions/on-revision.ts';
import { revisionTranslatedBy, SOURCE_LOCALE, sourcesById } from './translation.ts';

export type Seeded = {
  /** Answers that the store did not have: published as revision 1, approved by nobody. */
  added: number;
  /** Answers whose shipped words are new: a draft beside what is live. */
  drafted: number;
  unchanged: number;
};

type Deps = { store: Pick<Store, 'answers'>; now: Clock };

type Seeding = { file: AnswerFile; kind: keyof Seeded; number: number };

/**
 * Brings the shipped answers into the store. Never replaces what is there; a second run changes nothing. English goes
 * first: a translation is tied to the revision that it was made of.
 */
export async function seedBank(files: readonly AnswerFile[], deps: Deps): Promise<Seeded> {
  const at = deps.now();
  const english = files.filter(({ locale }) => locale === SOURCE_LOCALE);
  const others = files.filter(({ locale }) => locale !== SOURCE_LOCALE);
  const seedings = [
    ...(await seedAll(english, { ...deps, at })),
    ...(await seedAll(others, { ...deps, at })),
  ];
  const count = (wanted: Seeding['kind']) => seedings.filter(({ kind }) => kind === wanted).length;
  return { added: count('added'), drafted: count('drafted'), unchanged: count('unchanged') };
}

async function seedAll(
  files: readonly AnswerFile[],
  { store, at }: Deps & { at: Instant },
): Promise<Seeding[]> {
  const stored = await store.answers.all();
  const held = new Map(stored.map((answer) => [`${answer.id} ${answer.locale}`, answer]));
  const sources = sourcesById(stored);
  return Promise.all(
    files.map(async (file) => {
      const { id, locale } = file;
      const shipped: Shipped = { file, at, source: sourceOf(file, sources.get(id)) };
      const known = held.get(`${id} ${locale}`);
      if (known && isHeld(known, shipped)) return same(file);
      return store.answers.update({ id, locale }, async (answer) => {
        const change = answer ? updated(answer, shipped) : newAnswer(shipped);
        const isTold = change.result.kind === 'unchanged';
        return { ...change, entries: isTold ? [] : [auditEntry(change.result, at)] };
      });
    }),
  );
}

/** A file, with the English revision that it translates where the store has that. */
type Shipped = { file: AnswerFile; at: Instant; source: TranslationOf | undefined };

function sourceOf(file: AnswerFile, english: Answer | undefined): TranslationOf | undefined {
  const made = revisionTranslatedBy(file, english);
  return made && { revision: made.number, contentHash: made.contentHash };
}

/** A translation of words that the store never had waits for a person: nobody can say that it fits. */
function newAnswer({ file, at, source }: Shipped): Change<Answer, Seeding> {
  const { id, locale, content, translates } = file;
  const first: Revision = {
    number: 1,
    content,
    contentHash: contentHash(content),
    state: 'draft',
    author: 'starter',
    createdAt: at,
    approvals: [],
    renewals: [],
    ...(source && { translationOf: source }),
  };
  const isLost = translates !== undefined && !source;
  const reviewBy = addMonths(at, content.reviewEveryMonths);
  const revision: Revision = isLost
    ? first
    : { ...first, state: 'published', publishedAt: at, reviewBy };
  return {
    next: { schema: 1, id, locale, revisions: [revision] },
    result: { file, kind: isLost ? 'drafted' : 'added', number: 1 },
  };
}

function updated(answer: Answer, shipped: Shipped): Change<Answer, Seeding> {
  const { file, at, source: translationOf } = shipped;
  if (isHeld(answer, shipped)) return { next: undefined, result: same(file) };
  const unlinked = answer.revisions.find((one) => isSameWords(one, file) && !one.translationOf);
  if (unlinked && translationOf) {
    return { next: withRevision(answer, { ...unlinked, translationOf }), result: same(file) };
  }
  const { id, locale, content } = file;
  const note = 'The words that ship with a newer program';
  const basedOn = answer.revisions.at(-1)?.number ?? 0;
  const proposal = { key: { id, locale }, content, author: 'starter' as const, basedOn, note };
  const { next } = proposeRevision(answer, { ...proposal, translationOf }, { at });
  if (!next) return { next, result: same(file) };
  return { next, result: { file, kind: 'drafted', number: basedOn + 1 } };
}

/** The same words, said to be made of the same English ones. */
function isHeld({ revisions }: Answer, { file, source }: Shipped): boolean {
  return revisions.some(
    (revision) =>
      isSameWords(revision, file) &&
      (!source || revision.translationOf?.contentHash === source.contentHash),
  );
}

function isSameWords(revision: Revision, { content }: AnswerFile): boolean {
  return revision.contentHash === contentHash(content);
}

function same(file: AnswerFile): Seeding {
  return { file, kind: 'unchanged', number: 0 };
}

/** Its id is made of what it says, so that the same step is never told twice. */
function auditEntry({ file, kind, number }: Seeding, at: Instant): AuditEntry {
  const details = { contentHash: contentHash(file.content) };
  const subject = answerSubject(file, number);
  const action = kind === 'added' ? 'answer published as a sample' : 'answer proposed';
  return { id: `a_starter ${subject}`, at, by: 'system', action, subject, details };
}
