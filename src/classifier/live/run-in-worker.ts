import { startThread } from '../../shared/start-thread.ts';
import type { Said } from './job-worker.ts';
import type { Job, Results, Stage } from './jobs.ts';

export type Running = { onStage?: (stage: Stage) => void; signal?: AbortSignal };

export type RunInWorker = typeof runInWorker;

/** The worker ended without a result: it crashed, was told to stop, or ran out of memory. */
class WorkerEndedError extends Error {
  readonly code = 'classifier_worker_ended';
}

/** Does a job on a thread of its own, so that turns go on. Rejects when the job or the thread fails. */
export async function runInWorker<Kind extends Job['kind']>(
  job: Job & { kind: Kind },
  { onStage, signal }: Running = {},
): Promise<Results[Kind]> {
  signal?.throwIfAborted();
  const worker = startThread('job-worker', import.meta.url, { workerData: job });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  return new Promise<Results[Kind]>((done, failed) => {
    worker.on('message', (said: Said) => {
      if (said.kind === 'stage') onStage?.(said.stage);
      if (said.kind === 'done') done(said.result as Results[Kind]);
      if (said.kind === 'failed') failed(said.error);
    });
    worker.once('error', failed);
    worker.once('exit', (code) =>
      failed(new WorkerEndedError(`the training thread ended with ${code} before it was done`)),
    );
  }).finally(() => {
    signal?.removeEventListener('abort', stop);
    stop();
  });
}
