import { parentPort, workerData } from 'node:worker_threads';
import { type Job, runJob, type Stage } from './jobs.ts';

/** What the worker says, in this order: any number of stages, then one result or one failure. */
export type Said =
  | { kind: 'stage'; stage: Stage }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; error: unknown };

const say = (said: Said) => parentPort?.postMessage(said);

runJob(workerData as Job, (stage) => say({ kind: 'stage', stage })).then(
  (result) => say({ kind: 'done', result }),
  (error: unknown) => say({ kind: 'failed', error }),
);
