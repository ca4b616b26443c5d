import type { Worker } from 'node:worker_threads';
import { startThread } from '../../shared/start-thread.ts';
import { asSentence } from './as-sentence.ts';
import type { Encoded, EncodeJob } from './encode-worker.ts';
import type { Encoder } from './encoder.ts';
import { createRecent } from './recent.ts';

/** The encoder cannot be had: its thread ended, or its model cannot be read. Whoever asked goes on without vectors. */
class EncoderError extends Error {
  readonly code = 'encoder_failed';
}

type Waiting = {
  text: string;
  done: (vector: Float32Array) => void;
  failed: (err: unknown) => void;
};

/** Together they take half the time of one by one; more would keep a single question waiting. */
const MOST_TOGETHER = 16;
/** Time grows with the square of the length, and what a question is about is said before this. */
const MOST_CHARACTERS = 400;
const REMEMBERED = 5_000;

export type OpenEncoder = Encoder & { close(): Promise<void> };

/**
 * USE-lite (English), on a thread of its own, so that the chat goes on. What arrives while it works is encoded together
 * next. The vectors of recent texts are remembered. Once the thread has failed, every later call rejects as well.
 */
export function openEncoder(start: () => Worker = startEncoding): OpenEncoder {
  const worker = start();
  const recent = createRecent<Promise<Float32Array>>(REMEMBERED);
  let queue: Waiting[] = [];
  let batch: Waiting[] = [];
  let failure: EncoderError | undefined;

  const next = () => {
    batch = queue.slice(0, MOST_TOGETHER);
    queue = queue.slice(batch.length);
    if (batch.length === 0) return worker.unref();
    worker.ref();
    worker.postMessage({ texts: batch.map(({ text }) => text) } satisfies EncodeJob);
  };
  const fail = (cause: unknown) => {
    failure ??= new EncoderError('the sentence encoder does not work', { cause });
    for (const { failed } of [...batch, ...queue]) failed(failure);
    batch = [];
    queue = [];
  };
  worker.on('message', (said: Encoded) => {
    if ('error' in said) return fail(said.error);
    for (const [at, { done, failed }] of batch.entries()) {
      const vector = said.vectors[at];
      if (vector) done(vector);
      else failed(new EncoderError('the sentence encoder left out a text'));
    }
    next();
  });
  worker.once('error', fail);
  worker.once('exit', (code) => fail(new Error(`the thread ended with ${code}`)));
  // A thread with nothing to do does not keep the program from ending.
  worker.unref();

  const encode = (text: string) =>
    new Promise<Float32Array>((done, failed) => {
      if (failure) return failed(failure);
      queue.push({ text, done, failed });
      if (batch.length === 0) next();
    });
  return {
    embed: (texts) =>
      Promise.all(
        texts.map((text) => {
          const sentence = asSentence(text.slice(0, MOST_CHARACTERS));
          return recent.get(sentence, () => encode(sentence));
        }),
      ),
    close: async () => void (await worker.terminate()),
  };
}

function startEncoding(): Worker {
  return startThread('encode-worker', import.meta.url);
}
