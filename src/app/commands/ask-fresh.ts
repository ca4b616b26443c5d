import { randomUUID } from 'node:crypto';
import type { App } from '../../app.ts';
import { createExampleIndex, examplesOf } from '../../classifier/explain/example-index.ts';
import { createExplainer, type Explain } from '../../classifier/explain/explain.ts';
import type { IntentCatalogue } from '../../classifier/load-intents.ts';
import type { AskFresh } from '../../cli/ask-command.ts';
import { contractReply } from '../../conversation/reply/contract-reply.ts';
import { conversationIdOf } from '../../domain/ids.ts';
import { redact } from '../../safety/redact.ts';

/** Each question in a conversation of its own, on a store in memory, through the same path as any channel's. */
export function askFresh(app: App): AskFresh {
  return async (id, turns) => {
    const conversationId = conversationIdOf(randomUUID());
    const outcomes = [];
    for (const [index, text] of turns.entries()) {
      const messageId = `${id}/${index}`;
      outcomes.push(await app.receive({ conversationId, messageId, text, channel: 'api' }));
    }
    const last = outcomes.at(-1);
    if (!last) throw new Error('a conversation needs one message at least');
    return { ...contractReply(last, await app.store.conversations.find(conversationId)), id };
  };
}

/** The examples are read when the first message is explained, and again when others serve. */
export function explainerOf({ liveClassifier }: App): Explain {
  let made: { of: IntentCatalogue; explain: Explain } | undefined;
  return (text) => {
    const { catalogue, classifier } = liveClassifier;
    if (made?.of !== catalogue) {
      const examples = createExampleIndex(examplesOf(catalogue));
      made = { of: catalogue, explain: createExplainer({ classifier, examples }) };
    }
    return made.explain(redact(text).text);
  };
}
