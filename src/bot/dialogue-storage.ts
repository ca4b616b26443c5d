import type { Storage, StoreItems } from 'botbuilder-core';
import type { RunningTurns } from './running-turn.ts';

/**
 * Where Botkit keeps its dialogues: in the conversation of the turn under way, so that they are written in the same
 * atomic write. Keys hold the conversation's id between slashes and dashes.
 */
export function createDialogueStorage(running: RunningTurns): Storage {
  const dialogueOf = (key: string): Record<string, unknown> => {
    const id = key.split(/[/-]/).find((piece) => running.has(piece));
    const turn = id === undefined ? undefined : running.get(id);
    if (!turn) throw new Error(`dialogue ${key}: no turn of this conversation is under way`);
    return turn.dialogue;
  };
  return {
    async read(keys) {
      const items: StoreItems = {};
      for (const key of keys) {
        const state = dialogueOf(key)[key];
        if (state !== undefined) items[key] = structuredClone(state);
      }
      return items;
    },
    async write(changes) {
      for (const [key, state] of Object.entries(changes)) {
        dialogueOf(key)[key] = JSON.parse(JSON.stringify(state));
      }
    },
    async delete(keys) {
      for (const key of keys) delete dialogueOf(key)[key];
    },
  };
}
