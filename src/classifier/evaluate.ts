import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { createRandom, shuffle } from '../shared/random.ts';
import { type Encoder, embedAll } from './encoder/encoder.ts';
import { createScorer, type Model, type Scores } from './model/model.ts';
import { encodeModels } from './model/model-file.ts';
import { type Example, planTraining } from './training/plan-training.ts';
import { trainModel } from './training/train.ts';

const OUT_OF_SCOPE = 'oos';
const BINS = 15;
const WARM_UP_LINES = 200;

const Line = z.object({ text: z.string().min(1), intent: z.string().min(1) });
type Line = z.infer<typeof Line>;

/**
 * - `accuracy`, `macroF1` and `ece` are over the test lines with an intent. The prediction is the best-scoring intent,
 *   whether or not the classifier would abstain: abstention changes none of the three. A line whose intent was never
 *   trained counts as wrong, and so does one whose best score is `oos`, if `oos` was trained.
 *   `ece` (0 to 1) is the mean gap between confidence and accuracy in 15 bins of equal width.
 * - `oosRecall` and `oosPrecision` are over all test lines and use the classifier's own decision: it abstains when the
 *   best raw score is below the limit that one in twenty held-out training examples falls short of, or `oos` scores best.
 *   `null` when there is no `oos` line, or none was declared so.
 * - `trainSeconds` is from examples to a calibrated model; `p50Microseconds` and `p99Microseconds` are of one utterance,
 *   from text to decision, after a warm-up; `modelBytes` is the size of the model's file.
 */
export type Evaluation = {
  accuracy: number;
  macroF1: number;
  oosRecall: number | null;
  oosPrecision: number | null;
  ece: number;
  trainSeconds: number;
  p50Microseconds: number;
  p99Microseconds: number;
  modelBytes: number;
  examples: number;
  intents: number;
};

export type EvaluationRequest = {
  /** Paths of files of `{"text","intent"}` lines. */
  train: string;
  test: string;
  /** Trains on this many lines of each intent, drawn by `seed`. */
  perIntent?: number;
  seed?: number;
};

/** A line of a file cannot be used; the message is `file:line: field: problem`. */
class EvaluationFileError extends Error {
  readonly code = 'evaluation_file_invalid';
}

/** Trains a fresh classifier on one file and measures it on another. Blocks while it trains. */
export async function evaluateOnFiles(
  request: EvaluationRequest,
  encoder?: Encoder,
): Promise<Evaluation> {
  const all = await readLines(request.train);
  const test = await readLines(request.test);
  const train =
    request.perIntent === undefined ? all : draw(all, request.perIntent, request.seed ?? 1);
  const start = performance.now();
  const lines = train.map(({ text, intent }): Example => ({ text, label: intent }));
  const plan = planTraining(lines, isOutOfScope);
  const vectors =
    encoder &&
    (await embedAll(
      encoder,
      plan.examples.map(({ text }) => text),
    ));
  const model = trainModel({ ...plan, vectors });
  const trainSeconds = (performance.now() - start) / 1000;
  const { predictions, microseconds } = await predict(model, test, encoder);
  return {
    ...measurePredictions(predictions),
    trainSeconds: round(trainSeconds, 3),
    p50Microseconds: quantile(microseconds, 0.5),
    p99Microseconds: quantile(microseconds, 0.99),
    modelBytes: encodeModels([model]).length,
    examples: lines.length,
    intents: model.labels.filter((label) => label !== OUT_OF_SCOPE).length,
  };
}

async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((err: unknown) => {
    throw new EvaluationFileError(
      `${path}: cannot be read. Name a file of {"text","intent"} lines.`,
      { cause: err },
    );
  });
  const lines = text
    .split('\n')
    .flatMap((line, at) => (line.trim() ? [readLine(line, `${path}:${at + 1}`)] : []));
  if (lines.length === 0)
    throw new EvaluationFileError(`${path}:1: holds no {"text","intent"} line.`);
  return lines;
}

