import type { HeldOutMessage } from '../../../classifier/evaluate-own.ts';
import type { AskFresh } from '../../ask-command.ts';
import type { Judged } from '../../judge-held-out.ts';
import { startProgress } from '../../progress.ts';
import type { Terminal } from '../../terminal.ts';

/** Asks each message in a conversation of its own, through the whole path. */
export async function askHeldOut(
  terminal: Terminal,
  ask: AskFresh,
  messages: readonly HeldOutMessage[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  const progress = startProgress(terminal, 'held-out messages', messages.length);
  for (const message of messages) {
    const reply = await ask(message.id, message.turns ?? [message.text ?? '']);
    judged.push({ message, reply });
    progress.at(judged.length);
  }
  progress.end();
  return judged;
}
