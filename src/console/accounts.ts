import AsyncLock from 'async-lock';
import { newAuditEntryId } from '../domain/audit.ts';
import { newStaffId, type StaffId } from '../domain/ids.ts';
import type { Role, StaffMember } from '../domain/staff.ts';
import { type Clock, MINUTE_MS } from '../shared/clock.ts';
import { LoginTakenError, type Store } from '../store/store.ts';
import { type Contact, contactChanges, type OwnContact, withContact } from './contact.ts';
import type { Passwords } from './passwords.ts';

const WRONG_PASSWORDS_ALLOWED = 5;
const LOCKED_FOR_MS = 15 * MINUTE_MS;

type NewPerson = { login: string; firstName: string; role: Role; password: string };
type FirstAdmin = Omit<NewPerson, 'role'>;

type CreateOutcome = { kind: 'created'; staff: StaffMember } | { kind: 'login_taken' };
export type AccountOutcome =
  | { kind: 'changed'; staff: StaffMember }
  | { kind: 'no_such_person' }
  | { kind: 'last_admin' };
export type ContactOutcome =
  | { kind: 'changed'; staff: StaffMember }
  | { kind: 'no_such_person' }
  | { kind: 'slack_user_taken' };
type PasswordOutcome = { kind: 'changed'; staff: StaffMember } | { kind: 'wrong_password' };

/** Who may sign in. Every change is in the audit trail; whatever ends trust in an account ends its sessions. */
export type Accounts = {
  /** `undefined` for a wrong password, an unknown login, a locked or a disabled account alike. */
  signIn(credentials: { login: string; password: string }): Promise<StaffMember | undefined>;
  hasAnyone(): Promise<boolean>;
  /** Makes the first admin, and only the first. */
  createFirstAdmin(person: FirstAdmin): Promise<CreateOutcome | { kind: 'not_first' }>;
  create(person: NewPerson, by: StaffId): Promise<CreateOutcome>;
  setDisabled(id: StaffId, disabled: boolean, by: StaffId): Promise<AccountOutcome>;
  resetPassword(id: StaffId, password: string, by: StaffId): Promise<AccountOutcome>;
  /** How the person is reached, and when. Two people never are the same Slack member. */
  setContact(id: StaffId, contact: Contact | OwnContact, by: StaffId): Promise<ContactOutcome>;
  changeOwnPassword(
    id: StaffId,
    passwords: { current: string; next: string },
  ): Promise<PasswordOutcome>;
  /** Ends every session of this person, on all devices. */
  signOut(id: StaffId): Promise<void>;
};

type Deps = { store: Store; passwords: Passwords; now: Clock };
type Deed = { by: string; action: string; about: StaffId | 'unknown' };

