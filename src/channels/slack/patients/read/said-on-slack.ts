import type { SlackPlace } from '../place/slack-place.ts';

/** Something a person wrote on Slack that is theirs to be answered, before its conversation is looked up. */
export type SaidOnSlack = {
  place: SlackPlace;
  /** The same message delivered again, by whatever event, has the same id. */
  messageId: string;
  /** The message that was edited, when this is its new wording. */
  replaces?: string;
  text: string;
  /** Our own user ids, as far as Slack named them. */
  bots: readonly string[];
  /** Not addressed to us by itself: counts only where this person already talks with us. */
  onlyIfKnown: boolean;
};
