import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { HEADS } from './load-training-texts.ts';
import { BUCKET_COUNT } from './reading/create-feature-reader.ts';
import type { ConcernWeights } from './train-concerns.ts';

/** Changes whenever the bytes, or what the code makes of them, change: a file of another number has another name. */
export const MODEL_FORMAT = 8;

const MAGIC = Buffer.from('askwell concerns\n');
const CHECKSUM_BYTES = 32;
const STEPS = 127;
const FEWEST_BYTES =
  MAGIC.length + 16 + HEADS.length * 4 + BUCKET_COUNT * (HEADS.length + 1) + CHECKSUM_BYTES;

/**
 * Magic line, the thresholds and the scales by head (32-bit floats), rarity, weights (a byte each), the known words (a line
 * each), SHA-256 of it all.
 */
export function encodeWeights({ rarity, weights, thresholds, words }: ConcernWeights): Buffer {
  const scales = scalesOf(weights);
  const body = Buffer.concat([
    MAGIC,
    bytesOf(Float32Array.of(thresholds.whole, thresholds.grave, thresholds.part, thresholds.doubt)),
    bytesOf(scales),
    bytesOf(rarity),
    bytesOf(compress(weights, scales)),
    Buffer.from(words.join('\n')),
  ]);
  return Buffer.concat([body, checksum(body)]);
}

/** Gives `undefined` for anything but a whole file of this format. */
export function decodeWeights(file: Buffer): ConcernWeights | undefined {
  if (file.length < FEWEST_BYTES) return undefined;
  const body = file.subarray(0, -CHECKSUM_BYTES);
  if (!checksum(body).equals(file.subarray(-CHECKSUM_BYTES))) return undefined;
  let at = MAGIC.length;
  const take = (bytes: number) => {
    at += bytes;
    // Copied, since typed arrays must start at a multiple of their size.
    return new Uint8Array(body.subarray(at - bytes, at)).buffer;
  };
  const [whole = 0, grave = 0, part = 0, doubt = 0] = new Float32Array(take(16));
  const scales = new Float32Array(take(HEADS.length * 4));
  const rarity = new Uint8Array(take(BUCKET_COUNT));
  return {
    thresholds: { whole, grave, part, doubt },
    rarity,
    weights: expand(new Int8Array(take(BUCKET_COUNT * HEADS.length)), scales),
    words: body
      .subarray(FEWEST_BYTES - CHECKSUM_BYTES)
      .toString()
      .split('\n'),
  };
}

/** Gives `undefined` when there is no such file or none that can be used: the caller trains again. */
export function readWeights(path: string): ConcernWeights | undefined {
  try {
    return decodeWeights(readFileSync(path));
  } catch {
    return undefined;
  }
}

/**
 * Whoever reads at the same moment sees the whole old file or the whole new one. A folder that cannot be written costs
 * only the time to train again.
 */
export function writeWeights(path: string, file: Buffer): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileAtomic.sync(path, file);
  } catch {
    // The trained weights are in memory: the gate is as good without its cache.
  }
}

/** The largest weight of each head. */
function scalesOf(weights: Float32Array): Float32Array {
  const scales = new Float32Array(HEADS.length);
  for (let at = 0; at < weights.length; at += 1) {
    const head = at % HEADS.length;
    scales[head] = Math.max(scales[head] as number, Math.abs(weights[at] as number));
  }
  return scales;
}

/** By the root of a weight, so that the many small ones keep their differences. */
function compress(weights: Float32Array, scales: Float32Array): Int8Array {
  const steps = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at] as number;
    const scale = scales[at % HEADS.length] as number;
    if (weight !== 0)
      steps[at] = Math.sign(weight) * Math.round(STEPS * Math.sqrt(Math.abs(weight) / scale));
  }
  return steps;
}

/** Loops and no `from` with a function: over seven million weights that takes seconds. */
function expand(steps: Int8Array, scales: Float32Array): Float32Array {
  const weights = new Float32Array(steps.length);
  for (let row = 0; row < steps.length; row += scales.length) {
    for (let head = 0; head < scales.length; head += 1) {
      const step = steps[row + head] as number;
      weights[row + head] = ((step * Math.abs(step)) / STEPS ** 2) * (scales[head] as number);
    }
  }
  return weights;
}

function bytesOf(array: Float32Array | Uint8Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function checksum(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}
