import { setTimeout as sleep } from 'node:timers/promises';
import { type App, openApp } from '../../src/app.ts';
import type { IntentCatalogue } from '../../src/classifier/load-intents.ts';
import { readConfig } from '../../src/config.ts';
import { conversationIdOf } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/shared/log.ts';
import { folderWith, removeFolder } from './turn-cost.ts';

const ROOT = new URL('../../', import.meta.url);
/** Between a reply and the next message: a busy clinic, not a flood. */
const PAUSE_MS = 10;
const IDLE_SECONDS = 10;
const QUESTIONS = [
  'can i drive home after my infusion?',
  'does insurance cover it',
  'what does it feel like',
  'which kind of doctor does this',
];

/** Prints what a turn takes while the classifier is trained on a changed catalogue, beside what it takes else. */
export async function trainingTime(): Promise<void> {
  const folder = await folderWith(1_000);
  const app = await openApp({
    config: readConfig({ DATA_DIR: folder }),
    root: ROOT,
    log: silentLog,
  });
  const idle = await turnsWhile(app, sleep(IDLE_SECONDS * 1000));
  const from = performance.now();
  const training = app.liveClassifier.retrain(withOneMore(app.catalogue));
  const busy = await turnsWhile(app, training);
  const seconds = (performance.now() - from) / 1000;
  const { kind } = await training;
  await app.close();
  removeFolder(folder);
  console.log(`\nTurns while the classifier is trained: ${kind} after ${seconds.toFixed(1)} s`);
  console.log('                 ratio of p99   turns   p50 ms   p99 ms   max ms');
  for (const [name, times] of Object.entries({ idle, training: busy })) {
    const cells = [
      name.padEnd(16),
      (at(times, 0.99) / at(idle, 0.99)).toFixed(2).padStart(12),
      String(times.length).padStart(7),
      ...[0.5, 0.99, 1].map((share) => at(times, share).toFixed(1).padStart(8)),
    ];
    console.log(cells.join(' '));
  }
}

async function turnsWhile(app: App, until: Promise<unknown>): Promise<number[]> {
  let going = true;
  const ended = until.finally(() => {
    going = false;
  });
  const times: number[] = [];
  while (going) {
    const conversationId = conversationIdOf(`training ${times.length % 20}`);
    const text = QUESTIONS[times.length % QUESTIONS.length] ?? '';
    const messageId = `${performance.now()}`;
    const from = performance.now();
    await app.receive({ conversationId, messageId, text, channel: 'api' });
    times.push(performance.now() - from);
    await sleep(PAUSE_MS);
  }
  await ended;
  return times.sort((a, b) => a - b);
}

function withOneMore({ intents, ...rest }: IntentCatalogue): IntentCatalogue {
  const changed = intents.map((intent) => {
    if (intent.id !== 'driving.after_treatment') return intent;
    const { en, es } = intent.examples;
    return { ...intent, examples: { en: [...en, 'is the bench allowed to drive'], es } };
  });
  return { ...rest, intents: changed };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
