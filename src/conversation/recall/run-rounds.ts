import { type Answer, findAnswer } from '../../domain/answer.ts';
import { SECOND_MS } from '../../shared/clock.ts';
import type { Store, StoreEvent } from '../../store/store.ts';
import { deliverRound, type RoundDeps, type RoundProgress } from './deliver-round.ts';
import {
  finishedEntry,
  type OpenRound,
  openRounds,
  startedEntry,
  withDone,
} from './recall-rounds.ts';
import { type AnswerKey, findWrongWords } from './wrong-words.ts';

export type RunnerDeps = RoundDeps & {
  store: Pick<Store, 'conversations' | 'answers' | 'documents' | 'audit' | 'watch' | 'lead'>;
};

type Runner = {
  /** Sends what is open and what is begun from now on, in the one process that leads. */
  start(): void;
  /** Lets the message under way end. */
  stop(): Promise<void>;
  progress(id: string): RoundProgress | undefined;
};

const RETRY_MS = 10 * SECOND_MS;

/** Sends the rounds that are open, one after another, the oldest recall first. */
export function createRunner(deps: RunnerDeps): Runner {
  const { store, wait, log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = new Map<string, RoundProgress>();
  const watches: (() => void)[] = [];
  let work: Promise<void> = Promise.resolve();

  const runOne = async (open: OpenRound) => {
    const { recall } = open;
    const onProgress = (progress: RoundProgress) => void running.set(recall.id, progress);
    onProgress({ looked: 0, told: 0 });
    try {
      await store.audit.append([startedEntry(open)]);
      const wrong = findWrongWords(await answerOf(store, recall.answer), recall.answer.revision);
      const told = wrong ? await deliverRound({ wrong, recall, signal, onProgress }, deps) : 0;
      if (told !== undefined) await finish(open, told, deps);
    } finally {
      running.delete(recall.id);
    }
  };
  const runAll = async () => {
    while (store.lead.has() && !signal.aborted) {
      try {
        const [open] = openRounds((await store.documents.find('recalls')) ?? { recalls: [] });
        if (!open) return;
        await runOne(open);
      } catch (err) {
        log.error({ err }, 'a recall was interrupted; it is tried again');
        await wait(RETRY_MS, signal);
      }
    }
  };
  const poke = () => {
    work = work.then(runAll);
  };
  return {
    start() {
      const isRecall = (event: StoreEvent) => event.kind === 'document' && event.name === 'recalls';
      watches.push(
        store.watch((event) => isRecall(event) && poke()),
        store.lead.watch(poke),
      );
      poke();
    },
    async stop() {
      stopping.abort();
      for (const stopWatching of watches) stopWatching();
      await work;
    },
    progress: (id) => running.get(id),
  };
}

/** The trail first: should the program end between the two, the round is found again and told once. */
async function finish(
  open: OpenRound,
  conversations: number,
  { store, now }: RunnerDeps,
): Promise<void> {
  const done = { at: now(), conversations };
  await store.audit.append([finishedEntry(open, done)]);
  await store.documents.update('recalls', async (document) => ({
    next: withDone(document, open, done),
    result: undefined,
  }));
}

export async function answerOf(
  { answers }: Pick<Store, 'answers'>,
  key: AnswerKey,
): Promise<Answer | undefined> {
  return findAnswer(await answers.all(), key);
}
