/** Something a patient did on Slack that is theirs to be answered, before its conversation is looked up. */
export type SaidOnSlack = {
  place: SlackPlace;
  /** The same message delivered again, by whatever event, has the same id. */
  messageId: string;
  /** The message that was edited, when this is its new wording. */
  replaces?: string;
  said: { kind: 'text'; text: string } | { kind: 'choice'; seq: number; number: number };
  /** Not addressed to us by itself: counts only where this person already talks with us. */
  onlyIfKnown: boolean;
};

/** Where one person talks with us. Two people in one thread are two conversations. */
export type SlackPlace = {
  team: string;
  channel: string;
  user: string;
  /** The thread that answers go to; none in a direct message outside a thread. */
  thread: string | undefined;
};

/** What is kept with the conversation, so that later messages find the way. */
export function addressOf({ team, channel, user, thread }: SlackPlace): Record<string, string> {
  return { team, channel, user, ...(thread && { thread_ts: thread }) };
}
