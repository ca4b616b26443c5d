import type { ChatEvents, ShownMessage } from '../../chat/chat-schemas.ts';
import { type Kept, newMessageId, type Unsent } from './kept.ts';
import type { Line, LineEvents, Refusal } from './line.ts';
import { openPollingLine } from './polling-line.ts';
import { openSocketLine } from './socket-line.ts';

export type ChatState = {
  messages: ShownMessage[];
  /** Kept in this browser until the server has them. */
  unsent: Unsent[];
  /** Ids of unsent messages that the server did not take. */
  refused: ReadonlySet<string>;
  /** What the bot said to a message that could not be stored; it is nowhere else. */
  unstoredReply: string | undefined;
  line: 'none' | 'opening' | 'open' | 'broken' | 'offline';
  /** A turn runs just now. */
  typing: boolean;
  owner: 'bot' | 'waiting' | 'staff';
  /** The history was read: what comes from here on is news. */
  loaded: boolean;
};

export type ChatSession = {
  readonly state: ChatState;
  /** Begins where an earlier visit ended; does nothing for someone who never wrote. */
  resume(): void;
  send(text: string, label?: string): void;
  retry(messageId: string): void;
  close(): void;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** After so many failures in a row every other try is by polling: here a WebSocket may not get through. */
const SOCKET_TRIES = 2;
/** Screen readers look at a live region a moment after it changed; what was read again is not announced. */
const HISTORY_SETTLES_MS = 300;

/** The patient's side of one conversation: keeps what is unsent, finds the line again, and never says a thing twice. */
export function createChatSession(server: URL, kept: Kept, changed: () => void): ChatSession {
  let state: ChatState = {
    messages: [],
    unsent: kept.unsent(),
    refused: new Set(),
    unstoredReply: undefined,
    line: 'none',
    typing: false,
    owner: 'bot',
    loaded: kept.conversation() === undefined,
  };
  let line: Line | undefined;
  let failures = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const set = (change: Partial<ChatState>) => {
    state = { ...state, ...change };
    changed();
  };
  const cursor = () => state.messages.at(-1)?.seq ?? 0;

  const takeIn = ({ messages, presence }: ChatEvents) => {
    const news = messages.filter(({ seq }) => seq > cursor());
    kept.drop(new Set(news.map(({ id }) => id)));
    set({
      messages: [...state.messages, ...news],
      unsent: kept.unsent(),
      owner: presence?.owner ?? 'bot',
      ...(news.length > 0 && { unstoredReply: undefined }),
    });
    if (!state.loaded) setTimeout(() => set({ loaded: true }), HISTORY_SETTLES_MS);
  };
  const events: LineEvents = {
    opened() {
      failures = 0;
      set({ line: 'open', refused: new Set() });
      for (const message of kept.unsent()) line?.send(message);
    },
    arrived: takeIn,
    replied({ id, stored, reply }) {
      // What was stored arrives as a message too, and is dropped from the unsent then.
      if (!stored) set({ unstoredReply: reply.text, refused: withId(state.refused, id) });
    },
    typing: (on) => set({ typing: on }),
    refused: ({ messageId, retryAfterSeconds }: Refusal) => {
      if (messageId === undefined) return;
      set({ refused: withId(state.refused, messageId) });
      if (retryAfterSeconds) setTimeout(() => session.retry(messageId), retryAfterSeconds * 1000);
    },
    broken() {
      line = undefined;
      failures += 1;
      set({ line: navigator.onLine ? 'broken' : 'offline', typing: false });
      const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
      pause = setTimeout(connect, wait * (0.75 + Math.random() / 2)); // not all pages of a clinic at once
    },
  };
  const connect = () => {
    clearTimeout(pause);
    line?.close();
    line = undefined;
    const conversation = kept.conversation();
    if (!conversation) return;
    if (!navigator.onLine) return set({ line: 'offline', typing: false });
    set({ line: failures > 0 ? 'broken' : 'opening' });
    const polls = failures >= SOCKET_TRIES && failures % 2 === 0;
    line = (polls ? openPollingLine : openSocketLine)(
      { server, conversation, after: cursor() },
      events,
    );
  };
  const onStorage = () => {
    if (!line) connect();
    set({ unsent: kept.unsent() });
  };
  addEventListener('online', connect);
  addEventListener('offline', connect);
  addEventListener('storage', onStorage);

  const session: ChatSession = {
    get state() {
      return state;
    },
    resume: connect,
    send(text, label) {
      kept.conversationOrNew();
      const message = { messageId: newMessageId(), text, ...(label && { label }) };
      kept.add(message);
      set({ unsent: kept.unsent() });
      if (state.line === 'open') line?.send(message);
      else if (!line) connect();
    },
    retry(messageId) {
      const message = kept.unsent().find((unsent) => unsent.messageId === messageId);
      set({ refused: withoutId(state.refused, messageId), unstoredReply: undefined });
      if (message && state.line === 'open') line?.send(message);
    },
    close() {
      clearTimeout(pause);
      line?.close();
      removeEventListener('online', connect);
      removeEventListener('offline', connect);
      removeEventListener('storage', onStorage);
    },
  };
  return session;
}

function withId(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids, id]);
}

function withoutId(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}
