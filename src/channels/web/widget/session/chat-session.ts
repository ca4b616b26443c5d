import type { ChatEvents, Presence, Press } from '../../chat/chat-schemas.ts';
import { type ChatState, firstState } from './chat-state.ts';
import { type Erased, eraseChat } from './erase-chat.ts';
import { createFeedbackSession, isRefused } from './feedback-session.ts';
import { type Kept, newMessageId } from './kept.ts';
import type { Line, LineEvents } from './lines/line.ts';
import { openPollingLine } from './lines/polling-line.ts';
import { openSocketLine } from './lines/socket-line.ts';

export type ChatSession = {
  readonly state: ChatState;
  /** Begins where an earlier visit ended; does nothing for someone who never wrote. */
  resume(): void;
  send(text: string, label?: string): void;
  retry(messageId: string): void;
  /** A button under an answer. The same press again is not sent again, unless the server did not take it. */
  press(press: Press): void;
  /** Has it erased on the server; forgets it here too once it is. */
  erase(locale: string): Promise<Erased>;
  /** Takes it off this browser. The server keeps it. */
  forget(): void;
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
  const feedback = createFeedbackSession(kept, () => set({ presses: feedback.state }));
  let state: ChatState = {
    ...firstState(feedback.state),
    unsent: kept.unsent(),
    loaded: kept.conversation() === undefined,
  };
  /** The conversation that is shown. */
  let shown = kept.conversation();
  let line: Line | undefined;
  let failures = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let stopsWriting: ReturnType<typeof setTimeout> | undefined;
  const set = (change: Partial<ChatState>) => {
    state = { ...state, ...change };
    changed();
  };
  const cursor = () => state.messages.at(-1)?.seq ?? 0;

  const showWriting = (writing: Presence['writing']) => {
    clearTimeout(stopsWriting);
    if (writing) stopsWriting = setTimeout(() => set({ writing: undefined }), writing.forMs);
    set({ writing });
  };

  const takeIn = ({ messages, presence, pressed, gone }: ChatEvents) => {
    if (gone) {
      if (messages.length === 0) return startOver({ gone: true });
      set({ messages: [] });
    }
    const news = messages.filter(({ seq }) => seq > cursor());
    kept.drop(new Set(news.map(({ id }) => id)));
    set({
      messages: [...state.messages, ...news],
      unsent: kept.unsent(),
      owner: presence?.owner ?? 'bot',
      standing: presence?.words,
      ...(news.length > 0 && { unstoredReply: undefined }),
    });
    feedback.told(pressed ?? []);
    showWriting(presence?.writing);
    if (!state.loaded) setTimeout(() => set({ loaded: true }), HISTORY_SETTLES_MS);
  };
  /** Nothing of the conversation stays on the page; nor in this browser, unless another tab has begun a new one. */
  const startOver = (change: Partial<ChatState> = {}) => {
    clearTimeout(pause);
    clearTimeout(stopsWriting);
    line?.close();
    line = undefined;
    failures = 0;
    if (kept.conversation() === shown) kept.forget();
    feedback.readAgain();
    feedback.told([]);
    shown = kept.conversation();
    const isEmpty = shown === undefined;
    set({ ...firstState(feedback.state), unsent: kept.unsent(), loaded: isEmpty, ...change });
    connect();
  };
  const events: LineEvents = {
    opened() {
      failures = 0;
      set({ line: 'open', refused: new Set() });
      for (const message of kept.unsent()) line?.send(message);
      for (const press of feedback.toSend()) line?.press(press);
    },
    arrived: takeIn,
    replied({ id, stored, reply }) {
      // What was stored arrives as a message too, and is dropped from the unsent then.
      if (!stored) set({ unstoredReply: reply.text, refused: withId(state.refused, id) });
    },
    pressed({ press, stored, text }) {
      if (stored) return feedback.stored(press);
      feedback.refused(press);
      set({ unstoredReply: text ?? state.unstoredReply });
    },
    typing: (on) => set({ typing: on }),
    refused({ messageId, retryAfterSeconds }) {
      set({ refused: withId(state.refused, messageId) });
      if (retryAfterSeconds) setTimeout(() => session.retry(messageId), retryAfterSeconds * 1000);
    },
    pressRefused({ press, retryAfterSeconds, forGood }) {
      if (forGood) return feedback.dropped(press);
      feedback.refused(press);
      const retry = () => isRefused(press, feedback.state) && session.press(press);
      if (retryAfterSeconds) setTimeout(retry, retryAfterSeconds * 1000);
    },
    broken() {
      line = undefined;
      failures += 1;
      showWriting(undefined); // whether it is still true cannot be known
      set({ line: navigator.onLine ? 'broken' : 'offline', typing: false });
      const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
      pause = setTimeout(connect, wait * (0.75 + Math.random() / 2)); // not all pages of a clinic at once
    },
  };
  const connect = () => {
    clearTimeout(pause);
    line?.close();
    line = undefined;
    showWriting(undefined);
    const conversation = kept.conversation();
    if (!conversation) return;
    shown = conversation;
    if (!navigator.onLine) return set({ line: 'offline', typing: false });
    set({ line: failures > 0 ? 'broken' : 'opening' });
    const polls = failures >= SOCKET_TRIES && failures % 2 === 0;
    line = (polls ? openPollingLine : openSocketLine)(
      { server, conversation, after: cursor() },
      events,
    );
  };
  const onStorage = () => {
    if (shown !== undefined && kept.conversation() !== shown) return startOver();
    if (!line) connect();
    set({ unsent: kept.unsent() });
    feedback.readAgain();
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
      shown = kept.conversationOrNew();
      const message = { messageId: newMessageId(), text, ...(label && { label }) };
      kept.add(message);
      set({ unsent: kept.unsent(), gone: false });
      if (state.line === 'open') line?.send(message);
      else if (!line) connect();
    },
    retry(messageId) {
      const message = kept.unsent().find((unsent) => unsent.messageId === messageId);
      set({ refused: withoutId(state.refused, messageId), unstoredReply: undefined });
      if (message && state.line === 'open') line?.send(message);
    },
    press(press) {
      if (!feedback.press(press)) return;
      set({ unstoredReply: undefined });
      if (state.line === 'open') line?.press(press);
      else if (!line) connect();
    },
    async erase(locale) {
      const conversation = kept.conversation();
      if (!conversation) return { kind: 'failed', parts: [] };
      const erased = await eraseChat(server, { conversation, locale });
      if (erased.kind === 'erased') startOver();
      return erased;
    },
    forget() {
      kept.forget();
      startOver();
    },
    close() {
      clearTimeout(pause);
      clearTimeout(stopsWriting);
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