function readLine(line: string, place: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (err) {
    throw new EvaluationFileError(`${place}: line: is not JSON. Write {"text":"…","intent":"…"}.`, {
      cause: err,
    });
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EvaluationFileError(`${place}: ${issue?.path.join('.') || 'line'}: ${issue?.message}.`);
}

/** Up to `count` lines of each intent, in an order that the seed alone decides. */
function draw(lines: readonly Line[], count: number, seed: number): Line[] {
  const random = createRandom(seed);
  const shuffled = [...lines];
  shuffle(shuffled, random);
  const drawn = new Map<string, number>();
  return shuffled.filter(({ intent }) => {
    const before = drawn.get(intent) ?? 0;
    drawn.set(intent, before + 1);
    return before < count;
  });
}

type Prediction = { truth: string; best: string; confidence: number; declaredOutOfScope: boolean };

async function predict(
  model: Model,
  test: readonly Line[],
  encoder: Encoder | undefined,
): Promise<{ predictions: Prediction[]; microseconds: number[] }> {
  const score = createScorer(model);
  const judge = async (text: string): Promise<Scores> => {
    const byWords = score(text);
    if (byWords.isSure || !encoder) return byWords;
    const [vector] = await encoder.embed([text]);
    return score(text, vector);
  };
  const classify = async ({ text, intent }: Line): Promise<Prediction> => {
    const { best, confidences, isStrange } = await judge(text);
    const label = model.labels[best] ?? OUT_OF_SCOPE;
    const declaredOutOfScope = isOutOfScope(label) || isStrange;
    return { truth: intent, best: label, confidence: confidences[best] ?? 0, declaredOutOfScope };
  };
  for (const line of test.slice(0, WARM_UP_LINES)) await classify(line);
  const predictions: Prediction[] = [];
  const microseconds: number[] = [];
  for (const line of test) {
    const start = performance.now();
    predictions.push(await classify(line));
    microseconds.push((performance.now() - start) * 1000);
  }
  return { predictions, microseconds };
}

function isOutOfScope(label: string): boolean {
  return label === OUT_OF_SCOPE;
}

type Quality = Pick<Evaluation, 'accuracy' | 'macroF1' | 'oosRecall' | 'oosPrecision' | 'ece'>;

function measurePredictions(predictions: readonly Prediction[]): Quality {
  const inScope = predictions.filter(({ truth }) => truth !== OUT_OF_SCOPE);
  const outOfScope = predictions.filter(({ truth }) => truth === OUT_OF_SCOPE);
  const declared = predictions.filter((one) => one.declaredOutOfScope);
  const caught = outOfScope.filter((one) => one.declaredOutOfScope).length;
  return {
    accuracy: round(inScope.filter(isRight).length / Math.max(1, inScope.length), 4),
    macroF1: round(macroF1(inScope), 4),
    oosRecall: ratio(caught, outOfScope.length),
    oosPrecision: outOfScope.length === 0 ? null : ratio(caught, declared.length),
    ece: round(calibrationError(inScope), 4),
  };
}

function isRight({ truth, best }: Prediction): boolean {
  return truth === best;
}

/** The mean, over the intents of the test lines, of the harmonic mean of precision and recall. */
function macroF1(predictions: readonly Prediction[]): number {
  const truths = countBy(predictions, ({ truth }) => truth);
  const bests = countBy(predictions, ({ best }) => best);
  const hits = countBy(predictions.filter(isRight), ({ truth }) => truth);
  let sum = 0;
  for (const [intent, count] of truths) {
    sum += (2 * (hits.get(intent) ?? 0)) / (count + (bests.get(intent) ?? 0));
  }
  return sum / Math.max(1, truths.size);
}

function countBy(
  predictions: readonly Prediction[],
  key: (one: Prediction) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of predictions) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}

function calibrationError(predictions: readonly Prediction[]): number {
  const gaps = new Float64Array(BINS);
  for (const one of predictions) {
    const bin = Math.min(BINS - 1, Math.floor(one.confidence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + one.confidence - (isRight(one) ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, predictions.length);
}

function ratio(count: number, of: number): number | null {
  return of === 0 ? null : round(count / of, 4);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0, 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
