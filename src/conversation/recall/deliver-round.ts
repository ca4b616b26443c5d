import type { AnswerBank } from '../../answer-bank/answer-bank.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Recall } from '../../domain/recall.ts';
import { type BackOff, backOffMs } from '../../shared/back-off.ts';
import { type Clock, MINUTE_MS, SECOND_MS, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { Sender } from '../reply/sender.ts';
import { recallSaying } from './recall-saying.ts';
import { receiverOf, scanReceivers } from './receivers/scan-receivers.ts';
import { isTold, tellRecall } from './tell-recall.ts';
import type { WrongWords } from './wrong-words.ts';

export type RoundDeps = {
  store: Pick<Store, 'conversations' | 'watch'>;
  bank: Pick<AnswerBank, 'find' | 'all'>;
  sender: Sender;
  now: Clock;
  wait: Wait;
  log: Log;
};

/** Where a round stands. */
export type RoundProgress = { looked: number; told: number };

type Running = {
  wrong: WrongWords;
  recall: Recall;
  signal: AbortSignal;
  onProgress: (progress: RoundProgress) => void;
};

/** Between two messages: a patient who writes now does not wait behind thousands of writes. */
const PAUSE_MS = 20;
/** A turn that had decided on the wrong words before they were withdrawn is written by then. */
const LATE_TURN_MS = 10 * SECOND_MS;
const BACK_OFF: BackOff = {
  firstRetryMs: SECOND_MS,
  longestRetryMs: MINUTE_MS,
  random: Math.random,
};

/**
 * Tells every conversation that got the wrong words, each once, however often it is begun anew. What cannot be written is
 * tried again until it is. Gives how many know now, or `undefined` when it was told to stop before all did.
 */
export async function deliverRound(running: Running, deps: RoundDeps): Promise<number | undefined> {
  const { store } = deps;
  const round: Round = { ...running, looked: 0, told: new Set(), left: new Set() };
  const stopWatching = store.watch((event) => {
    if (event.kind === 'conversation' && !round.told.has(event.id)) round.left.add(event.id);
  });
  try {
    await tellReceivers(round, deps);
    await deps.wait(LATE_TURN_MS, running.signal);
    await tellThoseLeft(round, deps);
  } finally {
    stopWatching();
  }
  return running.signal.aborted ? undefined : round.told.size;
}

type Round = Running & {
  looked: number;
  told: Set<ConversationId>;
  /** Written since the round began, or not told because something failed. */
  left: Set<ConversationId>;
};

async function tellReceivers(round: Round, deps: RoundDeps): Promise<void> {
  const { wrong, signal } = round;
  const { conversations } = deps.store;
  const onProgress = (looked: number) => {
    round.looked = looked;
    tellProgress(round);
  };
  for await (const { conversation } of scanReceivers(wrong, {
    conversations,
    signal,
    onProgress,
  })) {
    if (signal.aborted) return;
    await tell(conversation, round, deps);
  }
}

async function tellThoseLeft(round: Round, deps: RoundDeps): Promise<void> {
  const { left, signal } = round;
  for (let failures = 0; left.size > 0 && !signal.aborted; failures += 1) {
    if (failures > 0) await deps.wait(backOffMs(failures, BACK_OFF), signal);
    for (const id of [...left]) {
      if (signal.aborted) return;
      await tell(id, round, deps);
    }
  }
}

async function tell(id: ConversationId, round: Round, deps: RoundDeps): Promise<void> {
  const { told, left, signal } = round;
  left.delete(id);
  const outcome = await tellOne(id, round, deps);
  if (outcome === 'failed') left.add(id);
  if (outcome === 'told' || outcome === 'already') told.add(id);
  tellProgress(round);
  if (outcome !== 'told') return;
  left.delete(id); // our own write
  await deps.wait(PAUSE_MS, signal);
}

function tellProgress({ looked, told, onProgress }: Round): void {
  onProgress({ looked, told: told.size });
}

type Told = 'told' | 'already' | 'not_theirs' | 'failed';

async function tellOne(
  id: ConversationId,
  { wrong, recall }: Running,
  { store, bank, sender, now, log }: RoundDeps,
): Promise<Told> {
  try {
    return await store.conversations.update<Told>(id, async (current) => {
      if (!current || !receiverOf(current, wrong)) return { next: undefined, result: 'not_theirs' };
      const saying = recallSaying(wrong, { bank, sender });
      if (isTold(current, recall, saying.words)) return { next: undefined, result: 'already' };
      return { next: tellRecall(current, { recall, saying, at: now() }), result: 'told' };
    });
  } catch (err) {
    log.error({ err, conversation: id }, 'a correction could not be stored; it is tried again');
    return 'failed';
  }
}
