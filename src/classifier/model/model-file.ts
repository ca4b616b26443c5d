import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { z } from 'zod';
import { type KeptFiles, PLAIN_FILES } from '../kept-files.ts';
import { tableOf } from './features.ts';
import type { Steps } from './meaning.ts';
import type { Model } from './model.ts';

/** Changes whenever the bytes, or what the code makes of them, change: files of another number are not read. */
export const MODEL_FORMAT = 3;

const MAGIC = `askwell model ${MODEL_FORMAT}\n`;
const CHECKSUM_BYTES = 32;

/** Smaller files take far longer to write and hardly shrink. */
const QUALITY = 5;

const Calibration = z.object({ temperature: z.number(), leastScore: z.number() });
const Header = z.object({
  labels: z.array(z.string()),
  features: z.object({ fewestExamples: z.number(), stemBlock: z.number(), pairBlock: z.number() }),
  calibration: Calibration,
  featureCount: z.number().int(),
  wordStep: z.number(),
  /** Words, with a space between. */
  spelling: z.string(),
  meaning: z
    .object({
      calibration: Calibration,
      sure: z.number(),
      size: z.number().int(),
      wordStep: z.number(),
      vectorStep: z.number(),
    })
    .optional(),
});

/**
 * Magic line, then, compressed: number of models (1 byte) and each model as header length (4 bytes), header as JSON,
 * hashes, inverse frequencies, weights of words, and where vectors were learnt from their mean, their weights and those of
 * the words beside them. Weights of words go by label, then feature: neighbours are alike. Last the SHA-256 of it all.
 */
export function encodeModels(models: readonly Model[]): Buffer {
  const content = Buffer.concat([Buffer.of(models.length), ...models.flatMap(encodeModel)]);
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
  const body = Buffer.concat([Buffer.from(MAGIC), brotliCompressSync(content, { params })]);
  return Buffer.concat([body, checksum(body)]);
}

function encodeModel(model: Model): Buffer[] {
  const { labels, features, calibration, vocabulary, words, meaning } = model;
  const featureCount = vocabulary.idf.length;
  const header = JSON.stringify({
    ...{ labels, features, calibration, featureCount, wordStep: words.step },
    spelling: vocabulary.spelling.join(' '),
    meaning: meaning && {
      ...{ calibration: meaning.calibration, sure: meaning.sure, size: meaning.mean.length },
      ...{ wordStep: meaning.words.step, vectorStep: meaning.vector.step },
    },
  });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(header));
  const hashes = new Uint32Array(featureCount);
  vocabulary.hashes.forEach((hash, place) => {
    if (hash !== 0) hashes[vocabulary.features[place] as number] = hash;
  });
  const byLabel = ({ weights }: Steps) => transpose(weights, featureCount, labels.length);
  const parts = [hashes, vocabulary.idf, byLabel(words)];
  if (meaning) parts.push(meaning.mean, meaning.vector.weights, byLabel(meaning.words));
  return [length, Buffer.from(header), ...parts.map(bytesOf)];
}

function transpose(from: Int8Array, rows: number, columns: number): Int8Array {
  const turned = new Int8Array(from.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      turned[column * rows + row] = from[row * columns + column] as number;
  return turned;
}

/** Gives `undefined` for anything but a whole file of this format. */
function decodeModels(file: Buffer): Model[] | undefined {
  if (file.length < MAGIC.length + CHECKSUM_BYTES) return undefined;
  const body = file.subarray(0, -CHECKSUM_BYTES);
  if (!checksum(body).equals(file.subarray(-CHECKSUM_BYTES))) return undefined;
  if (body.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const content = brotliDecompressSync(body.subarray(MAGIC.length));
  const take = createTaker(content, 1);
  return Array.from({ length: content.readUInt8(0) }, () => decodeModel(take));
}

type Taker = (bytes: number) => Buffer<ArrayBuffer>;

/** Gives one piece after another, copied: a typed array must start at a multiple of its size. */
function createTaker(body: Buffer, from: number): Taker {
  let at = from;
  return (bytes) => {
    at += bytes;
    const copy = Buffer.alloc(bytes);
    body.copy(copy, 0, at - bytes, at);
    return copy;
  };
}

function decodeModel(take: Taker): Model {
  const { featureCount, wordStep, spelling, meaning, ...header } = Header.parse(
    JSON.parse(take(take(4).readUInt32LE()).toString()),
  );
  const labelCount = header.labels.length;
  const numbers = (count: number) => take(count * 4).buffer;
  const steps = (count: number) => new Int8Array(take(count).buffer);
  const wordWeights = () => transpose(steps(featureCount * labelCount), labelCount, featureCount);
  const hashes = new Uint32Array(numbers(featureCount));
  const idf = new Float32Array(numbers(featureCount));
  const words = { weights: wordWeights(), step: wordStep };
  const model = { ...header, vocabulary: tableOf(hashes, idf, spelling.split(' ')), words };
  if (!meaning) return model;
  const { size, calibration, sure } = meaning;
  const mean = new Float32Array(numbers(size));
  const vector = { weights: steps(size * labelCount), step: meaning.vectorStep };
  const besides = { weights: wordWeights(), step: meaning.wordStep };
  return { ...model, meaning: { mean, vector, words: besides, calibration, sure } };
}

/** Gives `undefined` when there is no such file, or none that can be used: the caller trains again. */
export async function readModels(
  path: string,
  files: KeptFiles = PLAIN_FILES,
): Promise<{ models: Model[] | undefined; found: boolean }> {
  try {
    return { models: decodeModels(await files.read(path)), found: true };
  } catch (err) {
    return {
      models: undefined,
      found: !(err instanceof Error && 'code' in err && err.code === 'ENOENT'),
    };
  }
}

/** Whoever reads at the same moment sees the whole old file or the whole new one. */
export async function writeModels(
  path: string,
  models: readonly Model[],
  files: KeptFiles = PLAIN_FILES,
): Promise<void> {
  await files.write(path, encodeModels(models));
}

function bytesOf(array: Uint32Array | Float32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function checksum(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}
