/** Scores that a model gave to examples it had not learnt from: a row of `labelCount` per example. */
export type HeldOutScores = {
  scores: Float32Array;
  /** The true label of each row. */
  labels: Int32Array;
  labelCount: number;
};

export type Calibration = {
  /** Scores are divided by it before they become confidences. */
  temperature: number;
  /** Best raw scores below it speak of nothing we know: one in twenty of our own examples scores as low. */
  leastScore: number;
};

/** Share of in-scope utterances that the limit on the raw score may cost. */
const IN_SCOPE_LOST = 0.05;
const COLDEST = 0.05;
const HOTTEST = 5;
/** Between two logarithms of temperatures. */
const CLOSE_ENOUGH = 0.01;
/** Golden section: each look at a new temperature leaves 62 % of the span. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export function calibrate(
  held: HeldOutScores,
  isOutOfScope: (label: number) => boolean,
): Calibration {
  return { temperature: fitTemperature(held), leastScore: findLeastScore(held, isOutOfScope) };
}

/** The temperature at which the confidences fit the truth best (least log loss), to one part in a hundred. */
export function fitTemperature(held: HeldOutScores): number {
  const lossAt = (logarithm: number) => logLoss(held, Math.exp(logarithm));
  let low = Math.log(COLDEST);
  let high = Math.log(HOTTEST);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let lossLeft = lossAt(left);
  let lossRight = lossAt(right);
  while (high - low > CLOSE_ENOUGH) {
    if (lossLeft < lossRight) {
      high = right;
      [right, lossRight] = [left, lossLeft];
      left = high - GOLDEN * (high - low);
      lossLeft = lossAt(left);
    } else {
      low = left;
      [left, lossLeft] = [right, lossRight];
      right = low + GOLDEN * (high - low);
      lossRight = lossAt(right);
    }
  }
  return Math.exp((low + high) / 2);
}

function logLoss({ scores, labels, labelCount }: HeldOutScores, temperature: number): number {
  let loss = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const own = scores.subarray(row * labelCount, (row + 1) * labelCount);
    const top = largest(own);
    let total = 0;
    for (const score of own) total += Math.exp((score - top) / temperature);
    loss += Math.log(total) - ((own[labels[row] as number] as number) - top) / temperature;
  }
  return loss;
}

function findLeastScore(
  { scores, labels, labelCount }: HeldOutScores,
  isOutOfScope: (label: number) => boolean,
): number {
  const best: number[] = [];
  labels.forEach((label, row) => {
    if (!isOutOfScope(label))
      best.push(largest(scores.subarray(row * labelCount, (row + 1) * labelCount)));
  });
  best.sort((a, b) => a - b);
  return best[Math.floor(best.length * IN_SCOPE_LOST)] ?? 0;
}

function largest(numbers: Float32Array): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const number of numbers) if (number > top) top = number;
  return top;
}
