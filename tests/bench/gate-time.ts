import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js';
import { createSafetyGate } from '../../src/safety/create-safety-gate.ts';
import { loadTrainingTexts } from '../../src/safety/model/load-training-texts.ts';

const ROOT = new URL('../../', import.meta.url);
const ROUNDS = 3;
const WINDOW = 7;
/** As many lessons as a small clinic's bot has: the peer's time grows with its labels, not with its lessons. */
const LESSONS = 3000;

/**
 * Prints how long the gate takes for a message, alone and with a full window before it, beside the Bayes classifier of
 * `natural` on the same messages. Rounds are interleaved; the first is for warming up.
 */
export function gateTime(): void {
  const gate = createSafetyGate({ cacheFolder: fileURLToPath(new URL('dist/models/', ROOT)) });
  const peer = trainPeer();
  const texts = heldOutTexts();
  const rows: Record<string, { ask: (at: number) => unknown; times: number[] }> = {
    'gate, one message': { ask: (at) => gate.check(inputOf(texts, at, 0)), times: [] },
    'gate, window of eight': { ask: (at) => gate.check(inputOf(texts, at, WINDOW)), times: [] },
    'natural Bayes, 28 labels': { ask: (at) => peer.classify(texts[at] ?? ''), times: [] },
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const row of Object.values(rows)) {
      const times = texts.map((_text, at) => timeOf(() => row.ask(at)));
      if (round > 0) row.times.push(...times);
    }
  }
  console.log(`\nThe safety gate on ${texts.length} held-out messages, ${ROUNDS} rounds`);
  console.log('                             p50 ms   p99 ms   max ms');
  for (const [name, { times }] of Object.entries(rows)) {
    times.sort((a, b) => a - b);
    const at = (share: number) =>
      (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
        .toFixed(2)
        .padStart(9);
    console.log(`${name.padEnd(26)}${at(0.5)}${at(0.99)}${at(1)}`);
  }
}

function inputOf(texts: readonly string[], at: number, before: number) {
  return {
    text: texts[at] ?? '',
    recent: texts.slice(Math.max(0, at - before), at),
    previousConcerns: [],
  };
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function trainPeer() {
  const peer = new BayesClassifier();
  const lessons = loadTrainingTexts({
    examples: new URL('src/safety/examples/', ROOT),
    intents: new URL('intents/', ROOT),
  });
  const step = Math.ceil(lessons.length / LESSONS);
  for (const [at, { text, head }] of lessons.entries())
    if (at % step === 0) peer.addDocument(text, head);
  peer.train();
  return peer;
}

function heldOutTexts(): string[] {
  const folder = new URL('tests/evaluation/working/', ROOT);
  return readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { text, turns } = JSON.parse(line) as { text?: string; turns?: string[] };
        return text ?? turns?.at(-1) ?? '';
      }),
  );
}
