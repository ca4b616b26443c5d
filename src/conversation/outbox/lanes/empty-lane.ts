import type { Conversation } from '../../../domain/conversation.ts';
import { backOffMs } from '../../../shared/back-off.ts';
import { type AttemptDeps, type Attempted, attempt, firstOf, type Lane } from './attempt.ts';
import type { Gate } from './create-gate.ts';
import { FRESH, type Tries } from './verdict.ts';

export type LaneDeps = AttemptDeps & { gate: Gate; signal: AbortSignal };

/** Ends when there is nothing left to deliver, when the outbox stops, or when another process delivers. Never rejects. */
export async function emptyLane(lane: Lane, deps: LaneDeps): Promise<void> {
  const { store, signal } = deps;
  let before: Before | 'empty' = { tries: FRESH };
  while (before !== 'empty' && !signal.aborted && store.lead.has()) {
    before = await tryNext(lane, before, deps);
  }
}

/** What the lane has been through with which item. */
type Before = { item?: string; tries: Tries };

async function tryNext(lane: Lane, before: Before, deps: LaneDeps): Promise<Before | 'empty'> {
  const { gate, timing, signal } = deps;
  const first = firstOf(await find(lane, deps), lane);
  const pass = first && (await gate.enter(lane.key, first.kind));
  if (!pass) return 'empty';
  // While it waited at the gate the conversation may have changed.
  const conversation = await find(lane, deps);
  const item = firstOf(conversation, lane);
  if (!conversation || !item) {
    pass.leave(undefined);
    return 'empty';
  }
  const tries = item.id === before.item ? before.tries : FRESH;
  const attempted = await attempt({ item, conversation, tries }, deps);
  pass.leave(attempted.told);
  await write(attempted, { lane, deps });
  // While a destination is down the gate sets the pace.
  const isProbed = attempted.told.kind === 'failed' && gate.state().kind === 'down';
  if (attempted.waitMs > 0 && !isProbed) await timing.wait(attempted.waitMs, signal);
  return { item: item.id, tries: attempted.tries };
}

/** What cannot be read is read again: a damaged or unreadable file must not end the lane in silence. */
async function find(lane: Lane, deps: LaneDeps): Promise<Conversation | undefined> {
  const { store, log, timing, signal } = deps;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await store.conversations.find(lane.id);
    } catch (err) {
      log.error({ err, conversation: lane.id }, 'an outbox could not be read and is read again');
      await timing.wait(backOffMs(failures, timing), signal);
    }
  }
  return undefined;
}

/**
 * What was delivered is not delivered again because the disk is full: the writing alone is tried again, until it is
 * done or the process ends. That one more attempt failed is worth one try.
 */
async function write(
  { change, isFinal }: Attempted,
  { lane, deps }: { lane: Lane; deps: LaneDeps },
): Promise<void> {
  const { store, log, timing, signal } = deps;
  for (let failures = 1; ; failures += 1) {
    try {
      return await store.conversations.update(lane.id, async (current) => ({
        next: current && changed(current, change),
        result: undefined,
      }));
    } catch (err) {
      const about = { err, conversation: lane.id, to: lane.to };
      log.error(about, 'what became of a delivery could not be written and is written again');
      if (!isFinal || signal.aborted) return;
      await timing.wait(backOffMs(failures, timing), signal);
    }
  }
}

/** Writes nothing where nothing changed. */
function changed(current: Conversation, change: Attempted['change']): Conversation | undefined {
  const next = change(current);
  return next === current ? undefined : next;
}
