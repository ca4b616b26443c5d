import { isApproved, liveRevision } from '../../../answer-bank/answer-bank.ts';
import { type Answer, ApprovalKind, isForStaff, type Revision } from '../../../domain/answer.ts';
import type { ClinicProfile } from '../../../domain/clinic.ts';
import type { StaffId } from '../../../domain/ids.ts';
import { topicOf } from '../../../domain/topic.ts';
import type { Blocks } from '../../../safety/load-blocks.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { AnswerState, AnswerSummary, AnswerView, RevisionView, Shelf } from '../../wire.ts';
import { namesOf, type PersonNames } from '../person-names.ts';
import type { AnswerKey } from './answer-key.ts';

type ViewRules = { approvals: number; at: string; names: PersonNames };

export type ViewerDeps = {
  store: Store;
  blocks: Blocks;
  clinic: ClinicProfile;
  approvals: number;
  now: Clock;
};
export type AnswerViewer = (key: AnswerKey, reader: StaffId) => Promise<AnswerView | undefined>;

const ON_ITS_WAY: readonly Revision['state'][] = ['draft', 'in_review', 'approved'];

/** One answer with all its revisions, as this reader may act on them; `undefined` when there is none. */
export function createAnswerViewer(deps: ViewerDeps): AnswerViewer {
  const { store, blocks, clinic, approvals, now } = deps;
  return async ({ id, locale }, reader) => {
    const answers = (await store.answers.all()).filter((answer) => answer.id === id);
    const answer = answers.find((candidate) => candidate.locale === locale);
    if (!answer) return undefined;
    const rules = { approvals, at: now(), names: await namesOf(store) };
    return {
      id,
      locale,
      topic: shelfOf(answer),
      state: answerState(answer, rules),
      revisions: answer.revisions
        .map((one) => revisionView(one, answer, { reader, rules }))
        .reverse(),
      live: liveRevision(answer)?.number ?? null,
      otherLocales: answers.map((other) => other.locale).filter((other) => other !== locale),
      frame: {
        sampleLabel: blocks.text('LABEL-SAMPLE', locale),
        warning: blocks.text('WARNING', locale),
        slots: clinic,
      },
    };
  };
}

export function answerSummary(answer: Answer, rules: ViewRules): AnswerSummary {
  const newest = newestOf(answer);
  const live = liveRevision(answer);
  const shown = live ?? newest;
  return {
    id: answer.id,
    locale: answer.locale,
    title: shown.content.title,
    topic: shelfOf(answer),
    intents: shown.content.intents,
    state: answerState(answer, rules),
    live: live ? { number: live.number, reviewBy: live.reviewBy ?? null } : null,
    pending: ON_ITS_WAY.includes(newest.state)
      ? { number: newest.number, state: newest.state, author: authorName(newest, rules.names) }
      : null,
    changedAt: newest.publishedAt ?? newest.createdAt,
  };
}

function answerState(answer: Answer, { approvals, at }: ViewRules): AnswerState {
  const live = liveRevision(answer);
  if (!live) return newestOf(answer).state === 'retired' ? 'retired' : 'unpublished';
  if (live.reviewBy !== undefined && live.reviewBy <= at) return 'expired';
  return isApproved(live, approvals) ? 'live' : 'sample';
}

/** Answers are filed by the topic of their first intent. */
function shelfOf(answer: Answer): Shelf {
  const { content } = liveRevision(answer) ?? newestOf(answer);
  if (isForStaff(content)) return 'canned';
  const [first] = content.intents;
  return first ? topicOf(first) : 'out_of_scope';
}

function revisionView(
  revision: Revision,
  answer: Answer,
  { reader, rules }: { reader: StaffId; rules: ViewRules },
): RevisionView {
  const { number, content, contentHash, state, createdAt, publishedAt, reviewBy, note } = revision;
  const { approvals, names } = rules;
  const complete = isApproved(revision, approvals);
  return {
    number,
    content,
    contentHash,
    state,
    author: authorName(revision, names),
    createdAt,
    publishedAt: publishedAt ?? null,
    reviewBy: reviewBy ?? null,
    note: note ?? '',
    approvals: revision.approvals.map(({ by, kind, at }) => ({ by: names.of(by), kind, at })),
    approve: complete ? NO_APPROVAL : openApprovals(revision, reader),
    mayPublish: complete && (state === 'in_review' || state === 'approved'),
    mayBringBack: publishedAt !== undefined && !isBusy(revision, answer),
  };
}

const APPROVABLE: readonly Revision['state'][] = ['in_review', 'approved', 'published'];
const NO_APPROVAL: RevisionView['approve'] = { kinds: [], whyNot: null };

/** What this reader may approve an incomplete revision as. The same rules are enforced again when they do. */
function openApprovals(revision: Revision, reader: StaffId): RevisionView['approve'] {
  if (!APPROVABLE.includes(revision.state)) return NO_APPROVAL;
  const whyNot = whyReaderMayNot(revision, reader);
  if (whyNot) return { kinds: [], whyNot };
  const taken = revision.approvals.map(({ kind }) => kind);
  return { kinds: ApprovalKind.options.filter((kind) => !taken.includes(kind)), whyNot: null };
}

function whyReaderMayNot(revision: Revision, reader: StaffId): string | null {
  if (revision.author === reader) {
    return 'You wrote this revision, so someone else must approve it.';
  }
  if (revision.approvals.some(({ by }) => by === reader)) {
    return 'You have approved this revision. A different person must give the other approval.';
  }
  return revision.content.awaitingTranslator
    ? 'It waits for a qualified translator. They save a revision of their own first.'
    : null;
}

/** The same words are live already, or on their way. */
function isBusy({ contentHash }: Revision, { revisions }: Answer): boolean {
  return revisions.some(
    (other) => other.contentHash === contentHash && APPROVABLE.includes(other.state),
  );
}

function authorName(revision: Revision, names: PersonNames) {
  return revision.author === 'starter' ? null : names.of(revision.author);
}

function newestOf(answer: Answer): Revision {
  const newest = answer.revisions.at(-1);
  if (!newest) throw new Error(`answer ${answer.id} ${answer.locale} has no revision`);
  return newest;
}
