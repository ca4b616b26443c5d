import type { Concern } from '../../domain/concern.ts';
import { createFeatureReader } from './reading/create-feature-reader.ts';
import type { SenseReader } from './reading/create-sense-reader.ts';
import { readPassages } from './reading/read-passages.ts';
import { type ConcernWeights, HEADS } from './train-concerns.ts';

/**
 * What a message may be taken for when only the head for any concern speaks: each brings a person, none pages one and
 * none declines.
 */
const BRINGS_A_PERSON = new Set<string>([
  'side_effect_now',
  'dose',
  'schedule',
  'interaction',
  'pregnancy',
  'personal_advice',
  'minor',
] satisfies Concern[]);

/** Makes a finder with its own buffers: the concerns of a message, in the order of the domain. */
export function createFinder(
  { rarity, weights, thresholds }: ConcernWeights,
  sensesOf: SenseReader,
): (text: string) => Concern[] {
  const read = createFeatureReader(sensesOf, rarity);
  const scores = new Float64Array(HEADS.length);
  const leads = new Float64Array(HEADS.length);
  return (text) => {
    leads.fill(Number.NEGATIVE_INFINITY);
    for (const words of readPassages(text)) {
      const { buckets, weights: amounts, count } = read(words);
      scores.fill(0);
      for (let at = 0; at < count; at += 1) {
        addRow(scores, weights, (buckets[at] as number) * HEADS.length, amounts[at] as number);
      }
      raiseLeads(leads, scores, thresholds);
    }
    return concernsOf(leads);
  };
}

function addRow(scores: Float64Array, weights: Float32Array, row: number, amount: number): void {
  for (let head = 0; head < scores.length; head += 1) {
    scores[head] = (scores[head] as number) + amount * (weights[row + head] as number);
  }
}

/** The lead of a head is how far its score in any passage is above its threshold. */
function raiseLeads(leads: Float64Array, scores: Float64Array, thresholds: Float32Array): void {
  for (let head = 0; head < leads.length; head += 1) {
    const lead = (scores[head] as number) - (thresholds[head] as number);
    if (lead > (leads[head] as number)) leads[head] = lead;
  }
}

function concernsOf(leads: Float64Array): Concern[] {
  const found = HEADS.filter(
    (head, at) => head !== 'any' && (leads[at] as number) > 0,
  ) as Concern[];
  const anyLead = leads[HEADS.indexOf('any')] as number;
  return found.length > 0 || anyLead <= 0 ? found : [nearest(leads)];
}

function nearest(leads: Float64Array): Concern {
  let best: Concern = 'personal_advice';
  let lead = Number.NEGATIVE_INFINITY;
  HEADS.forEach((head, at) => {
    if (head === 'any' || !BRINGS_A_PERSON.has(head) || (leads[at] as number) <= lead) return;
    best = head;
    lead = leads[at] as number;
  });
  return best;
}
