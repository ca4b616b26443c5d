import type { Feedback } from '../../../conversation/feedback/create-feedback.ts';
import type { Message } from '../../../domain/conversation.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import type { Receive } from '../../channel.ts';
import type { BeganWithUs } from './began-with-us.ts';
import type { Listening } from './read/read-message-event.ts';

/** What became of one delivery of Slack. `not_stored`: Slack must not be told that we have it. */
export type Taken = 'not_for_us' | 'stored' | 'not_stored';

/** Posts a message that could not be stored, once, as well as it can: someone may be in danger. */
export type SayAtOnce = (
  message: Message,
  where: { address: Record<string, string>; isPrivate: boolean },
) => void;

export type TakeDeps = Listening & {
  receive: Receive;
  feedback: Feedback;
  store: Store;
  sayAtOnce: SayAtOnce;
  beganWithUs: BeganWithUs;
  answerWithinMs: number;
  now: Clock;
  log: Log;
};
