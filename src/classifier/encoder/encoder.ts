/** Turns sentences into vectors that lie close together where the sentences mean the same. */
export type Encoder = {
  /** A vector of length 1 for each text, in order. Rejects when it cannot, or not in time. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
};

/** The vectors of many texts, one after another. */
export async function embedAll(encoder: Encoder, texts: readonly string[]): Promise<Float32Array> {
  const vectors = await encoder.embed(texts);
  const size = vectors[0]?.length ?? 0;
  const all = new Float32Array(vectors.length * size);
  for (const [at, vector] of vectors.entries()) all.set(vector, at * size);
  return all;
}
