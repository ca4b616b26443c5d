import type { People } from '../../cli/people/people-command.ts';
import type { Config } from '../../config.ts';
import { createAccounts } from '../../console/accounts.ts';
import { createPasswords } from '../../console/passwords.ts';
import { createSecondFactors } from '../../console/second-factor/create-second-factors.ts';
import { systemClock } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
import { silentLog } from '../../shared/log.ts';
import { openStore } from '../open-store.ts';

/** Beyond any guessing: 100 bits. */
const PASSWORD_LENGTH = 20;

/** With a folder the store's lock keeps it away from a server that runs; with PostgreSQL it works beside one. */
export async function openPeople(config: Config): Promise<People> {
  const now = systemClock;
  const store = await openStore(config, { now, log: silentLog });
  const accounts = createAccounts({ store, passwords: await createPasswords(), now });
  const secondFactors = createSecondFactors({ store, accounts, now });
  return {
    now,
    all: () => store.staff.all(),
    async letIn({ id, secondFactor }) {
      const password = base32(PASSWORD_LENGTH);
      await accounts.resetPassword(id, password, 'system');
      if (secondFactor) await secondFactors.reset(id, 'system');
      return { password };
    },
    close: () => store.close(),
  };
}