export function createAccounts({ store, passwords, now }: Deps): Accounts {
  /** Rules that look at all people at once (first admin, last admin) must not run beside another change. */
  const oneByOne = new AsyncLock();
  const inTurn = <Result>(work: () => Promise<Result>) => oneByOne.acquire('accounts', work);

  const record = ({ by, action, about }: Deed) =>
    store.audit.append([
      { id: newAuditEntryId(), at: now(), by, action, subject: `staff ${about}` },
    ]);

  const change = async (
    id: StaffId,
    step: (current: StaffMember) => StaffMember,
  ): Promise<StaffMember | undefined> =>
    store.staff.update(id, async (current) => {
      const next = current && step(current);
      return { next, result: next };
    });

  const add = async (person: NewPerson, by: StaffId | 'system'): Promise<CreateOutcome> => {
    const staff = await newMember(person, { passwords, now });
    try {
      await store.staff.update(staff.id, async () => ({ next: staff, result: undefined }));
    } catch (err) {
      if (err instanceof LoginTakenError) return { kind: 'login_taken' };
      throw err;
    }
    await record({ by, action: `account created as ${person.role}`, about: staff.id });
    return { kind: 'created', staff };
  };

  const isTaken = async (id: StaffId, contact: Partial<Contact>) => {
    const wanted = contact.slackUserId ?? undefined;
    if (wanted === undefined) return false;
    const everyone = await store.staff.all();
    return everyone.some(({ id: other, slackUserId }) => other !== id && slackUserId === wanted);
  };

  const isLastAdmin = async (id: StaffId) => {
    const admins = (await store.staff.all()).filter(
      (member) => member.role === 'admin' && !member.disabled,
    );
    return admins.length === 1 && admins[0]?.id === id;
  };

  const settle = async (known: StaffMember, fits: boolean) => {
    const { next, verdict } = await store.staff.update(known.id, async (current) => {
      const settled = afterAttempt(current ?? known, fits, now());
      return { next: settled.next, result: settled };
    });
    await record({ by: known.id, action: verdict, about: known.id });
    if (next?.lockedUntil && verdict === 'sign-in failed') {
      await record({ by: 'system', action: 'account locked', about: known.id });
    }
    return verdict === 'signed in' ? next : undefined;
  };

  return {
    async signIn({ login, password }) {
      const known = await store.staff.findByLogin(login);
      const fits = await passwords.fits(password, known?.passwordHash);
      if (known) return settle(known, fits);
      await record({ by: 'system', action: 'sign-in failed', about: 'unknown' });
      return undefined;
    },

    hasAnyone: async () => (await store.staff.all()).length > 0,

    createFirstAdmin: (person) =>
      inTurn(async () => {
        if ((await store.staff.all()).length > 0) return { kind: 'not_first' };
        return add({ ...person, role: 'admin' }, 'system');
      }),

    create: (person, by) => inTurn(() => add(person, by)),

    setDisabled: (id, disabled, by) =>
      inTurn(async () => {
        if (disabled && (await isLastAdmin(id))) return { kind: 'last_admin' };
        const staff = await change(id, (current) => endSessions({ ...current, disabled }));
        if (!staff) return { kind: 'no_such_person' };
        await record({ by, action: disabled ? 'account disabled' : 'account enabled', about: id });
        return { kind: 'changed', staff };
      }),

    async resetPassword(id, password, by) {
      const passwordHash = await passwords.hash(password);
      const staff = await change(id, (current) =>
        unlock(endSessions({ ...current, passwordHash })),
      );
      if (!staff) return { kind: 'no_such_person' };
      await record({ by, action: 'password reset', about: id });
      return { kind: 'changed', staff };
    },

    setContact: (id, contact, by) =>
      inTurn(async () => {
        if (await isTaken(id, contact)) return { kind: 'slack_user_taken' };
        const known = await store.staff.find(id);
        const staff = await change(id, (current) => withContact(current, contact));
        if (!known || !staff) return { kind: 'no_such_person' };
        for (const action of contactChanges(known, staff)) await record({ by, action, about: id });
        return { kind: 'changed', staff };
      }),

    async changeOwnPassword(id, { current, next }) {
      const known = await store.staff.find(id);
      if (!known || !(await passwords.fits(current, known.passwordHash))) {
        await record({ by: id, action: 'password change refused', about: id });
        return { kind: 'wrong_password' };
      }
      const passwordHash = await passwords.hash(next);
      const staff = await change(id, (member) => endSessions({ ...member, passwordHash }));
      await record({ by: id, action: 'password changed', about: id });
      return { kind: 'changed', staff: staff ?? known };
    },

    async signOut(id) {
      await change(id, endSessions);
      await record({ by: id, action: 'signed out', about: id });
    },
  };
}

type Attempt = {
  next: StaffMember | undefined;
  verdict: 'signed in' | 'sign-in failed' | 'sign-in refused';
};

/**
 * What an attempt makes of the account. It is decided on the account as it stands when it is written, so that a
 * thousand guesses sent at once count like a thousand sent one after another.
 */
function afterAttempt(member: StaffMember, fits: boolean, at: string): Attempt {
  const locked = member.lockedUntil !== undefined && member.lockedUntil > at;
  if (member.disabled || locked) return { next: undefined, verdict: 'sign-in refused' };
  if (fits) return { next: unlock(member), verdict: 'signed in' };
  const failedSignIns = member.failedSignIns + 1;
  if (failedSignIns < WRONG_PASSWORDS_ALLOWED) {
    return { next: { ...unlock(member), failedSignIns }, verdict: 'sign-in failed' };
  }
  const lockedUntil = new Date(Date.parse(at) + LOCKED_FOR_MS).toISOString();
  return { next: { ...member, failedSignIns: 0, lockedUntil }, verdict: 'sign-in failed' };
}

async function newMember(
  { login, firstName, role, password }: NewPerson,
  { passwords, now }: Omit<Deps, 'store'>,
): Promise<StaffMember> {
  return {
    schema: 1,
    id: newStaffId(),
    login,
    firstName,
    role,
    passwordHash: await passwords.hash(password),
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: now(),
  };
}

function endSessions(member: StaffMember): StaffMember {
  return { ...member, sessionEpoch: member.sessionEpoch + 1 };
}

function unlock({ lockedUntil: _, ...member }: StaffMember): StaffMember {
  return { ...member, failedSignIns: 0 };
}
