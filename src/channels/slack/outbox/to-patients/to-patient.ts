import type { webApi } from '@slack/bolt';
import type { Conversation, Message, Outgoing } from '../../../../domain/conversation.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Log } from '../../../../shared/log.ts';
import type { Store } from '../../../../store/store.ts';
import type { PatientWords } from '../../messages/patient-words.ts';
import type { Pacer } from '../pacer.ts';
import type { Postable, PostOnce } from '../post-once.ts';

export type PatientDeliveryDeps = {
  client: webApi.WebClient;
  pacer: Pacer;
  postOnce: PostOnce;
  store: Store;
  words: PatientWords;
  now: Clock;
  log: Log;
};

/** One message on its way to the patient whose conversation it is of. */
export type ToPatient = {
  item: Outgoing;
  message: Message;
  conversation: Conversation;
  /** An earlier attempt may have arrived. */
  doubtful: boolean;
};

/** Where the patient began: a channel's thread, or direct messages. */
export function homeOf({
  channel = '',
  thread_ts,
}: Conversation['address']): Pick<Postable, 'channel' | 'thread'> {
  return { channel, thread: thread_ts };
}

export function lookedFor({ doubtful, message }: ToPatient): Pick<Postable, 'lookSince'> {
  return doubtful ? { lookSince: message.at } : {};
}
