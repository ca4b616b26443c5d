import type { IntentCatalogue } from '../../classifier/load-intents.ts';
import type { AddedExample, ExampleBatch, Examples } from '../../domain/example.ts';
import type { Instant, StaffId } from '../../domain/ids.ts';
import { refused } from './find-objection.ts';
import { holdsAll } from './with-examples.ts';
import { plainWords } from './words/plain-words.ts';

/** Enough for weeks; a list that nobody publishes is to be read, not to grow. */
const MOST_PENDING = 300;

export const NO_EXAMPLES: Examples = { schema: 1, pending: [], batches: [] };

export function withProposed(current: Examples, added: AddedExample) {
  const words = plainWords(added.text).join(' ');
  const twin = current.pending.find(({ text }) => plainWords(text).join(' ') === words);
  if (twin) {
    const problem = `These words wait already, as an example of ${twin.intent}.`;
    return { next: undefined, result: refused('duplicate', problem) };
  }
  if (current.pending.length >= MOST_PENDING) {
    const problem = `${MOST_PENDING} examples wait. Try them out and put them live first.`;
    return { next: undefined, result: refused('too_many', problem) };
  }
  const next = { ...current, pending: [...current.pending, added] };
  return { next, result: { kind: 'proposed' as const, id: added.id } };
}

type Put = { ids: string; at: Instant; by: StaffId; version: string };

/** What was proposed since it was tried goes on waiting. */
export function withPublished(current: Examples, { ids, at, by, version }: Put) {
  const tried = new Set(ids.split(' '));
  const examples = current.pending.filter(({ id }) => tried.has(id));
  const batch: ExampleBatch = { at, by, classifier: version, examples };
  const pending = current.pending.filter(({ id }) => !tried.has(id));
  return {
    next: { ...current, pending, batches: [batch, ...current.batches] },
    result: examples.length,
  };
}

type TakenBack = { at: Instant; by: StaffId; catalogue: IntentCatalogue };

/** The batches that what serves now has not learnt; a later swap may have brought one of them back. */
export function withTakenBack(current: Examples, { at, by, catalogue }: TakenBack) {
  const lost = current.batches.filter(
    (batch) => !batch.takenBack && !holdsAll(catalogue, batch.examples),
  );
  const batches = current.batches.map((batch) =>
    lost.includes(batch) ? { ...batch, takenBack: { at, by } } : batch,
  );
  const again = lost.flatMap(({ examples }) => examples);
  const waiting = new Set(again.map(({ id }) => id));
  const pending = [...current.pending.filter(({ id }) => !waiting.has(id)), ...again];
  return { next: { ...current, batches, pending }, result: again.length };
}
