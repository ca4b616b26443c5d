import { readConfig } from '../../src/config.ts';
import type { Sender } from '../../src/conversation/reply/sender.ts';
import { createDeskWatch, type DeskWatch } from '../../src/conversation/watch/create-desk-watch.ts';
import { createPager } from '../../src/conversation/watch/create-pager.ts';
import { StaffId } from '../../src/domain/ids.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { type Clocks, createClocks } from '../../src/escalation/clocks/create-clocks.ts';
import type { Ways } from '../../src/escalation/paging/roster.ts';
import { type Clock, MINUTE_MS } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Store } from '../../src/store/store.ts';
import { T0 } from './turn-kit.ts';

/** The clocks of a clinic with these settings, the rest as the program's defaults: open on weekdays, 9 to 5. */
export function aClinic(env: Record<string, string> = {}): Clocks {
  return createClocks(readConfig(env), T0);
}

export const CLOCKS = aClinic();

/** Nothing is connected, so that nobody is paged. */
export const NO_WAYS: Ways = { slack: false, email: false, webhook: false };

type Watched = {
  store: Pick<Store, 'conversations'> & Partial<Pick<Store, 'staff'>>;
  sender: Sender;
  now: Clock;
  latest?: Clock;
  clocks?: Clocks;
  ways?: Ways;
  posts?: boolean;
};

/** The watch over a store's tickets, which looks when it is told to. Without ways nobody is paged. */
export function aDeskWatch({
  store,
  sender,
  now,
  latest = now,
  clocks = CLOCKS,
  ways = NO_WAYS,
  posts = false,
}: Watched): DeskWatch {
  const staff = store.staff ?? { all: async () => [] };
  const people = { staff: { ...staff } as Store['staff'] };
  return createDeskWatch({
    store,
    sender,
    clocks,
    pager: createPager({ store: people, clocks, ways, repeatMs: 2 * MINUTE_MS, log: silentLog }),
    silenceMs: 60 * MINUTE_MS,
    posts,
    now,
    latest,
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    log: silentLog,
  });
}

/** Someone who works at the desk: `ana` has the id `s_ana…`. */
export function aStaffMember(
  name: string,
  member: Omit<Partial<StaffMember>, 'id'> = {},
): StaffMember {
  return {
    schema: 1,
    id: staffId(name),
    login: name,
    firstName: name,
    role: 'responder',
    passwordHash: '',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: T0,
    ...member,
  };
}

export function staffId(name: string): StaffId {
  return StaffId.parse(`s_${name.padEnd(16, 'a')}`);
}
