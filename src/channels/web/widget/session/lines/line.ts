import type { ChatEvents, ChatReply, Press } from '../../../chat/chat-schemas.ts';
import type { Unsent } from '../kept.ts';

export type Hello = { server: URL; conversation: string; after: number };

/** A way to the server, open or not yet. */
export type Line = {
  send(message: Unsent): void;
  press(press: Press): void;
  /** Ends it without a word. */
  close(): void;
};

type Refusal = { messageId: string; retryAfterSeconds: number | undefined };

/** `forGood`: sending it again cannot help. */
type PressRefusal = {
  press: Press;
  retryAfterSeconds: number | undefined;
  forGood: boolean;
};

/** `text`: what the patient must read when it could not be stored. */
type PressTaken = { press: Press; stored: boolean; text: string | undefined };

/** What a line tells the session. */
export type LineEvents = {
  opened(): void;
  arrived(events: ChatEvents): void;
  replied(reply: ChatReply & { stored: boolean }): void;
  pressed(taken: PressTaken): void;
  typing(on: boolean): void;
  refused(refusal: Refusal): void;
  pressRefused(refusal: PressRefusal): void;
  /** The line broke; nothing more comes over it. */
  broken(): void;
};
