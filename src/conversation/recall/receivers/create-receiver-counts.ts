import type { ChannelName } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import { type Clock, MINUTE_MS } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Recalls } from '../create-recalls.ts';
import type { AnswerKey } from '../wrong-words.ts';
import type { Receiver } from './scan-receivers.ts';

type ChannelCount = {
  channel: ChannelName;
  conversations: number;
  firstAt: Instant;
  lastAt: Instant;
};

/** Whom withdrawn words reached, as numbers. */
export type ReceiverCount =
  | { state: 'counting'; looked: number }
  | { state: 'failed' }
  | {
      state: 'counted';
      at: Instant;
      conversations: number;
      withStaff: number;
      channels: ChannelCount[];
    };

type Deps = { recalls: Pick<Recalls, 'receivers'>; now: Clock; log: Log };

/** A count reads every conversation of the time in question, so it is kept a little. */
const KEPT_MS = MINUTE_MS;

/** Counts in the background, one after another; a page asks until it is there. */
export function createReceiverCounts({ recalls, now, log }: Deps) {
  const counts = new Map<string, ReceiverCount>();
  const underWay = new Set<string>();
  let work: Promise<unknown> = Promise.resolve();

  const count = async (name: string, key: AnswerKey, number: number) => {
    const isFirst = counts.get(name)?.state !== 'counted';
    const onProgress = (looked: number) => {
      if (isFirst) counts.set(name, { state: 'counting', looked });
    };
    try {
      const receivers = await recalls.receivers(key, number, onProgress);
      counts.set(name, countOf(receivers, now()));
    } catch (err) {
      log.error({ err }, 'it could not be counted whom withdrawn words reached');
      counts.set(name, { state: 'failed' });
    } finally {
      underWay.delete(name);
    }
  };

  /** The newest count; begins one where there is none, or an old one. */
  return (key: AnswerKey, number: number): ReceiverCount => {
    const name = `${key.id} ${key.locale} ${number}`;
    const known = counts.get(name);
    if (!underWay.has(name) && !isFresh(known, now())) {
      underWay.add(name);
      work = work.then(() => count(name, key, number));
    }
    return known && known.state !== 'failed' ? known : { state: 'counting', looked: 0 };
  };
}

function isFresh(known: ReceiverCount | undefined, at: Instant): boolean {
  return known?.state === 'counted' && Date.parse(at) - Date.parse(known.at) < KEPT_MS;
}

function countOf(receivers: readonly Receiver[], at: Instant): ReceiverCount {
  const byChannel = new Map<ChannelName, ChannelCount>();
  for (const { channel, firstAt, lastAt } of receivers) {
    const so = byChannel.get(channel) ?? { channel, conversations: 0, firstAt, lastAt };
    byChannel.set(channel, {
      channel,
      conversations: so.conversations + 1,
      firstAt: firstAt < so.firstAt ? firstAt : so.firstAt,
      lastAt: lastAt > so.lastAt ? lastAt : so.lastAt,
    });
  }
  return {
    state: 'counted',
    at,
    conversations: receivers.length,
    withStaff: receivers.filter(({ staffHave }) => staffHave).length,
    channels: [...byChannel.values()].sort((a, b) => b.conversations - a.conversations),
  };
}
