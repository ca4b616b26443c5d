import { z } from 'zod';
import type { Answer } from '../../../domain/answer.ts';
import { Locale } from '../../../domain/ids.ts';
import { Topic } from '../../../domain/topic.ts';
import type { AnswerFilter, AnswerSummary, Shelf } from '../../wire.ts';

const FILTERS = [
  'live',
  'sample',
  'expired',
  'unpublished',
  'retired',
  'draft',
  'waiting',
] as const satisfies readonly AnswerFilter[];

/** The order in which answers are listed. */
const SHELVES: readonly Shelf[] = [...Topic.options, 'canned'];

export const AnswerSearch = z.object({
  q: z.string().trim().toLowerCase().max(100).default(''),
  topic: z.enum(SHELVES).optional(),
  locale: Locale.optional(),
  state: z.enum(FILTERS).optional(),
});
export type AnswerSearch = z.infer<typeof AnswerSearch>;

export function matches(search: AnswerSearch, summary: AnswerSummary, answer: Answer): boolean {
  const { q, topic, locale, state } = search;
  if (topic && summary.topic !== topic) return false;
  if (locale && summary.locale !== locale) return false;
  if (state && !isIn(summary, state)) return false;
  return q.split(/\s+/).every((word) => searchText(answer).includes(word));
}

export function byTopicAndTitle(a: AnswerSummary, b: AnswerSummary): number {
  const place = ({ topic }: AnswerSummary) => SHELVES.indexOf(topic);
  return place(a) - place(b) || a.title.localeCompare(b.title) || a.locale.localeCompare(b.locale);
}

function isIn({ state, pending }: AnswerSummary, wanted: AnswerFilter): boolean {
  if (wanted === 'draft') return pending?.state === 'draft';
  if (wanted === 'waiting') return pending?.state === 'in_review' || pending?.state === 'approved';
  return state === wanted;
}

/** The newest words, and the names it is known by. */
function searchText({ id, revisions }: Answer): string {
  const newest = revisions.at(-1)?.content;
  const { title = '', text = '', intents = [] } = newest ?? {};
  return `${id} ${title} ${text} ${intents.join(' ')}`.toLowerCase();
}
