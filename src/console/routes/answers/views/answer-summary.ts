import { isApproved, liveRevision } from '../../../../answer-bank/revisions/approvals.ts';
import { WAITING, wasDropped } from '../../../../answer-bank/revisions/on-revision.ts';
import { translationState } from '../../../../answer-bank/translation.ts';
import { type Answer, isForStaff, type Revision } from '../../../../domain/answer.ts';
import { topicOf } from '../../../../domain/topic.ts';
import type { AnswerState, AnswerSummary, Shelf, TranslationState } from '../../../wire/answers.ts';
import type { PersonNames } from '../../person-names.ts';

/** What an answer is judged by. `source` finds the English answer of the same name. */
export type ViewRules = {
  approvals: number;
  at: string;
  graceDays: number;
  names: PersonNames;
  source(answer: Answer): Answer | undefined;
};

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
    translation: stateOfTranslation(answer, rules),
    live: live ? { number: live.number, reviewBy: live.reviewBy ?? null } : null,
    pending: pendingOf(answer).map(({ number, state }) => ({ number, state })),
    changedAt: newest.withdrawn?.at ?? newest.publishedAt ?? newest.createdAt,
  };
}

export function answerState(answer: Answer, rules: ViewRules): AnswerState {
  const live = liveRevision(answer);
  if (!live) return stateWithoutLive(answer);
  if (live.reviewBy !== undefined && live.reviewBy <= rules.at) return 'expired';
  if (stateOfTranslation(answer, rules) === 'withheld') return 'withheld';
  return isApproved(live, rules.approvals) ? 'live' : 'sample';
}

/** `null` for an English answer, which is no translation. */
export function stateOfTranslation(
  answer: Answer,
  { source, graceDays, at }: Pick<ViewRules, 'source' | 'graceDays' | 'at'>,
): TranslationState | null {
  const state = translationState(answer, source(answer), { graceDays, at });
  return state === 'source' ? null : state;
}

function stateWithoutLive({ revisions }: Answer): AnswerState {
  const last = revisions.findLast(({ publishedAt }) => publishedAt !== undefined);
  if (!last) return 'unpublished';
  return last.withdrawn ? 'withdrawn' : 'retired';
}

/** Answers are filed by the topic of their first intent. */
export function shelfOf(answer: Answer): Shelf {
  const { content } = liveRevision(answer) ?? newestOf(answer);
  if (isForStaff(content)) return 'canned';
  const [first] = content.intents;
  return first ? topicOf(first) : 'out_of_scope';
}

export function authorName(revision: Revision, names: PersonNames) {
  return revision.author === 'starter' ? null : names.of(revision.author);
}

/**
 * What is on its way to patients, newest first: the newest that waits in review, and the newest draft when it came after
 * that. What is older than words that were published cannot be published any more.
 */
export function pendingOf({ revisions }: Answer): Revision[] {
  const published = revisions.findLastIndex(({ publishedAt }) => publishedAt !== undefined);
  const open = revisions.slice(published + 1);
  const waiting = open.findLastIndex(({ state }) => WAITING.includes(state));
  const draft = open.slice(waiting + 1).findLast(({ state }) => state === 'draft');
  return [draft, open[waiting]].filter((one) => one !== undefined);
}

/** A draft that was dropped again counts only where there is nothing else. */
export function newestOf(answer: Answer): Revision {
  const newest = answer.revisions.findLast((one) => !wasDropped(one)) ?? answer.revisions.at(-1);
  if (!newest) throw new Error(`answer ${answer.id} ${answer.locale} has no revision`);
  return newest;
}
