import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { tableOf } from './features.ts';
import type { Model } from './model.ts';

/** Changes whenever the bytes, or what the code makes of them, change: files of another number are not read. */
export const MODEL_FORMAT = 1;

const MAGIC = `askwell model ${MODEL_FORMAT}\n`;
const CHECKSUM_BYTES = 32;

const Header = z.object({
  labels: z.array(z.string()),
  features: z.object({ fewestExamples: z.number(), stemBlock: z.number(), pairBlock: z.number() }),
  calibration: z.object({ temperature: z.number(), leastScore: z.number() }),
  featureCount: z.number().int(),
});

/**
 * Magic line, number of models (1 byte), then each model: header length (4 bytes), header as JSON, hashes, inverse
 * frequencies, scales, weights. Last the SHA-256 of it all.
 */
export function encodeModels(models: readonly Model[]): Buffer {
  const body = Buffer.concat([
    Buffer.from(MAGIC),
    Buffer.of(models.length),
    ...models.flatMap(encodeModel),
  ]);
  return Buffer.concat([body, checksum(body)]);
}

function encodeModel({
  labels,
  features,
  calibration,
  vocabulary,
  scales,
  weights,
}: Model): Buffer[] {
  const featureCount = vocabulary.idf.length;
  const header = Buffer.from(JSON.stringify({ labels, features, calibration, featureCount }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const hashes = new Uint32Array(featureCount);
  vocabulary.hashes.forEach((hash, place) => {
    if (hash !== 0) hashes[vocabulary.features[place] as number] = hash;
  });
  return [length, header, ...[hashes, vocabulary.idf, scales, weights].map(bytesOf)];
}

/** Gives `undefined` for anything but a whole file of this format. */
function decodeModels(file: Buffer): Model[] | undefined {
  if (file.length < MAGIC.length + CHECKSUM_BYTES) return undefined;
  const body = file.subarray(0, -CHECKSUM_BYTES);
  if (!checksum(body).equals(file.subarray(-CHECKSUM_BYTES))) return undefined;
  if (body.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const take = createTaker(body, MAGIC.length + 1);
  return Array.from({ length: body.readUInt8(MAGIC.length) }, () => decodeModel(take));
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
  const { featureCount, ...header } = Header.parse(
    JSON.parse(take(take(4).readUInt32LE()).toString()),
  );
  const numbers = (count: number) => take(count * 4).buffer;
  const hashes = new Uint32Array(numbers(featureCount));
  const idf = new Float32Array(numbers(featureCount));
  const scales = new Float32Array(numbers(featureCount));
  const weights = new Int8Array(take(featureCount * header.labels.length).buffer);
  return { ...header, vocabulary: tableOf(hashes, idf), scales, weights };
}

/** Gives `undefined` when there is no such file, or none that can be used: the caller trains again. */
export async function readModels(
  path: string,
): Promise<{ models: Model[] | undefined; found: boolean }> {
  try {
    return { models: decodeModels(await readFile(path)), found: true };
  } catch (err) {
    return {
      models: undefined,
      found: !(err instanceof Error && 'code' in err && err.code === 'ENOENT'),
    };
  }
}

/** Whoever reads at the same moment sees the whole old file or the whole new one. */
export async function writeModels(path: string, models: readonly Model[]): Promise<void> {
  await writeFileAtomic(path, encodeModels(models));
}

function bytesOf(array: Uint32Array | Float32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function checksum(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}
