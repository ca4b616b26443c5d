import { isApproved, liveRevision } from '../../../../answer-bank/revisions/approvals.ts';
import { isRenewable } from '../../../../answer-bank/revisions/renew-revision.ts';
import { withheldFrom } from '../../../../answer-bank/translation.ts';
import type { Answer, Revision } from '../../../../domain/answer.ts';
import type { ReviewGroup, ReviewItem, ReviewQueue } from '../../../wire/answers.ts';
import {
  authorName,
  newestOf,
  pendingOf,
  shelfOf,
  stateOfTranslation,
  type ViewRules,
} from '../views/answer-summary.ts';
import { mayApprove, mayRenew, type Reader } from '../views/may-approve.ts';

type Found = { group: ReviewGroup; item: ReviewItem };

/** What the reader can bring on by themselves now. */
const COUNTED: readonly ReviewGroup[] = ['approve', 'publish', 'renew', 'translate'];

/** All that waits, for the one who reads it. What has least time left stands first in each group. */
export function reviewQueue(
  answers: readonly Answer[],
  reader: Reader,
  rules: ViewRules,
): ReviewQueue {
  const groups: ReviewQueue['groups'] = {
    approve: [],
    publish: [],
    renew: [],
    translate: [],
    mine: [],
    drafts: [],
    samples: [],
  };
  for (const answer of answers) {
    for (const { group, item } of found(answer, reader, rules)) groups[group].push(item);
  }
  for (const items of Object.values(groups)) items.sort(byTimeLeft);
  return { groups, count: COUNTED.reduce((sum, group) => sum + groups[group].length, 0) };
}

function found(answer: Answer, reader: Reader, rules: ViewRules): Found[] {
  const live = liveRevision(answer);
  const outdated = outdatedTranslation(answer, rules);
  return [
    ...pendingOf(answer).flatMap((revision) =>
      pendingGroups({ answer, revision }, reader, rules).map((group) => ({
        group,
        item: itemOf(answer, revision, rules),
      })),
    ),
    ...(live ? foundLive({ answer, live }, reader, rules) : []),
    ...(outdated ? [{ group: 'translate' as const, item: outdated }] : []),
  ];
}

function foundLive(met: OneLive, reader: Reader, rules: ViewRules): Found[] {
  const item = { ...itemOf(met.answer, met.live, rules), until: met.live.reviewBy ?? null };
  return liveGroups(met, reader, rules).map((group) => ({ group, item }));
}

function pendingGroups(
  { answer, revision }: { answer: Answer; revision: Revision },
  reader: Reader,
  rules: ViewRules,
): ReviewGroup[] {
  if (revision.state === 'draft') return revision.author === reader.id ? ['drafts'] : [];
  if (isApproved(revision, rules.approvals)) return ['publish'];
  if (mayApprove(answer, revision, reader).kinds.length > 0) return ['approve'];
  return revision.author === reader.id ? ['mine'] : [];
}

type OneLive = { answer: Answer; live: Revision };

function liveGroups(met: OneLive, reader: Reader, rules: ViewRules): ReviewGroup[] {
  if (!isApproved(met.live, rules.approvals)) return unapprovedGroups(met, reader, rules);
  const renew = mayRenew({ answer: met.answer, revision: met.live }, reader, rules.at);
  return renew && renew.kinds.length > 0 ? ['renew'] : [];
}

function unapprovedGroups(
  { answer, live }: OneLive,
  reader: Reader,
  { at }: ViewRules,
): ReviewGroup[] {
  const { awaitingTranslator } = live.content;
  // Nobody may approve what waits for a translator: left out, it would fall silent at its date unseen.
  if (!awaitingTranslator && mayApprove(answer, live, reader).kinds.length === 0) return [];
  if (isRenewable(live, at)) return ['renew']; // approving sets its date, too
  return awaitingTranslator ? [] : ['samples'];
}

/** Unless a revision that follows the source is on its way already. */
function outdatedTranslation(answer: Answer, rules: ViewRules): ReviewItem | undefined {
  const state = stateOfTranslation(answer, rules);
  if (state !== 'outdated' && state !== 'withheld') return undefined;
  const source = rules.source(answer);
  const english = source && liveRevision(source);
  const follows = pendingOf(answer).some(
    ({ translationOf }) => translationOf?.contentHash === english?.contentHash,
  );
  if (!english || follows) return undefined;
  const shown = liveRevision(answer) ?? newestOf(answer);
  const until = withheldFrom(shown, source, rules.graceDays) ?? null;
  return { ...itemOf(answer, shown, rules), at: english.publishedAt ?? english.createdAt, until };
}

function itemOf(answer: Answer, revision: Revision, { names }: ViewRules): ReviewItem {
  return {
    id: answer.id,
    locale: answer.locale,
    title: revision.content.title,
    topic: shelfOf(answer),
    revision: revision.number,
    author: authorName(revision, names),
    at: revision.createdAt,
    until: null,
  };
}

function byTimeLeft(a: ReviewItem, b: ReviewItem): number {
  const time = (item: ReviewItem) => item.until ?? item.at;
  return time(a).localeCompare(time(b)) || a.title.localeCompare(b.title);
}
