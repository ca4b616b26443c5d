import type { Conversation, Outgoing } from '../../../domain/conversation.ts';
import type { ConversationId, Instant } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import { backOffMs, type SlackTiming } from '../slack-timing.ts';
import type { Deliver, Delivered } from './delivery.ts';
import { failureOf } from './post-failure.ts';

/** One conversation's items for one place, delivered in order. A dead staff channel does not hold patients up. */
export type Lane = { id: ConversationId; to: Outgoing['to'] };

export type LaneDeps = {
  store: Store;
  deliver: Record<Outgoing['to'], Deliver>;
  timing: SlackTiming;
  now: Clock;
  log: Log;
  signal: AbortSignal;
  /** What was written before this may have been posted by the process before. */
  startedAt: Instant;
};

/** From this many failures on, a person should look. */
const WORTH_AN_ERROR = 5;

/** Ends when there is nothing left, or when the pump stops. */
export async function emptyLane(lane: Lane, deps: LaneDeps): Promise<void> {
  const { timing, signal } = deps;
  let failures = 0;
  while (!signal.aborted) {
    const step = await tryNext(lane, { deps, failures });
    if (step === 'empty') return;
    failures = step === 'failed' ? failures + 1 : 0;
    if (failures > 0) await timing.wait(backOffMs(failures, timing), signal);
  }
}

type Step = 'empty' | 'go_on' | 'failed';

async function tryNext(
  { id, to }: Lane,
  { deps, failures }: { deps: LaneDeps; failures: number },
): Promise<Step> {
  const { store, deliver, signal, startedAt } = deps;
  let item: Outgoing | undefined;
  try {
    const conversation = await store.conversations.find(id);
    item = conversation?.outbox.find((candidate) => candidate.to === to);
    if (!conversation || !item) return 'empty';
    const inherited = item.attempts > 0 || item.notBefore < startedAt;
    const delivered = await deliver[to](item, conversation, {
      doubtful: failures > 0 || inherited,
    });
    await settle(id, { item, delivered }, store);
    return 'go_on';
  } catch (error) {
    if (signal.aborted) return 'empty';
    return noteFailure(error, { id, item, failures, deps });
  }
}

/** Takes a delivered item out, unless what it speaks of has changed meanwhile: then it is delivered once more. */
async function settle(
  id: ConversationId,
  { item, delivered }: { item: Outgoing; delivered: Delivered },
  store: Store,
): Promise<void> {
  await store.conversations.update(id, async (current) => {
    if (!current) return { next: undefined, result: undefined };
    const outbox = delivered.isOutdated(current)
      ? current.outbox
      : current.outbox.filter((other) => other.id !== item.id);
    const facts = { ...current.delivered, ...delivered.facts };
    return { next: { ...current, outbox, delivered: facts }, result: undefined };
  });
}

type Failed = {
  id: ConversationId;
  item: Outgoing | undefined;
  failures: number;
  deps: LaneDeps;
};

async function noteFailure(error: unknown, { id, item, failures, deps }: Failed): Promise<Step> {
  const { log, store, timing, now } = deps;
  const failure = failureOf(error);
  const about = {
    outgoing: item?.id,
    to: item?.to,
    failures: failures + 1,
    ...failure,
    err: error,
  };
  if (failure.kind === 'rate_limited') {
    log.info(about, 'Slack asked us to slow down; the channel rests and the post is tried again');
    return 'go_on';
  }
  const level = failures + 1 >= WORTH_AN_ERROR ? 'error' : 'warn';
  log[level](about, 'a post to Slack failed and is tried again');
  if (item) {
    const waitMs = backOffMs(failures + 1, timing);
    const notBefore = new Date(Date.parse(now()) + waitMs).toISOString();
    await countAttempt(id, { item, notBefore }, store).catch(() => undefined);
  }
  return 'failed';
}

/** Kept, so that the next process knows that the post may have arrived, and staff can see that it hangs. */
async function countAttempt(
  id: ConversationId,
  { item, notBefore }: { item: Outgoing; notBefore: string },
  store: Store,
): Promise<void> {
  const counted = (conversation: Conversation): Conversation => ({
    ...conversation,
    outbox: conversation.outbox.map((other) =>
      other.id === item.id ? { ...other, attempts: other.attempts + 1, notBefore } : other,
    ),
  });
  await store.conversations.update(id, async (current) => ({
    next: current && counted(current),
    result: undefined,
  }));
}
