import AsyncLock from 'async-lock';
import { newAuditEntryId } from '../domain/audit.ts';
import { newStaffId, type StaffId } from '../domain/ids.ts';
import type { Role, StaffMember } from '../domain/staff.ts';
import type { Clock } from '../shared/clock.ts';
import { LoginTakenError, type Store } from '../store/store.ts';
import { type Attempt, afterAttempt, type Proof, unlock } from './attempt.ts';
import { type Contact, contactChanges, type OwnContact, withContact } from './contact.ts';
import type { Passwords } from './passwords.ts';
import { readCode } from './second-factor/take-code.ts';

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
/** `wrong_code`: the password was right. `refused`: any other reason, which is not told. */
type SignInOutcome =
  | { kind: 'signed_in'; staff: StaffMember }
  | { kind: 'code_needed' }
  | { kind: 'wrong_code' }
  | { kind: 'refused' };
type PasswordOutcome = { kind: 'changed'; staff: StaffMember } | { kind: 'not_proved' };

/** What somebody types to show who they are; the code is of their second factor, if they have one. */
export type Credentials = { password: string; code?: string | undefined };

/** Who may sign in. Every change is in the audit trail; whatever ends trust in an account ends its sessions. */
export type Accounts = {
  signIn(credentials: Credentials & { login: string }): Promise<SignInOutcome>;
  /**
   * The person who is signed in shows once more who they are, before what signing in rests on is changed. Wrong ones count
   * as at signing in. `deed` is what they want to do, for the audit trail.
   */
  prove(id: StaffId, credentials: Credentials, deed: string): Promise<StaffMember | undefined>;
  hasAnyone(): Promise<boolean>;
  /** Makes the first admin, and only the first. */
  createFirstAdmin(person: FirstAdmin): Promise<CreateOutcome | { kind: 'not_first' }>;
  create(person: NewPerson, by: StaffId): Promise<CreateOutcome>;
  setDisabled(id: StaffId, disabled: boolean, by: StaffId): Promise<AccountOutcome>;
  resetPassword(id: StaffId, password: string, by: StaffId | 'system'): Promise<AccountOutcome>;
  /** How the person is reached, and when. Two people never are the same Slack member. */
  setContact(id: StaffId, contact: Contact | OwnContact, by: StaffId): Promise<ContactOutcome>;
  changeOwnPassword(
    id: StaffId,
    passwords: { current: string; next: string; code?: string | undefined },
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

  const proofOf = async (
    known: StaffMember | undefined,
    { password, code }: Credentials,
  ): Promise<Proof> => ({
    fits: await passwords.fits(password, known?.passwordHash),
    code: code === undefined ? undefined : await readCode(code, known?.secondFactor),
  });

  const attempt = async (known: StaffMember, proof: Proof): Promise<Attempt> => {
    const settled = await store.staff.update(known.id, async (current) => {
      const result = afterAttempt(current ?? known, proof, now());
      return { next: result.next, result };
    });
    if (settled.verdict === 'wrong' && settled.next?.lockedUntil) {
      await record({ by: 'system', action: 'account locked', about: known.id });
    }
    return settled;
  };

  const prove: Accounts['prove'] = async (id, credentials, deed) => {
    const known = await store.staff.find(id);
    if (!known) return undefined;
    const { verdict, next } = await attempt(known, await proofOf(known, credentials));
    if (verdict === 'proved' || verdict === 'proved by recovery code') return next;
    await record({ by: id, action: `${deed} refused`, about: id });
    return undefined;
  };

  return {
    async signIn({ login, ...credentials }) {
      const known = await store.staff.findByLogin(login);
      const proof = await proofOf(known, credentials);
      if (!known) {
        await record({ by: 'system', action: 'sign-in failed', about: 'unknown' });
        return { kind: 'refused' };
      }
      const settled = await attempt(known, proof);
      await record({ by: known.id, action: SIGN_IN[settled.verdict], about: known.id });
      return signInOutcome(settled, proof);
    },

    prove,

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

    async changeOwnPassword(id, { current, next, code }) {
      const known = await prove(id, { password: current, code }, 'password change');
      if (!known) return { kind: 'not_proved' };
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

/** What the audit trail says of an attempt to sign in. */
const SIGN_IN: Record<Attempt['verdict'], string> = {
  proved: 'signed in',
  'proved by recovery code': 'signed in with a recovery code',
  'code needed': 'password right, code asked for',
  wrong: 'sign-in failed',
  refused: 'sign-in refused',
};

function signInOutcome({ verdict, next }: Attempt, { fits }: Proof): SignInOutcome {
  switch (verdict) {
    case 'proved':
    case 'proved by recovery code':
      return next ? { kind: 'signed_in', staff: next } : { kind: 'refused' };
    case 'code needed':
      return { kind: 'code_needed' };
    case 'wrong':
      return { kind: fits ? 'wrong_code' : 'refused' };
    case 'refused':
      return { kind: 'refused' };
  }
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

/** Every session of the person is over. */
export function endSessions(member: StaffMember): StaffMember {
  return { ...member, sessionEpoch: member.sessionEpoch + 1 };
}
