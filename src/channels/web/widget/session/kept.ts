import type { Press } from '../../chat/chat-schemas.ts';

/** A message that the server has not yet confirmed. `label` is what a pressed button read. */
export type Unsent = { messageId: string; text: string; label?: string };

type Content = { conversation?: string; unsent: Unsent[]; presses?: readonly Press[] };

/** What this browser keeps: the secret of the conversation, and messages and presses that were not yet sent. */
export type Kept = {
  conversation(): string | undefined;
  /** The secret; made when there is none, before the first message leaves, so that a retry finds the same chat. */
  conversationOrNew(): string;
  unsent(): Unsent[];
  add(message: Unsent): void;
  drop(messageIds: ReadonlySet<string>): void;
  /** Buttons that the server does not know to be pressed yet, in the order of the presses. */
  presses(): readonly Press[];
  keepPresses(presses: readonly Press[]): void;
  /** Leaves no trace of the chat in this browser's storage. */
  forget(): void;
};

/** The part of the browser's storage that is used. */
type KeyValues = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

const NOTHING: Content = { unsent: [] };
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Reads afresh at each call: another tab of the same browser shares it. Without storage it lasts as long as the page. */
export function keptIn(storage: KeyValues | undefined, key: string): Kept {
  let inMemory: Content = NOTHING;
  let isStored = false;
  const read = (): Content => {
    try {
      const text = storage?.getItem(key) ?? null;
      if (text === null && isStored) return NOTHING; // another tab forgot it
      const found: unknown = JSON.parse(text ?? 'null');
      return isContent(found) ? found : inMemory;
    } catch {
      return inMemory;
    }
  };
  const write = (content: Content) => {
    inMemory = content;
    try {
      storage?.setItem(key, JSON.stringify(content));
      isStored = storage !== undefined;
    } catch {
      // Full or forbidden: this page still has it in memory.
    }
  };
  return {
    conversation: () => read().conversation,
    conversationOrNew() {
      const conversation = read().conversation ?? newSecret();
      write({ ...read(), conversation });
      return conversation;
    },
    unsent: () => read().unsent,
    add: (message) => write({ ...read(), unsent: [...read().unsent, message] }),
    drop(messageIds) {
      const { unsent, ...rest } = read();
      const left = unsent.filter(({ messageId }) => !messageIds.has(messageId));
      if (left.length < unsent.length) write({ ...rest, unsent: left });
    },
    presses() {
      const { presses } = read();
      return Array.isArray(presses) ? presses : [];
    },
    keepPresses: (presses) => write({ ...read(), presses }),
    forget() {
      inMemory = NOTHING;
      try {
        storage?.removeItem(key);
      } catch {
        // Forbidden: nothing was stored either.
      }
    },
  };
}

export function newMessageId(): string {
  return crypto.randomUUID?.() ?? `m_${newSecret()}`; // randomUUID is missing on pages without TLS
}

function newSecret(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(40)), (byte) => ALPHABET[byte & 31]).join(
    '',
  );
}

function isContent(found: unknown): found is Content {
  return typeof found === 'object' && found !== null && Array.isArray(Reflect.get(found, 'unsent'));
}
