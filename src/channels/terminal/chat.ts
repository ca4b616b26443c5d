import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { Message } from '../../domain/conversation.ts';
import { conversationIdOf } from '../../domain/ids.ts';
import type { Store } from '../../store/store.ts';
import type { Receive } from '../channel.ts';

type Deps = {
  receive: Receive;
  store: Store;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
};

/** One conversation on a terminal, until the end of input or `/quit`. What staff write meanwhile is printed too. */
export async function chat({ receive, store, input, output }: Deps): Promise<void> {
  const conversationId = conversationIdOf(randomUUID());
  let shown = 0;
  const show = async () => {
    const conversation = await store.conversations.find(conversationId);
    for (const message of conversation?.messages.filter(({ seq }) => seq > shown) ?? []) {
      shown = message.seq;
      if (message.from !== 'patient') output.write(`\n${asTerminalText(message)}\n`);
    }
  };
  const stop = store.watch((event) => {
    if (event.kind === 'conversation' && event.id === conversationId) show().catch(() => {});
  });
  const lines = createInterface({ input, output, prompt: '\nyou: ' });
  output.once('error', () => lines.close());
  output.write('Ask a question about ketamine treatment for migraine. /quit ends the chat.\n');
  lines.prompt();
  for await (const text of lines) {
    if (text.trim() === '/quit') break;
    const outcome = await receive({
      conversationId,
      messageId: randomUUID(),
      text,
      channel: 'terminal',
    });
    await show();
    if (!outcome.stored && outcome.reply) output.write(`\n${asTerminalText(outcome.reply)}\n`);
    lines.prompt();
  }
  lines.close();
  stop();
}

/** Approved Markdown with its marks taken off: terminals show them as noise. */
function asTerminalText({ text }: Message): string {
  return text.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '$1 ($2)');
}
