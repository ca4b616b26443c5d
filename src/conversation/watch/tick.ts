import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Clocks } from '../../escalation/clocks/create-clocks.ts';
import type { Log } from '../../shared/log.ts';
import { handBackAndTell } from '../desk/hand-back-and-tell.ts';
import type { Sender } from '../reply/sender.ts';
import type { PagesDue } from './create-pager.ts';
import { tellNotSeen } from './tell-not-seen.ts';

export type TickDeps = {
  sender: Sender;
  clocks: Clocks;
  /** Staff who said nothing for so long have left. */
  silenceMs: number;
  /** Tickets are shown in a Slack channel too. */
  posts: boolean;
  log: Log;
};

/**
 * The conversation after all that is due in it at this moment: staff who fell silent have left, the patient knows that
 * no one has seen the ticket, and people are called. The same conversation when nothing is due. What breaks in one of
 * these keeps no other from being done.
 */
export function tick(
  conversation: Conversation,
  { at, page, ...deps }: TickDeps & { at: Instant; page: PagesDue },
): Conversation {
  const steps: ((current: Conversation) => Conversation)[] = [
    (current) => handBackAndTell(current, { ...deps, at }) ?? current,
    (current) => tellNotSeen(current, { ...deps, at }),
    (current) => page(current, at),
  ];
  return steps.reduce((current, step) => {
    try {
      return step(current);
    } catch (err) {
      deps.log.error({ err, conversation: conversation.id }, 'something that was due is not done');
      return current;
    }
  }, conversation);
}
