import type { ChatEvents, ChatReply } from '../../chat/chat-schemas.ts';
import type { Unsent } from './kept.ts';

export type Hello = { server: URL; conversation: string; after: number };

/** A way to the server, open or not yet. */
export type Line = {
  send(message: Unsent): void;
  /** Ends it without a word. */
  close(): void;
};

export type Refusal = { messageId: string | undefined; retryAfterSeconds: number | undefined };

/** What a line tells the session. */
export type LineEvents = {
  opened(): void;
  arrived(events: ChatEvents): void;
  replied(reply: ChatReply & { stored: boolean }): void;
  typing(on: boolean): void;
  refused(refusal: Refusal): void;
  /** The line broke; nothing more comes over it. */
  broken(): void;
};
