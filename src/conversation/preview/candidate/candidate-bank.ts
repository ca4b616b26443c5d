import { liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import { addMonths } from '../../../answer-bank/revisions/on-revision.ts';
import {
  type Answer,
  type ApprovalKind,
  findAnswer,
  type Revision,
} from '../../../domain/answer.ts';
import { type AnswerId, type Instant, type Locale, StaffId } from '../../../domain/ids.ts';

export type AnswerKey = { id: AnswerId; locale: Locale };

/** All answers as they would stand with this revision published and approved, or `undefined` where there is none such. */
export function withPublished(
  answers: readonly Answer[],
  { id, locale, number }: AnswerKey & { number: number },
  at: Instant,
): Answer[] | undefined {
  const answer = findAnswer(answers, { id, locale });
  const chosen = answer?.revisions.find((revision) => revision.number === number);
  if (!answer || !chosen) return undefined;
  const others = answer.revisions.filter((revision) => revision !== chosen).map(replaced);
  // Behind all others, since the newest published one is live.
  return withAnswer(answers, { ...answer, revisions: [...others, published(chosen, at)] });
}

/** All answers as they would stand with this one retired. */
export function withRetired(answers: readonly Answer[], key: AnswerKey): Answer[] | undefined {
  const answer = findAnswer(answers, key);
  if (!answer || !liveRevision(answer)) return undefined;
  return withAnswer(answers, { ...answer, revisions: answer.revisions.map(replaced) });
}

/** What the next question gets depends on these alone. */
export function liveOf(answers: readonly Answer[]): { key: string; revision: Revision }[] {
  return answers
    .flatMap((answer) => {
      const revision = liveRevision(answer);
      return revision ? [{ key: `${answer.id} ${answer.locale}`, revision }] : [];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whether one revision differs from the other in its words alone, so that it is said to the same questions. */
export function differsInWords(
  { content: one }: Pick<Revision, 'content'>,
  { content: other }: Pick<Revision, 'content'>,
): boolean {
  const intents = (content: Revision['content']) => [...content.intents].sort().join(' ');
  return (
    intents(one) === intents(other) && one.besideDose === other.besideDose && one.use === other.use
  );
}

function withAnswer(answers: readonly Answer[], changed: Answer): Answer[] {
  return answers.map((answer) =>
    answer.id === changed.id && answer.locale === changed.locale ? changed : answer,
  );
}

function replaced(revision: Revision): Revision {
  return revision.state === 'published' ? { ...revision, state: 'replaced' } : revision;
}

/** Publishing demands the approvals, so the words are looked at as if they had been given. */
function published(revision: Revision, at: Instant): Revision {
  const { contentHash, content } = revision;
  const approved = (kind: ApprovalKind, by: StaffId) => ({
    by,
    kind,
    at,
    contentHash,
    credential: 'other_clinician' as const,
  });
  return {
    ...revision,
    state: 'published',
    publishedAt: at,
    reviewBy: addMonths(at, content.reviewEveryMonths),
    approvals: [approved('clinical', NOBODY_ONE), approved('plain_language', NOBODY_TWO)],
  };
}

const NOBODY_ONE = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const NOBODY_TWO = StaffId.parse('s_bbbbbbbbbbbbbbbb');
