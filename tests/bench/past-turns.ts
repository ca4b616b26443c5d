import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createFigures } from '../../src/conversation/figures/create-figures.ts';
import { createGaps } from '../../src/conversation/gaps/create-gaps.ts';
import { createPastTurns } from '../../src/conversation/past/create-past-turns.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openLowdbStore } from '../../src/store/lowdb/open-lowdb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type Asked, aDialogue, exampleShelf, KNOWN_QUESTIONS } from '../support/past-kit.ts';

/**
 * How long the first reading of so many turns takes, what it holds, and what it does to everything else. Writes a data
 * folder of its own and takes it away. `npx tsx --expose-gc tests/bench/past-turns.ts [turns]`
 */
const TURNS = Number(process.argv[2] ?? 100_000);
const A_CONVERSATION = 5;
const DAYS = 80;
const ABOUT = [
  'parking',
  'wifi',
  'gift cards',
  'a wheelchair',
  'my dog',
  'the bill',
  'a letter',
  'Friday',
];
const ASKED = ['is there something about', 'can I ask about', 'who knows about', 'where do I find'];

const pick = <Value>(values: readonly Value[], at: number): Value => {
  const found = values[at % values.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

function someTurn(at: number): Asked {
  const when = new Date(Date.now() - ((at * 7919) % (DAYS * 24 * 60)) * 60_000).toISOString();
  const text = `${pick(ASKED, at)} ${pick(ABOUT, at >> 2)} ${at % 50}?`;
  const intent = pick(['driving.after_treatment', 'insurance.coverage', 'prep.food_drink'], at);
  if (at % 10 === 0) return { text, at: when, reply: 'fallback', intent, confidence: 0.2 };
  if (at % 25 === 1) return { text, at: when, reply: 'escalation', reason: 'human' };
  const confidence = (at % 1000) / 1000;
  return {
    text,
    at: when,
    answer: 'driving.after-treatment',
    intent,
    confidence,
    helped: at % 3 > 0,
  };
}

async function fill(store: Store): Promise<void> {
  const conversations = Math.ceil(TURNS / A_CONVERSATION);
  for (let from = 0; from < conversations; from += 64) {
    await Promise.all(
      Array.from({ length: Math.min(64, conversations - from) }, (_, at) =>
        aDialogue(store, {
          secret: `bench ${from + at}`,
          asked: Array.from({ length: A_CONVERSATION }, (_none, turn) =>
            someTurn((from + at) * A_CONVERSATION + turn),
          ),
        }),
      ),
    );
  }
}

const heldMb = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
};
const tell = (name: string, value: string) => process.stdout.write(`${name.padEnd(44)}${value}\n`);
async function timed<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const result = await run();
  const took = performance.now() - startedAt;
  delay.disable();
  const [p99, worst] = [delay.percentile(99), delay.max].map((ns) => (ns / 1e6).toFixed(0));
  tell(name, `${took.toFixed(0)} ms, others wait ${p99} ms (99 %), ${worst} ms at worst`);
  return result;
}

const folder = await mkdtemp(join(tmpdir(), 'askwell-bench-'));
const now = () => new Date().toISOString();
const store = await openLowdbStore({ folder, now, log: silentLog });
try {
  await timed(`${TURNS} turns are written`, () => fill(store));
  const before = heldMb();
  const past = createPastTurns({ store, now, log: silentLog });
  await timed('they are read', async () => {
    past.start();
    while (!past.progress().complete) await new Promise((done) => setTimeout(done, 10));
  });
  tell('turns held', `${past.turns().length}, ${(heldMb() - before).toFixed(0)} MB`);
  const figures = createFigures({ past, timeZone: 'America/New_York', now });
  await timed('figures of 90 days', () => figures({ days: 90 }));
  await timed('the same again', () => figures({ days: 90 }));
  const { examples } = exampleShelf();
  const gaps = createGaps({ past, store, examples, knownQuestions: () => KNOWN_QUESTIONS, now });
  const groups = await timed('gaps, the first time', () => gaps.open());
  tell('groups', `${groups.length}`);
  await timed('gaps again', () => gaps.open());
  await aDialogue(store, { secret: 'one more', asked: [{ ...someTurn(0), at: now() }] });
  await timed('gaps after one more question', () => gaps.open());
  await timed('figures after one more question', () => figures({ days: 90 }));
  await past.stop();
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
