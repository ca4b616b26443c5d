import { newAuditEntryId } from '../../domain/audit.ts';
import type { StaffId } from '../../domain/ids.ts';
import type { SecondFactor, StaffMember } from '../../domain/staff.ts';
import { type Clock, MINUTE_MS } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import { type Accounts, type Credentials, endSessions } from '../accounts.ts';
import { unlock } from '../attempt.ts';
import { newKey, stepOfCode } from './one-time-code.ts';
import { newRecoveryCodes } from './recovery-codes.ts';

/** A key that was shown and not used is forgotten. */
const OFFERED_FOR_MS = 15 * MINUTE_MS;
const NEVER = -1;

type NotProved = { kind: 'not_proved' };
type WithCodes = { staff: StaffMember; codes: string[] };

export type SecondFactors = {
  /** A new key for this person's app. It counts for nothing before a code of it was given. */
  offer(id: StaffId): Promise<{ kind: 'offered'; key: string } | { kind: 'is_on' }>;
  /** Turns it on: the password, and a first code of the key that was offered. Ends every session of the person. */
  turnOn(
    id: StaffId,
    given: { password: string; code: string },
  ): Promise<({ kind: 'on' } & WithCodes) | { kind: 'wrong_code' | 'no_offer' } | NotProved>;
  /** Ends every session of the person. */
  turnOff(
    id: StaffId,
    credentials: Credentials,
  ): Promise<{ kind: 'off'; staff: StaffMember } | NotProved>;
  /** Ten new recovery codes; the old ones open nothing any more. */
  renewCodes(
    id: StaffId,
    credentials: Credentials,
  ): Promise<({ kind: 'renewed' } & WithCodes) | { kind: 'is_off' } | NotProved>;
  /** An admin, or who runs the server, takes it off somebody who has lost it. Ends every session of that person, and a lock. */
  reset(
    id: StaffId,
    by: StaffId | 'system',
  ): Promise<{ kind: 'changed'; staff: StaffMember } | { kind: 'no_such_person' | 'own' }>;
};

type Deps = {
  store: Pick<Store, 'staff' | 'audit'>;
  accounts: Pick<Accounts, 'prove'>;
  now: Clock;
};

export function createSecondFactors({ store, accounts, now }: Deps): SecondFactors {
  const record = (by: StaffId | 'system', action: string, about: StaffId) =>
    store.audit.append([
      { id: newAuditEntryId(), at: now(), by, action, subject: `staff ${about}` },
    ]);

  const change = (id: StaffId, step: (current: StaffMember) => StaffMember | undefined) =>
    store.staff.update(id, async (current) => {
      const next = current && step(current);
      return { next, result: next };
    });

  /** Compared and written in one go: the key that is turned on is the one that the code was made from. */
  const accept = (id: StaffId, code: string, recovery: SecondFactor['recovery']) =>
    change(id, (current) => {
      const key = offeredTo(current, now());
      if (key === undefined) return undefined;
      const lastStep = stepOfCode(code.replace(/\s/g, ''), { key, at: now(), lastStep: NEVER });
      if (lastStep === undefined) return undefined;
      const secondFactor = { key, since: now(), lastStep, recovery };
      return endSessions({ ...without(current), schema: 2, secondFactor });
    });

  return {
    async offer(id) {
      const key = newKey();
      const offered = await change(id, (current) =>
        current.secondFactor
          ? undefined
          : { ...current, schema: 2, offeredKey: { key, at: now() } },
      );
      return offered ? { kind: 'offered', key } : { kind: 'is_on' };
    },

    async turnOn(id, { password, code }) {
      const known = await accounts.prove(id, { password }, 'second factor');
      if (!known) return { kind: 'not_proved' };
      if (!offeredTo(known, now())) return { kind: 'no_offer' };
      const { codes, kept } = await newRecoveryCodes();
      const staff = await accept(id, code, kept);
      if (!staff) return { kind: 'wrong_code' };
      await record(id, 'second factor turned on', id);
      return { kind: 'on', staff, codes };
    },

    async turnOff(id, credentials) {
      const known = await accounts.prove(id, credentials, 'turning off the second factor');
      if (!known) return { kind: 'not_proved' };
      const staff = await change(id, (current) => endSessions(without(current)));
      await record(id, 'second factor turned off', id);
      return { kind: 'off', staff: staff ?? known };
    },

    async renewCodes(id, credentials) {
      const known = await accounts.prove(id, credentials, 'new recovery codes');
      if (!known) return { kind: 'not_proved' };
      const { codes, kept } = await newRecoveryCodes();
      const staff = await change(
        id,
        ({ secondFactor, ...rest }) =>
          secondFactor && { ...rest, secondFactor: { ...secondFactor, recovery: kept } },
      );
      if (!staff) return { kind: 'is_off' };
      await record(id, 'recovery codes renewed', id);
      return { kind: 'renewed', staff, codes };
    },

    async reset(id, by) {
      if (id === by) return { kind: 'own' };
      const staff = await change(id, (current) => unlock(endSessions(without(current))));
      if (!staff) return { kind: 'no_such_person' };
      await record(by, 'second factor reset', id);
      return { kind: 'changed', staff };
    },
  };
}

function without({ secondFactor: _, offeredKey: __, ...member }: StaffMember): StaffMember {
  return member;
}

function offeredTo({ secondFactor, offeredKey }: StaffMember, at: string): string | undefined {
  if (secondFactor || !offeredKey) return undefined;
  const isOld = Date.parse(at) - Date.parse(offeredKey.at) > OFFERED_FOR_MS;
  return isOld ? undefined : offeredKey.key;
}
