import { z } from 'zod';
import { StaffMember } from '../../../domain/staff.ts';
import type { Accounts } from '../../accounts.ts';
import { NewPassword } from '../../passwords.ts';
import type { SetupToken } from '../../setup-token.ts';
import type { SessionView } from '../../wire.ts';
import { type ConsoleRoute, openRoute, Refusal, type SessionHandle, staffRoute } from '../route.ts';

export const Login = StaffMember.shape.login.regex(
  /^\S+$/,
  'a sign-in name has no spaces, such as ana or ana@clinic.example',
);
export const FirstName = StaffMember.shape.firstName;

type Deps = {
  accounts: Accounts;
  setupToken: SetupToken;
  installation: SessionView['installation'];
};

export function sessionRoutes({ accounts, setupToken, installation }: Deps): ConsoleRoute[] {
  const view = async (
    staff: StaffMember | undefined,
    session: SessionHandle,
  ): Promise<SessionView> => ({
    staff: staff
      ? { id: staff.id, login: staff.login, firstName: staff.firstName, role: staff.role }
      : null,
    csrfToken: session.csrfToken(),
    installation,
    setupOpen: !staff && !(await accounts.hasAnyone()),
  });
  const start = (staff: StaffMember, session: SessionHandle) => {
    session.start(staff);
    return view(staff, session);
  };
  return [
    openRoute({
      method: 'GET',
      url: '/session',
      input: z.object({}),
      run: (_input, session, staff) => view(staff, session),
    }),
    openRoute({
      method: 'POST',
      url: '/sign-in',
      guarded: true,
      input: z.object({
        body: z.object({
          login: z.string().trim().toLowerCase().min(1).max(100),
          password: z.string().min(1).max(200),
        }),
      }),
      async run({ body }, session) {
        const staff = await accounts.signIn(body);
        return staff ? start(staff, session) : notSignedIn();
      },
    }),
    openRoute({
      method: 'POST',
      url: '/setup',
      guarded: true,
      input: z.object({
        body: z.object({
          token: z.string().max(200),
          login: Login,
          firstName: FirstName,
          password: NewPassword,
        }),
      }),
      async run({ body: { token, ...person } }, session) {
        if (!setupToken.fits(token)) return linkIsOver();
        const made = await accounts.createFirstAdmin(person);
        return made.kind === 'created' ? start(made.staff, session) : linkIsOver();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/sign-out',
      roles: ['responder', 'moderator', 'admin'],
      input: z.object({}),
      async run(_input, { staff, session }) {
        await accounts.signOut(staff.id);
        session.end();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/password',
      guarded: true,
      roles: ['responder', 'moderator', 'admin'],
      input: z.object({
        body: z.object({ current: z.string().min(1).max(200), next: NewPassword }),
      }),
      async run({ body }, { staff, session }) {
        const outcome = await accounts.changeOwnPassword(staff.id, body);
        return outcome.kind === 'changed' ? start(outcome.staff, session) : wrongPassword();
      },
    }),
  ];
}

/** One answer for every reason, so that it does not tell which names exist. */
function notSignedIn(): Refusal {
  return new Refusal(
    401,
    'not_signed_in',
    'This name and password do not fit. After five wrong passwords an account rests for 15 minutes. Try again, or ask an admin for a new password.',
  );
}

function linkIsOver(): Refusal {
  return new Refusal(
    403,
    'setup_over',
    'This link does not work any more. It makes the first admin, once. Sign in, or ask an admin for an account.',
  );
}

function wrongPassword(): Refusal {
  return new Refusal(
    403,
    'wrong_password',
    'The current password is not right. Nothing was changed.',
  );
}
