import type { Kept } from '../session/kept.ts';
import { keptIn } from '../session/kept.ts';

/** A conversation that was handed in: this page alone holds it, and what the browser keeps of others stays untouched. */
export function oneConversation(conversation: string): Kept {
  let text: string | null = JSON.stringify({ conversation, unsent: [] });
  const inMemory = {
    getItem: () => text,
    setItem: (_: string, next: string) => {
      text = next;
    },
    removeItem: () => {
      text = null;
    },
  };
  return keptIn(inMemory, '');
}
