import type { Answer } from '../domain/answer.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { Instant } from '../domain/ids.ts';
import type { Clock } from '../shared/clock.ts';
import type { Change, Store } from '../store/store.ts';
import { contentHash } from './content-hash.ts';
import type { AnswerFile } from './files/answer-file.ts';
import { addMonths, proposeRevision } from './revision-states.ts';

export type Seeded = {
  /** Answers that the store did not have: published as revision 1, approved by nobody. */
  added: number;
  /** Answers whose shipped words are new: a draft beside what is live. */
  drafted: number;
  unchanged: number;
};

type Deps = { store: Pick<Store, 'answers' | 'audit'>; now: Clock };

type Seeding = { file: AnswerFile; kind: keyof Seeded; number: number };

/** Brings the shipped answers into the store. Never replaces what is there; a second run changes nothing. */
export async function seedBank(files: readonly AnswerFile[], deps: Deps): Promise<Seeded> {
  const stored = await deps.store.answers.all();
  const held = new Map(stored.map((answer) => [`${answer.id} ${answer.locale}`, answer]));
  const at = deps.now();
  const seedings = await Promise.all(
    files.map((file) => {
      const answer = held.get(`${file.id} ${file.locale}`);
      return answer && holds(answer, file) ? same(file) : seedOne(file, { ...deps, at });
    }),
  );
  const made = seedings.filter(({ kind }) => kind !== 'unchanged');
  if (made.length > 0) await deps.store.audit.append(made.map((one) => auditEntry(one, at)));
  const count = (wanted: Seeding['kind']) => seedings.filter(({ kind }) => kind === wanted).length;
  return { added: count('added'), drafted: count('drafted'), unchanged: count('unchanged') };
}

function seedOne(file: AnswerFile, { store, at }: Deps & { at: Instant }): Promise<Seeding> {
  const { id, locale } = file;
  return store.answers.update({ id, locale }, async (answer) =>
    answer ? updated(answer, file, at) : { next: newAnswer(file, at), result: added(file) },
  );
}

function newAnswer({ id, locale, content }: AnswerFile, at: Instant): Answer {
  return {
    schema: 1,
    id,
    locale,
    revisions: [
      {
        number: 1,
        content,
        contentHash: contentHash(content),
        state: 'published',
        author: 'starter',
        createdAt: at,
        approvals: [],
        publishedAt: at,
        reviewBy: addMonths(at, content.reviewEveryMonths),
      },
    ],
  };
}

function updated(answer: Answer, file: AnswerFile, at: Instant): Change<Answer, Seeding> {
  if (holds(answer, file)) return { next: undefined, result: same(file) };
  const { id, locale, content } = file;
  const note = 'The words that ship with a newer program';
  const basedOn = answer.revisions.at(-1)?.number ?? 0;
  const proposal = { key: { id, locale }, content, author: 'starter' as const, basedOn, note };
  const { next } = proposeRevision(answer, proposal, { at });
  return { next, result: { file, kind: 'drafted', number: basedOn + 1 } };
}

function holds({ revisions }: Answer, { content }: AnswerFile): boolean {
  const hash = contentHash(content);
  return revisions.some((revision) => revision.contentHash === hash);
}

function added(file: AnswerFile): Seeding {
  return { file, kind: 'added', number: 1 };
}

function same(file: AnswerFile): Seeding {
  return { file, kind: 'unchanged', number: 0 };
}

/** Its id is made of what it says, so that the same step is never told twice. */
function auditEntry({ file: { id, locale }, kind, number }: Seeding, at: Instant): AuditEntry {
  const subject = `answer ${id} ${locale} ${number}`;
  const action = kind === 'added' ? 'answer published as a sample' : 'answer proposed';
  return { id: `a_starter ${subject}`, at, by: 'system', action, subject };
}
