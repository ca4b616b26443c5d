import type { TurnDeps } from '../../conversation/turn-deps.ts';
import type { Store } from '../../store/store.ts';
import type { Tracing } from './tracing.ts';

/** The parts of a turn, each a span of its own under the turn's. */
export function tracedTurn(turn: TurnDeps, { step }: Tracing): TurnDeps {
  const { tools, gate, classifier, bank, sender } = turn;
  return {
    ...turn,
    tools: {
      redact: step('redact', tools.redact),
      detectLanguage: step('language', tools.detectLanguage),
    },
    gate: { version: gate.version, check: step('safety gate', gate.check) },
    classifier: {
      classify: step('classifier', classifier.classify),
      get version() {
        return classifier.version;
      },
    },
    splitQuestions: step('split questions', turn.splitQuestions),
    bank: { ...bank, find: step('answer bank', bank.find) },
    sender: { ...sender, send: step('sender', sender.send) },
    reserveTicketNumber: step('ticket number', turn.reserveTicketNumber),
    page: step('page', turn.page),
    // What may be answered changes with what serves.
    get intents() {
      return turn.intents;
    },
    get staffOnly() {
      return turn.staffOnly;
    },
  };
}

/** `store`: the whole change of a conversation, so that less its steps it is the waiting for the lock and for the disk. */
export function tracedStore(store: Store, { step }: Tracing): Store {
  const { conversations } = store;
  const update = step('store', conversations.update) as typeof conversations.update;
  return { ...store, conversations: { ...conversations, update } };
}
