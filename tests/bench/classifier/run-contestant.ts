import { readFileSync } from 'node:fs';
import { openEncoder } from '../../../src/classifier/encoder/open-encoder.ts';
import { evaluateOnFiles } from '../../../src/classifier/evaluate.ts';
import { type Line, PEERS } from './contestants.ts';

/** One contestant on one pair of files, in a process of its own: prints a JSON object and ends. */
export type Result = {
  accuracy: number;
  trainSeconds: number;
  p50Microseconds: number;
  p99Microseconds: number;
  modelBytes: number;
  residentBytes: number;
};

const WARM_UP = 200;
const ASKWELL = 'askwell';
const [name = '', train = '', test = '', peers = ''] = process.argv.slice(2);
// Peers write their progress to standard output.
console.log = () => {};
const result = name.startsWith(ASKWELL) ? await askwell() : await peer();
const residentBytes = process.memoryUsage().rss;
process.stdout.write(`\n${JSON.stringify({ ...result, residentBytes })}\n`, () => process.exit(0));

/** With the sentence encoder, or under a longer name the words alone. */
async function askwell(): Promise<Omit<Result, 'residentBytes'>> {
  const encoder = name === ASKWELL ? openEncoder() : undefined;
  const { accuracy, trainSeconds, p50Microseconds, p99Microseconds, modelBytes } =
    await evaluateOnFiles({ train, test }, encoder);
  return { accuracy, trainSeconds, p50Microseconds, p99Microseconds, modelBytes };
}

async function peer(): Promise<Omit<Result, 'residentBytes'>> {
  const build = PEERS[name];
  if (!build) throw new Error(`there is no contestant ${name}`);
  const [lines, asked] = [readLines(train), readLines(test)];
  const from = performance.now();
  const trained = await build(lines, peers);
  const trainSeconds = (performance.now() - from) / 1000;
  for (const { text } of asked.slice(0, WARM_UP)) await trained.predict(text);
  const times: number[] = [];
  let right = 0;
  let inScope = 0;
  for (const { text, intent } of asked) {
    const start = performance.now();
    const found = await trained.predict(text);
    times.push((performance.now() - start) * 1000);
    if (intent === 'oos') continue;
    inScope += 1;
    if (found === intent) right += 1;
  }
  times.sort((a, b) => a - b);
  return {
    accuracy: right / inScope,
    trainSeconds,
    p50Microseconds: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Microseconds: times[Math.floor(times.length * 0.99)] ?? 0,
    modelBytes: trained.bytes(),
  };
}

function readLines(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
