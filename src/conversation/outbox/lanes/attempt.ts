import type { Conversation, Outgoing } from '../../../domain/conversation.ts';
import type { ConversationId, Instant, StaffId } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import { attempted, givenUp, settled } from '../changes/outgoing-changes.ts';
import { withUndeliveredNote } from '../changes/undelivered-note.ts';
import { type Deliver, failureOf } from '../delivery.ts';
import type { OutboxTiming } from '../outbox-timing.ts';
import type { Told } from './create-gate.ts';
import { counted, FRESH, problemToGiveUpFor, type Tries, toldBy, waitAfter } from './verdict.ts';

/** One conversation's items for one place, delivered in order. */
export type Lane = {
  key: string;
  id: ConversationId;
  to: Outgoing['to'];
  /** A page to one person must not wait for another's mailbox. */
  person: StaffId | undefined;
};

export type AttemptDeps = {
  store: Store;
  deliver: Deliver;
  timing: OutboxTiming;
  now: Clock;
  log: Log;
  /** Since when this process delivers: what was written before may have been delivered by the process before. */
  deliversSince(): Instant;
};

/** What comes of one attempt: a change to be written, what it tells of the destination, and how long the lane waits. */
export type Attempted = {
  change: (current: Conversation) => Conversation;
  /** The change ends the item's life in this lane: until it is written the item must not be tried again. */
  isFinal: boolean;
  told: Told;
  waitMs: number;
  tries: Tries;
};

/** From this many failures on, a person should look. */
const WORTH_AN_ERROR = 5;

export function firstOf(conversation: Conversation | undefined, lane: Lane): Outgoing | undefined {
  return conversation?.outbox.find((item) => !item.dead && isIn(item, lane));
}

export function isIn(item: Outgoing, { to, person }: Pick<Lane, 'to' | 'person'>): boolean {
  return item.to === to && item.person === person;
}

/** Never rejects. Nothing is written yet. */
export async function attempt(
  { item, conversation, tries }: { item: Outgoing; conversation: Conversation; tries: Tries },
  deps: AttemptDeps,
): Promise<Attempted> {
  const { deliver, deliversSince } = deps;
  // From before this process, or from a time that the clock has not reached again: it may have gone out already.
  const isOfThisRun = item.notBefore >= deliversSince() && item.notBefore <= deps.now();
  const doubtful = tries.failures > 0 || item.attempts > 0 || !isOfThisRun;
  try {
    const delivered = await deliver(item, conversation, { doubtful });
    return {
      change: (current) => withUndeliveredNote(settled(current, { item, delivered }), deps.now()),
      isFinal: true,
      told: { kind: 'up' },
      waitMs: 0,
      tries: FRESH,
    };
  } catch (error) {
    return afterFailure(error, { item, tries, deps });
  }
}

type Failed = { item: Outgoing; tries: Tries; deps: AttemptDeps };

function afterFailure(error: unknown, failed: Failed): Attempted {
  const { item, tries: before, deps } = failed;
  const failure = failureOf(error);
  const tries = counted(before, failure);
  const { failures } = tries;
  const about = { outgoing: item.id, to: item.to, failures, ...failure, err: error };
  const told = toldBy(failure, tries, deps.timing);
  const problem = problemToGiveUpFor(failure, { item, tries, at: deps.now() });
  if (problem !== undefined) return dead(problem, { failed, told, about });

  const waitMs = waitAfter(failure, tries, deps.timing);
  if (failure.kind === 'rate_limited') {
    deps.log.info(about, 'a destination asked us to slow down; it rests and is tried again');
    return { change: same, isFinal: false, told, waitMs, tries };
  }
  const level = tries.failures >= WORTH_AN_ERROR ? 'error' : 'warn';
  deps.log[level](about, 'something could not be delivered and is tried again');
  const at = deps.now();
  const notBefore = new Date(Date.parse(at) + waitMs).toISOString();
  return {
    change: (current) => attempted(current, { item, at, notBefore }),
    isFinal: false,
    told,
    waitMs,
    tries,
  };
}

const same = (current: Conversation) => current;

function dead(
  problem: string,
  { failed, told, about }: { failed: Failed; told: Told; about: object },
): Attempted {
  const { item, deps } = failed;
  deps.log.error(
    { ...about, problem },
    'something could not be delivered and is given up until staff press "Try again"',
  );
  const at = deps.now();
  return {
    change: (current) => withUndeliveredNote(givenUp(current, { item, at, problem }), at),
    isFinal: true,
    told,
    waitMs: 0,
    tries: FRESH,
  };
}
