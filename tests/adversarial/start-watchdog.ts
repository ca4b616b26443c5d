import { Worker } from 'node:worker_threads';

/** Ends the process when one message keeps it busy for good: no timer of the same thread would ever fire. */
export type Watchdog = { sees(message: string): void; stop(): Promise<void> };

const PATIENCE_MS = 30_000;

export function startWatchdog(): Watchdog {
  const worker = new Worker(WATCH, { eval: true, workerData: PATIENCE_MS });
  return {
    sees: (message) => worker.postMessage(message),
    async stop() {
      await worker.terminate();
    },
  };
}

/** Runs in a thread of its own, on plain Node. */
const WATCH = `
const { parentPort, workerData: patience } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let last = 'the start';
let timer;
const bite = () => {
  writeSync(2, '\\nNo answer for ' + patience + ' ms: ' + last + '\\n');
  process.kill(process.pid, 'SIGKILL');
};
parentPort.on('message', (message) => {
  last = message;
  clearTimeout(timer);
  timer = setTimeout(bite, patience);
});
`;
