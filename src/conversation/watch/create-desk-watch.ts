import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import { restsUntil } from '../../escalation/paging/rests-until.ts';
import { type Clock, SECOND_MS, type Wait } from '../../shared/clock.ts';
import { createRounds, type Rounds } from '../../shared/rounds.ts';
import type { Store } from '../../store/store.ts';
import type { Pager, PagesDue } from './create-pager.ts';
import { type TickDeps, tick } from './tick.ts';

/** How many conversations were changed, and how many could not be: those are tried again. */
type Looked = { changed: number; failed: number };

/** Looks every few seconds once started. Stop it before the store is closed. */
export type DeskWatch = Rounds & {
  /**
   * Does what is due now: tells patients that no one has seen their ticket, calls people about it, and gives back
   * conversations in which staff fell silent. Never rejects.
   */
  look(): Promise<Looked>;
};

type Deps = TickDeps & {
  store: Pick<Store, 'conversations'>;
  pager: Pager;
  now: Clock;
  /** Goes on when the clock is set back. */
  latest?: Clock;
  wait: Wait;
};

/** Open tickets are an index in memory, so a look costs next to nothing, and no timer can be lost or fire twice. */
const LOOK_EVERY_MS = 2 * SECOND_MS;
/** Also for those whom a failure does not concern: a page is out within ten seconds (policy, section 9). */
const LONGEST_PAUSE_MS = 8 * SECOND_MS;

/** Patients are answered meanwhile, however many tickets are open. */
const AT_ONE_GO = 100;

/**
 * Watches over the open tickets. It keeps no state of its own: what is due follows from them and the time, so a restart,
 * a second process or a clock that jumps changes nothing but the moment.
 */
export function createDeskWatch(deps: Deps): DeskWatch {
  const { wait } = deps;
  const rests: Rests = new WeakMap();
  const look = () => lookOnce(deps, rests);
  let failures = 0;
  const rounds = createRounds(async () => {
    const { failed } = await look();
    failures = failed > 0 ? failures + 1 : 0;
    return Math.min(LOOK_EVERY_MS * 2 ** failures, LONGEST_PAUSE_MS);
  }, wait);
  return { look, ...rounds };
}

type Tick = (conversation: Conversation, at: Instant) => Conversation;

/** Reckoned once for each conversation as it was written. */
type Rests = WeakMap<Conversation, { until: Instant | undefined }>;

async function lookOnce(deps: Deps, rests: Rests): Promise<Looked> {
  const { log } = deps;
  const looked: Looked = { changed: 0, failed: 0 };
  try {
    const page = await pagesDue(deps, looked);
    const ticked: Tick = (conversation, at) => tick(conversation, { ...deps, at, page });
    for (const id of await withSomethingDue({ ticked, rests }, deps)) {
      const changed = await change(id, ticked, deps);
      if (changed === undefined) looked.failed += 1;
      else if (changed) looked.changed += 1;
    }
  } catch (err) {
    log.error({ err }, 'open tickets could not be read; they are looked at again');
    looked.failed += 1;
  }
  return looked;
}

/** When it cannot be read who is on call, patients are told all the same. */
async function pagesDue({ pager, log }: Deps, looked: Looked): Promise<PagesDue> {
  try {
    return await pager.read();
  } catch (err) {
    log.error({ err }, 'it could not be read who is on call; it is tried again');
    looked.failed += 1;
    return (conversation) => conversation;
  }
}

async function withSomethingDue(
  { ticked, rests }: { ticked: Tick; rests: Rests },
  { store, clocks, ...time }: Deps,
): Promise<ConversationId[]> {
  const open = (await store.conversations.openTickets()).map(({ conversation }) => conversation);
  const due = new Set<ConversationId>();
  for (const [n, conversation] of [...new Set(open)].entries()) {
    if (n % AT_ONE_GO === 0) await letOthersRun();
    const rest = rests.get(conversation) ?? { until: restsUntil(conversation, clocks) };
    rests.set(conversation, rest);
    const at = momentFor(conversation, time);
    const isResting = rest.until !== undefined && at < rest.until;
    if (!isResting && ticked(conversation, at) !== conversation) due.add(conversation.id);
  }
  return [...due];
}

/** A ticket from a time that the clock has not reached again waits all the same, and people are called about it in time. */
function momentFor(
  { updatedAt, tickets }: Conversation,
  { now, latest = now }: Pick<Deps, 'now' | 'latest'>,
): Instant {
  const at = now();
  const isAhead = updatedAt > at || tickets.some(({ pages }) => pages.some((page) => page.at > at));
  return isAhead ? latest() : at;
}

/** Looks again inside the change: since the index was read a claim or another process may have been first. */
async function change(
  id: ConversationId,
  ticked: Tick,
  { store, log, ...time }: Deps,
): Promise<boolean | undefined> {
  try {
    return await store.conversations.update(id, async (current) => {
      const next = current && ticked(current, momentFor(current, time));
      const changed = next !== undefined && next !== current;
      return { next: changed ? next : undefined, result: changed };
    });
  } catch (err) {
    log.error(
      { err, conversation: id },
      'what was due in a conversation could not be done; it is tried again',
    );
    return undefined;
  }
}
