import { type AnswerBank, createAnswerBank } from '../../src/answer-bank/answer-bank.ts';
import type { AnswerLife } from '../../src/answer-bank/answer-life.ts';
import type { LiveClassifier } from '../../src/classifier/live/create-live-classifier.ts';
import { createTrying, type Trying } from '../../src/conversation/create-trying.ts';
import type { PastTurns } from '../../src/conversation/past/create-past-turns.ts';
import { createSender } from '../../src/conversation/reply/sender.ts';
import { SAMPLE_CLINIC } from '../../src/domain/clinic.ts';
import { IntentId } from '../../src/domain/ids.ts';
import type { Question } from '../../src/domain/question.ts';
import { topicOf } from '../../src/domain/topic.ts';
import { loadBlocks } from '../../src/safety/load-blocks.ts';
import { redact } from '../../src/safety/redact.ts';
import type { Clock } from '../../src/shared/clock.ts';
import type { Store } from '../../src/store/store.ts';
import { turnDeps } from './turn-kit.ts';

/** Knows these intents and never trains. */
export function anUntaughtClassifier(names: readonly string[]): LiveClassifier {
  const intents = names.map((name) => IntentId.parse(name));
  return {
    classifier: turnDeps().classifier,
    catalogue: {
      intents: intents.map((id) => ({
        id,
        topic: topicOf(id),
        about: id,
        staffOnly: false,
        examples: { en: [`a way to ask about ${id}`], es: [] },
      })),
      others: [],
      contentHash: '',
    },
    intents,
    staffOnly: new Set(),
    status: () => ({ shipped: true, canRollBack: false, training: false }),
    retrain: async () => ({ kind: 'failed' }),
    adopt: async () => ({ kind: 'nothing to adopt' }),
    follow: async () => ({ kind: 'unchanged' }),
    rollback: async () => ({ kind: 'nothing to go back to' }),
    close: async () => undefined,
  };
}

type Parts = {
  store: Store;
  bank: AnswerBank;
  answerLife: AnswerLife;
  past: Pick<PastTurns, 'turns' | 'textOf'>;
  live: LiveClassifier;
  now: Clock;
  mode?: 'demo' | 'live';
  approvals?: number;
  questions?: readonly Question[];
};

/** Previews, test questions and examples as the program puts them together, on the turns of the turn kit. */
export function aTrying({
  store,
  bank,
  live,
  now,
  mode = 'demo',
  approvals = 2,
  questions = [],
  ...parts
}: Parts): Trying {
  const blocks = loadBlocks(SAMPLE_CLINIC);
  const sender = createSender({ block: blocks.text, revision: bank.revision });
  const { classifier } = live;
  return createTrying({
    ...parts,
    store,
    live,
    turn: turnDeps({
      tools: { ...turnDeps().tools, redact },
      bank,
      sender,
      classifier,
      intents: live.intents,
      staffOnly: live.staffOnly,
      now,
    }),
    shippedQuestions: questions,
    approvals,
    mode,
    async withAnswers(answers) {
      const changed = { ...store.answers, all: async () => answers };
      const source = { answers: changed, documents: store.documents, watch: () => () => undefined };
      const rules = { mode, approvals, clinic: SAMPLE_CLINIC, now };
      const other = await createAnswerBank(source, rules);
      const words = { block: blocks.text, revision: other.revision };
      return { bank: other, sender: createSender(words) };
    },
  });
}
