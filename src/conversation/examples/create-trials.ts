import type { LiveClassifier } from '../../classifier/live/create-live-classifier.ts';
import type { Candidate } from '../../classifier/live/outcomes.ts';
import type { AddedExample } from '../../domain/example.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { PublishPreview } from '../preview/create-publish-preview.ts';
import type { TriedQuestion } from '../preview/questions/question-set.ts';
import { type TryOutcome, type TryStage, tryOut } from './try-out.ts';

type Running = {
  state: 'running';
  stage: TryStage;
  /** Questions asked so far, in the last stage. */
  done: number;
  of: number;
  at: Instant;
};

/** How far a try is, or what came of the last one. `isFresh`: of what waits now, against what serves now. */
export type TryState =
  | { state: 'none' }
  | Running
  | { state: 'tried'; outcome: TryOutcome; isFresh: boolean; at: Instant };

/** What was tried and may be put to work. */
export type Ready = { candidate: Candidate; ids: string };

type Deps = {
  live: LiveClassifier;
  preview: Pick<PublishPreview, 'ofClassifier'>;
  questions(): Promise<readonly TriedQuestion[]>;
  pending(): Promise<readonly AddedExample[]>;
  now: Clock;
  log: Log;
};

type LastTry = {
  outcome: TryOutcome;
  candidate?: Candidate | undefined;
  /** Version of what served when it was tried. */
  against: string;
  /** Of the examples that were tried. */
  ids: string;
  at: Instant;
};

/** One try at a time, and what came of the last. Kept in memory: after a restart one tries again. */
export function createTrials({ live, preview, questions, pending, now, log }: Deps) {
  let running: { shown: Running; stop: AbortController } | undefined;
  let last: LastTry | undefined;
  const show = (part: Partial<Running>) => {
    if (running) running.shown = { ...running.shown, ...part };
  };
  const isFresh = async ({ ids, against }: LastTry) =>
    against === live.classifier.version && ids === idsOf(await pending());

  async function tryNow({ signal }: AbortController): Promise<LastTry> {
    const waiting = await pending();
    const tried = { against: live.classifier.version, ids: idsOf(waiting) };
    if (waiting.length === 0) return { ...tried, outcome: { kind: 'nothing_pending' }, at: now() };
    const deps = { live, preview, questions };
    const made = await tryOut(waiting, deps, {
      signal,
      onStage: (stage) => show({ stage, done: 0, of: 0 }),
      onProgress: (done, of) => show({ done, of }),
    });
    return { ...tried, ...made, at: now() };
  }

  const failed = (err: unknown, { signal }: AbortController): LastTry => {
    if (!signal.aborted) log.error({ err }, 'examples could not be tried out');
    const outcome = { kind: signal.aborted ? ('stopped' as const) : ('failed' as const) };
    return { outcome, against: '', ids: '', at: now() };
  };

  return {
    async run(): Promise<TryOutcome> {
      if (running) return { kind: 'busy' };
      const stop = new AbortController();
      const shown = { stage: 'judging the examples' as const, done: 0, of: 0, at: now() };
      running = { shown: { state: 'running', ...shown }, stop };
      last = await tryNow(stop).catch((err: unknown) => failed(err, stop));
      running = undefined;
      return last.outcome;
    },
    async state(): Promise<TryState> {
      if (running) return running.shown;
      if (!last) return { state: 'none' };
      const { outcome, at } = last;
      return { state: 'tried', outcome, at, isFresh: await isFresh(last) };
    },
    /** Nothing while one runs, or where the last is refused or out of date. */
    async ready(): Promise<Ready | undefined> {
      if (running || !last?.candidate) return undefined;
      const { candidate, ids } = last;
      return (await isFresh(last)) ? { candidate, ids } : undefined;
    },
    isRunning: () => running !== undefined,
    stop: () => running?.stop.abort(),
    forget() {
      last = undefined;
    },
  };
}

function idsOf(examples: readonly AddedExample[]): string {
  return examples
    .map(({ id }) => id)
    .sort()
    .join(' ');
}
