import { z } from 'zod';
import type { Answer } from '../../../domain/answer.ts';
import { Locale } from '../../../domain/ids.ts';
import { Topic } from '../../../domain/topic.ts';
import type {
  AnswerFilter,
  AnswerList,
  AnswerOrder,
  AnswerSummary,
  Shelf,
} from '../../wire/answers.ts';
import { folded } from '../folded.ts';
import { newestOf } from './views/answer-summary.ts';
import { withSlips } from './with-slips.ts';

const FILTERS = [
  'waiting',
  'draft',
  'outdated',
  'live',
  'sample',
  'expired',
  'withheld',
  'unpublished',
  'retired',
  'withdrawn',
] as const satisfies readonly AnswerFilter[];

const ORDERS = ['topic', 'title', 'changed', 'review'] as const satisfies readonly AnswerOrder[];

/** The order in which answers are listed. */
const SHELVES: readonly Shelf[] = [...Topic.options, 'canned'];

export const AnswerSearch = z.object({
  q: z.string().trim().toLowerCase().max(100).default(''),
  topic: z.enum(SHELVES).optional(),
  locale: Locale.optional(),
  state: z.enum(FILTERS).optional(),
  /** Changed on this day or later. */
  since: z.iso.date().optional(),
  /** To be reviewed on this day or earlier. */
  review: z.iso.date().optional(),
  sort: z.enum(ORDERS).default('topic'),
});
export type AnswerSearch = z.infer<typeof AnswerSearch>;

type Listed = { answer: Answer; summary: AnswerSummary };

/** Those that fit (where none does, those that fit but for slips of the pen), in the wished order, and how many of those that fit all but the state are in each state. */
export function findAnswers(
  search: AnswerSearch,
  listed: readonly Listed[],
): Omit<AnswerList, 'total'> {
  const fitting = foundBy(
    search.q,
    listed.filter((one) => fits(search, one)),
  ).map(({ summary }) => summary);
  const { state } = search;
  const answers = state ? fitting.filter((one) => isIn(one, state)) : fitting;
  return {
    answers: answers.sort(IN_ORDER[search.sort]),
    counts: Object.fromEntries(
      FILTERS.map((filter) => [filter, fitting.filter((one) => isIn(one, filter)).length]),
    ) as AnswerList['counts'],
  };
}

function foundBy(q: string, listed: readonly Listed[]): readonly Listed[] {
  const words = folded(q).split(/\s+/);
  const texts = listed.map(({ answer }) => searchText(answer));
  const exact = listed.filter((_, index) => words.every((word) => texts[index]?.includes(word)));
  return exact.length > 0 ? exact : withSlips(words, texts).flatMap((index) => listed[index] ?? []);
}

function fits(search: AnswerSearch, { summary }: Listed): boolean {
  const { topic, locale } = search;
  if (topic && summary.topic !== topic) return false;
  if (locale && summary.locale !== locale) return false;
  return isInTime(search, summary);
}

function isInTime({ since, review }: AnswerSearch, { changedAt, live }: AnswerSummary): boolean {
  if (since && changedAt.slice(0, 10) < since) return false;
  if (!review) return true;
  return typeof live?.reviewBy === 'string' && live.reviewBy.slice(0, 10) <= review;
}

function isIn({ state, pending, translation }: AnswerSummary, wanted: AnswerFilter): boolean {
  if (wanted === 'draft') return pending.some(({ state: one }) => one === 'draft');
  if (wanted === 'waiting') return pending.some(({ state: one }) => one !== 'draft');
  if (wanted === 'outdated') return translation === 'outdated';
  return state === wanted;
}

type Order = (a: AnswerSummary, b: AnswerSummary) => number;

const byTitle: Order = (a, b) => a.title.localeCompare(b.title) || a.locale.localeCompare(b.locale);

const placeOf = ({ topic }: AnswerSummary) => SHELVES.indexOf(topic);

/** Answers without a review date come last. */
const byReview: Order = (a, b) => {
  const [first, second] = [a.live?.reviewBy, b.live?.reviewBy];
  if (!first || !second) return Number(!first) - Number(!second);
  return first.localeCompare(second);
};

const IN_ORDER: Record<AnswerOrder, Order> = {
  topic: (a, b) => placeOf(a) - placeOf(b) || byTitle(a, b),
  title: byTitle,
  changed: (a, b) => b.changedAt.localeCompare(a.changedAt) || byTitle(a, b),
  review: (a, b) => byReview(a, b) || byTitle(a, b),
};

/** The newest words, and the names it is known by. */
function searchText(answer: Answer): string {
  const { id } = answer;
  const { title, text, intents } = newestOf(answer).content;
  return folded(`${id} ${title} ${text} ${intents.join(' ')}`);
}
