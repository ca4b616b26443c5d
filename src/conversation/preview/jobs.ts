import type { Log } from '../../shared/log.ts';
import type { Preview, PreviewState } from './preview.ts';

/** Results of a day's work; the oldest are made again when they are wanted. */
const MOST_JOBS = 40;

export type Progress = { signal: AbortSignal; onProgress: (done: number, of: number) => void };
type Work = (progress: Progress) => Promise<Preview>;

type Job = {
  state: Exclude<PreviewState, { state: 'no_such_revision' }>;
  stop: AbortController;
  done: Promise<void>;
};

/** `name` says all that the result depends on. */
export type Wanted = { name: string; work: Work };

/** Previews that are made, being made or stopped, by the name of what they are of. */
export function createJobs(log: Log) {
  const jobs = new Map<string, Job>();

  function start({ name, work }: Wanted): Job {
    const stop = new AbortController();
    const job: Job = { state: { state: 'running', done: 0, of: 0 }, stop, done: Promise.resolve() };
    const onProgress = (done: number, of: number) => {
      if (job.state.state === 'running') job.state = { state: 'running', done, of };
    };
    job.done = work({ signal: stop.signal, onProgress }).then(
      (preview) => {
        job.state = { state: 'done', preview };
      },
      (err: unknown) => {
        job.state = { state: stop.signal.aborted ? 'stopped' : 'failed' };
        if (!stop.signal.aborted) log.error({ err }, 'a preview could not be made');
      },
    );
    jobs.set(name, job);
    for (const [oldest, { state }] of jobs) {
      if (jobs.size <= MOST_JOBS) break;
      if (state.state !== 'running') jobs.delete(oldest);
    }
    return job;
  }

  const find = (wanted: Wanted) => jobs.get(wanted.name) ?? start(wanted);

  const forgetUnmade = ({ name }: Wanted) => {
    const state = jobs.get(name)?.state.state;
    if (state === 'stopped' || state === 'failed') jobs.delete(name);
  };

  return {
    stateOf: (wanted: Wanted): PreviewState => find(wanted).state,
    again(wanted: Wanted): PreviewState {
      forgetUnmade(wanted);
      return find(wanted).state;
    },
    async made(wanted: Wanted): Promise<Preview> {
      forgetUnmade(wanted);
      const job = find(wanted);
      await job.done;
      if (job.state.state === 'done') return job.state.preview;
      throw new Error('the preview could not be made');
    },
    finished(name: string): Preview | undefined {
      const state = jobs.get(name)?.state;
      return state?.state === 'done' ? state.preview : undefined;
    },
    async stop(name: string): Promise<PreviewState> {
      const job = jobs.get(name);
      job?.stop.abort();
      await job?.done;
      return job?.state ?? { state: 'stopped' };
    },
  };
}
