import { z } from 'zod';
import { StaffMember } from '../../../domain/staff.ts';
import type { Accounts } from '../../accounts.ts';
import { NewPassword } from '../../passwords.ts';
import { lacksOne, type WhoMust } from '../../second-factor/who-must.ts';
import type { SetupToken } from '../../setup-token.ts';
import type { CodeNeeded, SessionView } from '../../wire/session.ts';
import {
  ALL_STAFF,
  type ConsoleRoute,
  openRoute,
  Refusal,
  type SessionHandle,
  staffRoute,
} from '../route.ts';
import { Code, notProved } from './second-factor-routes.ts';

export const Login = StaffMember.shape.login.regex(
  /^\S+$/,
  'a sign-in name has no spaces, such as ana or ana@clinic.example',
);
export const FirstName = StaffMember.shape.firstName;

type Deps = {
  accounts: Accounts;
  setupToken: SetupToken;
  installation: SessionView['installation'];
  whoMust: WhoMust;
};

export function sessionRoutes({
  accounts,
  setupToken,
  installation,
  whoMust,
}: Deps): ConsoleRoute[] {
  const view = async (
    staff: StaffMember | undefined,
    session: SessionHandle,
  ): Promise<SessionView> => ({
    staff: staff
      ? {
          id: staff.id,
          login: staff.login,
          firstName: staff.firstName,
          role: staff.role,
          lacksSecondFactor: lacksOne(staff, whoMust),
        }
      : null,
    csrfToken: session.csrfToken(),
    installation,
    setupOpen: !staff && !(await accounts.hasAnyone()),
    ends: session.ends(),
    signedOutBecause: session.signedOutBecause(),
  });
  const start = async (staff: StaffMember, session: SessionHandle) => {
    await session.start(staff);
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
          code: Code.optional(),
        }),
      }),
      async run({ body }, session) {
        const outcome = await accounts.signIn(body);
        switch (outcome.kind) {
          case 'signed_in':
            return start(outcome.staff, session);
          case 'code_needed':
            return { codeNeeded: true } satisfies CodeNeeded;
          case 'wrong_code':
          case 'refused':
            return REFUSED[outcome.kind];
        }
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
      isOpenWithoutSecondFactor: true,
      roles: ALL_STAFF,
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
      roles: ALL_STAFF,
      input: z.object({
        body: z.object({
          current: z.string().min(1).max(200),
          code: Code.optional(),
          next: NewPassword,
        }),
      }),
      async run({ body }, { staff, session }) {
        const outcome = await accounts.changeOwnPassword(staff.id, body);
        return outcome.kind === 'changed' ? start(outcome.staff, session) : wrongPassword(staff);
      },
    }),
  ];
}

const REFUSED = {
  /** One answer for every reason, so that it does not tell which names exist. */
  refused: new Refusal(
    401,
    'not_signed_in',
    'This name and password do not fit. After five wrong passwords an account rests for 15 minutes. Try again, or ask an admin for a new password.',
  ),
  wrong_code: new Refusal(
    401,
    'wrong_code',
    'This code does not fit, or it was used already. Wait for the next one in your app. After five wrong ones an account rests for 15 minutes.',
  ),
};

function linkIsOver(): Refusal {
  return new Refusal(
    403,
    'setup_over',
    'This link does not work any more. It makes the first admin, once. Sign in, or ask an admin for an account.',
  );
}

function wrongPassword({ secondFactor }: StaffMember): Refusal {
  return secondFactor
    ? notProved()
    : new Refusal(403, 'wrong_password', 'The current password is not right. Nothing was changed.');
}
