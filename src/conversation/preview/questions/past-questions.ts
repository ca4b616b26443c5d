import type { ConversationId } from '../../../domain/ids.ts';
import type { Store } from '../../../store/store.ts';
import type { PastTurns } from '../../past/create-past-turns.ts';
import type { PastTurn } from '../../past/past-turn.ts';
import type { TriedQuestion } from './question-set.ts';

/** What patients asked lately, redacted as it was stored. */
export type PastQuestions = {
  /** The newest clear questions, each wording once. */
  latest(): Promise<readonly TriedQuestion[]>;
  close(): void;
};

const MOST_PAST = 500;

/** Two words at least: "ok" asks nothing. */
const ASKS = /[\p{L}\p{N}]+[^\p{L}\p{N}]+[\p{L}\p{N}]+/u;

type Deps = {
  past: Pick<PastTurns, 'turns' | 'textOf'>;
  store: Pick<Store, 'watch'>;
  most?: number;
};

/**
 * Each text is read once. The words of a conversation that changes are dropped at once, so that no erased word stays.
 */
export function createPastQuestions({ past, store, most = MOST_PAST }: Deps): PastQuestions {
  const texts = new Map<ConversationId, Map<number, string>>();
  const stop = store.watch((event) => {
    if (event.kind === 'conversation') texts.delete(event.id);
  });
  const read = async ({ conversation, seq }: PastTurn): Promise<string> => {
    const known = texts.get(conversation)?.get(seq);
    if (known !== undefined) return known;
    const held = texts.get(conversation) ?? new Map<number, string>();
    texts.set(conversation, held);
    const text = (await past.textOf({ conversation, seq })) ?? '';
    // Where it changed meanwhile this map was dropped, and what was read is not kept.
    held.set(seq, text);
    return text;
  };
  const forgetAllBut = (questions: Iterable<TriedQuestion>) => {
    const used = new Set([...questions].map(conversationOf));
    for (const id of texts.keys()) if (!used.has(id)) texts.delete(id);
  };
  return {
    async latest() {
      const found = new Map<string, TriedQuestion>();
      for (const turn of past.turns().filter(isClear)) {
        if (found.size >= most) break;
        const text = await read(turn);
        const isNew = ASKS.test(text) && !found.has(text);
        if (isNew) found.set(text, questionOf(turn, text));
      }
      forgetAllBut(found.values());
      return [...found.values()];
    },
    close: stop,
  };
}

/** What held a concern is not looked at: the gate decides on it, whatever the bank says. */
function isClear({ concerns, modifiers, picked, replyKind }: PastTurn): boolean {
  const unsure = modifiers.includes('gate_failed') || modifiers.includes('crisis_lines');
  return concerns.length === 0 && !unsure && !picked && replyKind !== 'silence';
}

function questionOf({ conversation, seq, locale, at }: PastTurn, text: string): TriedQuestion {
  const id = `${conversation}/${seq}`;
  return { source: 'past', id, text, locale, conversation, seq, at };
}

function conversationOf(question: TriedQuestion): ConversationId | undefined {
  return question.source === 'past' ? question.conversation : undefined;
}
