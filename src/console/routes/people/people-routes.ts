import { z } from 'zod';
import { StaffId } from '../../../domain/ids.ts';
import { Role, type StaffMember } from '../../../domain/staff.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { AccountOutcome, Accounts, ContactOutcome } from '../../accounts.ts';
import { Contact, contactView, OwnContact } from '../../contact.ts';
import { NewPassword } from '../../passwords.ts';
import type { SecondFactors } from '../../second-factor/create-second-factors.ts';
import type { PersonView } from '../../wire.ts';
import { ALL_STAFF, type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { Code, notProved } from './second-factor-routes.ts';
import { FirstName, Login } from './session-routes.ts';

const ADMIN = ['admin'] as const;
const OnePerson = z.object({ id: StaffId });

export function peopleRoutes({
  store,
  accounts,
  secondFactors,
  now,
}: {
  store: Store;
  accounts: Accounts;
  secondFactors: SecondFactors;
  now: Clock;
}): ConsoleRoute[] {
  const answer = (outcome: Outcome) =>
    outcome.kind === 'changed' ? personView(outcome.staff, now()) : refusalOf(outcome);
  return [
    staffRoute({
      method: 'GET',
      url: '/people',
      roles: ADMIN,
      input: z.object({}),
      async run() {
        const people = (await store.staff.all()).map((staff) => personView(staff, now()));
        return { people: people.sort((a, b) => a.firstName.localeCompare(b.firstName)) };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/people',
      roles: ADMIN,
      input: z.object({
        body: z.object({ login: Login, firstName: FirstName, role: Role, password: NewPassword }),
      }),
      async run({ body }, { staff }) {
        const made = await accounts.create(body, staff.id);
        return made.kind === 'created' ? personView(made.staff, now()) : loginTaken();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/people/:id/disabled',
      roles: ADMIN,
      input: z.object({ params: OnePerson, body: z.object({ disabled: z.boolean() }) }),
      run: async ({ params, body }, { staff }) =>
        answer(await accounts.setDisabled(params.id, body.disabled, staff.id)),
    }),
    staffRoute({
      method: 'POST',
      url: '/people/:id/password',
      roles: ADMIN,
      input: z.object({ params: OnePerson, body: z.object({ password: NewPassword }) }),
      run: async ({ params, body }, { staff }) =>
        answer(await accounts.resetPassword(params.id, body.password, staff.id)),
    }),
    staffRoute({
      method: 'POST',
      url: '/people/:id/second-factor/reset',
      roles: ADMIN,
      input: z.object({ params: OnePerson }),
      run: async ({ params }, { staff }) => answer(await secondFactors.reset(params.id, staff.id)),
    }),
    staffRoute({
      method: 'POST',
      url: '/people/:id/contact',
      roles: ADMIN,
      input: z.object({ params: OnePerson, body: Contact }),
      run: async ({ params, body }, { staff }) =>
        answer(await accounts.setContact(params.id, body, staff.id)),
    }),
    staffRoute({
      method: 'GET',
      url: '/contact',
      roles: ALL_STAFF,
      input: z.object({}),
      run: async (_input, { staff }) => contactView(staff),
    }),
    staffRoute({
      method: 'POST',
      url: '/contact',
      guarded: true,
      roles: ALL_STAFF,
      input: z.object({
        body: OwnContact.extend({
          password: z.string().max(200).default(''),
          code: Code.optional(),
        }),
      }),
      async run({ body: { password, code, ...contact } }, { staff }) {
        const isSame = contact.email === contactView(staff).email;
        if (!isSame && !(await accounts.prove(staff.id, { password, code }, 'e-mail change'))) {
          return notProved();
        }
        const outcome = await accounts.setContact(staff.id, contact, staff.id);
        return outcome.kind === 'changed' ? contactView(outcome.staff) : refusalOf(outcome);
      },
    }),
  ];
}

function personView(staff: StaffMember, at: string): PersonView {
  const { id, login, firstName, role, disabled, lockedUntil, secondFactor, createdAt } = staff;
  const locked = lockedUntil !== undefined && lockedUntil > at;
  return {
    id,
    login,
    firstName,
    role,
    disabled,
    createdAt,
    lockedUntil: locked ? lockedUntil : null,
    secondFactorSince: secondFactor?.since ?? null,
    ...contactView(staff),
  };
}

type Outcome = AccountOutcome | ContactOutcome | Awaited<ReturnType<SecondFactors['reset']>>;
type Refused = Exclude<Outcome['kind'], 'changed'>;

const REFUSED: Record<Refused, { status: number; problem: string }> = {
  last_admin: {
    status: 409,
    problem: 'This is the last admin. Make another person admin first.',
  },
  slack_user_taken: {
    status: 409,
    problem: 'Someone else has this Slack member ID already. Look it up again.',
  },
  own: {
    status: 409,
    problem: 'Turn your own off on your page. If you have lost it, another admin resets it.',
  },
  no_such_person: { status: 404, problem: 'This person is not here any more. Reload the page.' },
};

function refusalOf({ kind }: { kind: Refused }): Refusal {
  const { status, problem } = REFUSED[kind];
  return new Refusal(status, kind, problem);
}

function loginTaken(): Refusal {
  return new Refusal(409, 'login_taken', 'Someone has this sign-in name already. Choose another.');
}
