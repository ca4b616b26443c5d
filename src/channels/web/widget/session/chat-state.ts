import type { Presence, ShownMessage } from '../../chat/chat-schemas.ts';
import type { PressState } from './feedback-session.ts';
import type { Unsent } from './kept.ts';

/** All that the chat shows of one conversation. */
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
  owner: Presence['owner'];
  /** Approved words that a person has the conversation. */
  standing: Presence['words'];
  /** Approved words that a person writes, for as long as that is true. */
  writing: Presence['words'];
  presses: PressState;
  /** The history was read: what comes from here on is news. */
  loaded: boolean;
  /** It was erased, here in another tab or by the clinic, and nothing was said since. */
  gone: boolean;
};

/** Of a conversation of which nothing was read yet. */
export function firstState(presses: PressState): ChatState {
  return {
    messages: [],
    unsent: [],
    refused: new Set(),
    unstoredReply: undefined,
    line: 'none',
    typing: false,
    owner: 'bot',
    standing: undefined,
    writing: undefined,
    presses,
    loaded: true,
    gone: false,
  };
}
