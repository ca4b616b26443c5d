import type { StaffId } from '../../domain/ids.ts';
import type { Recall, RecallRound } from '../../domain/recall.ts';
import { sha256 } from '../../shared/ids.ts';
import type { RoundProgress } from './deliver-round.ts';
import { withRound } from './recall-rounds.ts';
import { type RecallSaying, recallSaying } from './recall-saying.ts';
import { type Receiver, scanReceivers } from './receivers/scan-receivers.ts';
import { answerOf, createRunner, type RunnerDeps } from './run-rounds.ts';
import { type AnswerKey, findWrongWords, type WrongWords } from './wrong-words.ts';

/** What those who got a withdrawn revision would read now. */
type RecallOffer = Pick<RecallSaying, 'words' | 'revision'> & {
  /** Every byte of it. */
  text: string;
  /** SHA-256 of the text: what the person who sends it has read. */
  textHash: string;
};

export type SendOutcome =
  | { kind: 'started'; recall: string }
  /** Never said by the bot, or not withdrawn: nobody is to be told. */
  | { kind: 'no_such_revision' | 'not_withdrawn' }
  /** The words are others by now: look at them again. */
  | { kind: 'changed' }
  /** These words were sent, or are on their way. */
  | { kind: 'already' };

export type Recalls = {
  /** Every conversation still kept that got these words, exactly. Looks at each that was written since they were published. */
  receivers(
    key: AnswerKey,
    number: number,
    onProgress?: (looked: number) => void,
  ): Promise<Receiver[]>;
  /** `undefined` when there is no such revision, or it was never published. */
  offer(key: AnswerKey, number: number): Promise<RecallOffer | undefined>;
  /**
   * Begins to tell them, and resolves once that is on disk: from then on it goes on over restarts until all know. At
   * first the notice or, where the right words are published, the correction; after a notice, later, the correction.
   */
  send(
    key: AnswerKey,
    number: number,
    given: { by: StaffId; textHash: string },
  ): Promise<SendOutcome>;
  all(): Promise<readonly Recall[]>;
  /** Where the round of a recall stands that is under way in this process. */
  progress(id: string): RoundProgress | undefined;
  /** Goes on with what a restart left open. */
  start(): void;
  /** Lets the message under way end. The rest is sent after the next start. */
  stop(): Promise<void>;
};

/** Corrections of what was said wrong: to exactly those who read it, each once, whatever crashes. */
export function createRecalls(deps: RunnerDeps): Recalls {
  const { store, bank, sender, now } = deps;
  const runner = createRunner(deps);
  const wrongWords = async (key: AnswerKey, number: number) =>
    findWrongWords(await answerOf(store, key), number);
  const offerOf = (wrong: WrongWords): RecallOffer => {
    const { words, revision, sealed } = recallSaying(wrong, { bank, sender });
    const { text } = sealed;
    return { words, revision, text, textHash: sha256(text) };
  };
  return {
    async receivers(key, number, onProgress) {
      const wrong = await wrongWords(key, number);
      if (!wrong) return [];
      const { conversations } = store;
      const found: Receiver[] = [];
      const search = { conversations, ...(onProgress && { onProgress }) };
      for await (const receiver of scanReceivers(wrong, search)) found.push(receiver);
      return found;
    },
    async offer(key, number) {
      const wrong = await wrongWords(key, number);
      return wrong && offerOf(wrong);
    },
    async send(key, number, { by, textHash }) {
      const answer = await answerOf(store, key);
      const wrong = findWrongWords(answer, number);
      if (!answer || !wrong) return { kind: 'no_such_revision' };
      if (!wrong.revision.withdrawn) return { kind: 'not_withdrawn' };
      const { words, revision, textHash: current } = offerOf(wrong);
      if (textHash !== current) return { kind: 'changed' };
      const round: RecallRound = { words, ...(revision && { revision }), by, at: now() };
      return store.documents.update<'recalls', SendOutcome>('recalls', async (document) =>
        withRound(document, { answer, number, round }),
      );
    },
    all: async () => (await store.documents.find('recalls'))?.recalls ?? [],
    progress: runner.progress,
    start: runner.start,
    stop: runner.stop,
  };
}
