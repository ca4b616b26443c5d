import { setImmediate as letOthersRun } from 'node:timers/promises';
import { newAuditEntryId } from '../../domain/audit.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { type Clock, HOUR_MS, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createRounds, type Rounds } from '../../shared/rounds.ts';
import type { Store } from '../../store/store.ts';
import { type Keeping, whatToForget, withoutWords } from './what-to-forget.ts';

type Forgotten = { erased: number; stripped: number };

/** Looks once a day. Stop it before the store is closed. */
export type Retention = Rounds & {
  /** Takes away what is older than it may be. What cannot be read or written now is tried again the next time. */
  look(): Promise<Forgotten>;
};

type Deps = {
  store: Pick<Store, 'conversations' | 'audit' | 'lead'>;
  keeping: Keeping;
  now: Clock;
  /**
   * What is old goes by this, and never by more than `now`: nothing is taken away because the clock was set ahead a moment
   * ago, or was ahead when something was kept. As `now` without it.
   */
  settled?: Clock;
  wait: Wait;
  log: Log;
};

const EVERY_MS = 24 * HOUR_MS;
/** After a failure, and where another process leads just now. */
const AGAIN_MS = HOUR_MS;

export function createRetention(deps: Deps): Retention {
  const { store, wait, log } = deps;
  const look = () => lookOnce(deps);
  const rounds = createRounds(async () => {
    if (!store.lead.has()) return AGAIN_MS;
    try {
      await look();
      return EVERY_MS;
    } catch (err) {
      log.error({ err }, 'old conversations could not be taken away; it is tried again');
      return AGAIN_MS;
    }
  }, wait);
  return { look, ...rounds };
}

async function lookOnce(deps: Deps): Promise<Forgotten> {
  const { store, now, log } = deps;
  const forgotten: Forgotten = { erased: 0, stripped: 0 };
  for await (const conversation of store.conversations.scan({ order: 'any' })) {
    const gone = await forget(conversation, deps);
    if (gone) forgotten[gone] += 1;
    await letOthersRun();
  }
  if (forgotten.erased + forgotten.stripped === 0) return forgotten;
  const entry = { id: newAuditEntryId(), at: now(), by: 'system', subject: 'retention' };
  await store.audit.append([{ ...entry, action: 'old words taken away', details: forgotten }]);
  log.info(forgotten, 'old conversations were taken away');
  return forgotten;
}

/** Decided on what is there when it happens: a patient may have written a moment ago. */
async function forget(
  seen: Conversation,
  { store, keeping, now, settled = now }: Deps,
): Promise<keyof Forgotten | undefined> {
  const due = (conversation: Conversation) => {
    const [surely, shown] = [settled(), now()];
    return whatToForget(conversation, { keeping, at: surely < shown ? surely : shown });
  };
  const what = due(seen);
  if (what === 'nothing') return undefined;
  if (what === 'all') {
    const outcome = await store.conversations.erase(seen.id, (current) => due(current) !== 'all');
    return outcome === 'erased' ? 'erased' : undefined;
  }
  return store.conversations.update<keyof Forgotten | undefined>(seen.id, async (current) =>
    current && due(current) === 'words'
      ? { next: withoutWords(current), result: 'stripped' }
      : { next: undefined, result: undefined },
  );
}
