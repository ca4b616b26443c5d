import type { Meaning } from '../model/meaning.ts';
import { fitTemperature, type HeldOutScores } from './calibrate.ts';

/** What the words alone and words and vectors together say of the same held-out examples, row by row. */
export type HeldOutPair = { words: HeldOutScores; together: HeldOutScores };

/** Share of the utterances for which the vector is asked: strange ones add to it, and from a half on the usual answer would wait for it. */
const ASKED = 1 / 3;
const IN_SCOPE_LOST = 0.05;
/** Standard errors by which the answers that vectors mend must outnumber those they spoil. */
const SURE_OF = 1;

/** When the vectors are to be asked for and how far to believe them, or `undefined` where they do not help. */
export function weighMeaning(
  { words, together }: HeldOutPair,
  isOutOfScope: (label: number) => boolean,
): Pick<Meaning, 'calibration' | 'sure'> | undefined {
  const alone = judge(words, fitTemperature(words));
  const temperature = fitTemperature(together);
  const both = judge(together, temperature);
  if (!surelyHelps(alone, both)) return undefined;
  const sure = chooseSure(alone);
  const inScope = both.flatMap(({ top }, row) => {
    if (isOutOfScope(together.labels[row] as number)) return [];
    return [(alone[row]?.confidence ?? 0) < sure ? top : Number.POSITIVE_INFINITY];
  });
  return { sure, calibration: { temperature, leastScore: lowest(inScope) } };
}

type Judged = { isRight: boolean; confidence: number; top: number };

function judge({ scores, labels, labelCount }: HeldOutScores, temperature: number): Judged[] {
  return Array.from(labels, (truth, row) => {
    const own = scores.subarray(row * labelCount, (row + 1) * labelCount);
    let best = 0;
    own.forEach((score, label) => {
      if (score > (own[best] as number)) best = label;
    });
    const top = own[best] as number;
    let total = 0;
    for (const score of own) total += Math.exp((score - top) / temperature);
    return { isRight: best === truth, confidence: 1 / total, top };
  });
}

/** More right answers than chance brings where vectors say nothing new, as where intents share their words. */
function surelyHelps(alone: Judged[], both: Judged[]): boolean {
  let gained = 0;
  let lost = 0;
  for (const [row, { isRight }] of both.entries()) {
    if (isRight && !alone[row]?.isRight) gained += 1;
    if (!isRight && alone[row]?.isRight) lost += 1;
  }
  return gained - lost > SURE_OF * Math.sqrt(gained + lost);
}

/** The least confidence of the words from which the vector is not asked for. */
function chooseSure(alone: Judged[]): number {
  const confidences = alone.map(({ confidence }) => confidence).sort((a, b) => a - b);
  return confidences[Math.floor(confidences.length * ASKED)] ?? 1;
}

/** The score that one in twenty falls short of. */
function lowest(scores: number[]): number {
  scores.sort((a, b) => a - b);
  return scores[Math.floor(scores.length * IN_SCOPE_LOST)] ?? 0;
}
