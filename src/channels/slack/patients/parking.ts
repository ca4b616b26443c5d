import type { ConversationId } from '../../../domain/ids.ts';
import { type Clock, MINUTE_MS } from '../../../shared/clock.ts';
import type { SaidOnSlack } from './read/said-on-slack.ts';

/**
 * Replies in threads of people that we do not talk with (yet). Slack may deliver such a reply before the mention that
 * it follows; then it waits here until the mention comes. In memory alone, for minutes: most are not for us.
 */
export type Parking = {
  park(conversation: ConversationId, said: SaidOnSlack): void;
  /** Those written after this message, oldest first. What stood in the thread before was meant for others. */
  takeOut(conversation: ConversationId, after: SaidOnSlack['messageId']): SaidOnSlack[];
};

/** Slack's last try is after five minutes. */
const KEPT_MS = 10 * MINUTE_MS;
const MOST = 1000;

type Parked = { conversation: ConversationId; said: SaidOnSlack; atMs: number };

export function createParking(now: Clock): Parking {
  let parked: Parked[] = [];
  const fresh = () => parked.filter(({ atMs }) => Date.parse(now()) - atMs < KEPT_MS);
  return {
    park(conversation, said) {
      parked = [...fresh().slice(1 - MOST), { conversation, said, atMs: Date.parse(now()) }];
    },
    takeOut(conversation, after) {
      const found = fresh().filter((one) => one.conversation === conversation);
      if (found.length > 0) parked = parked.filter((one) => one.conversation !== conversation);
      // Ids of one channel are alike but for their time, so their order is that of their letters.
      return found
        .map(({ said }) => said)
        .filter(({ messageId }) => messageId > after)
        .sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
    },
  };
}
