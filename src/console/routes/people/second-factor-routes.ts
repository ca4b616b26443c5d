import { z } from 'zod';
import type { StaffMember } from '../../../domain/staff.ts';
import type { SecondFactors } from '../../second-factor/create-second-factors.ts';
import { keyPicture } from '../../second-factor/key-picture.ts';
import { keyAddress } from '../../second-factor/one-time-code.ts';
import { isAsked, type WhoMust } from '../../second-factor/who-must.ts';
import type { KeyOffer, RecoveryCodes, SecondFactorView } from '../../wire/session.ts';
import { ALL_STAFF, type ConsoleRoute, Refusal, staffRoute } from '../route.ts';

const Password = z.string().min(1).max(200);
/** Six digits, or a recovery code, as it was typed. */
export const Code = z.string().trim().min(1).max(40);
const Proof = z.object({ body: z.object({ password: Password, code: Code }) });

type Deps = { secondFactors: SecondFactors; whoMust: WhoMust; clinicName: string };

/** A person's own second factor. All but turning it off is open to those who have to set one up first. */
export function secondFactorRoutes({ secondFactors, whoMust, clinicName }: Deps): ConsoleRoute[] {
  const view = (staff: StaffMember): SecondFactorView => ({
    since: staff.secondFactor?.since ?? null,
    recoveryLeft: staff.secondFactor?.recovery.hashes.length ?? 0,
    isAsked: isAsked(staff, whoMust),
  });
  const shown = (key: string, login: string): KeyOffer => {
    const address = keyAddress({ key, clinicName, login });
    return { key: key.replace(/(.{4})(?=.)/g, '$1 '), address, picture: keyPicture(address) };
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/second-factor',
      roles: ALL_STAFF,
      isOpenWithoutSecondFactor: true,
      input: z.object({}),
      run: async (_input, { staff }) => view(staff),
    }),
    staffRoute({
      method: 'POST',
      url: '/second-factor/offer',
      roles: ALL_STAFF,
      isOpenWithoutSecondFactor: true,
      input: z.object({}),
      async run(_input, { staff }) {
        const offered = await secondFactors.offer(staff.id);
        return offered.kind === 'offered' ? shown(offered.key, staff.login) : isOn();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/second-factor/on',
      guarded: true,
      roles: ALL_STAFF,
      isOpenWithoutSecondFactor: true,
      input: Proof,
      async run({ body }, { staff, session }) {
        const outcome = await secondFactors.turnOn(staff.id, body);
        switch (outcome.kind) {
          case 'on':
            await session.start(outcome.staff);
            return { recoveryCodes: outcome.codes, csrfToken: session.csrfToken() };
          case 'wrong_code':
            return codeDoesNotFit();
          case 'no_offer':
            return offerIsOver();
          case 'not_proved':
            return notProved('The password is not right.');
        }
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/second-factor/off',
      guarded: true,
      roles: ALL_STAFF,
      input: Proof,
      async run({ body }, { staff, session }) {
        const outcome = await secondFactors.turnOff(staff.id, body);
        if (outcome.kind === 'not_proved') return notProved();
        await session.start(outcome.staff);
        return { csrfToken: session.csrfToken() };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/second-factor/recovery-codes',
      guarded: true,
      roles: ALL_STAFF,
      input: Proof,
      async run({ body }, { staff }): Promise<RecoveryCodes | Refusal> {
        const outcome = await secondFactors.renewCodes(staff.id, body);
        switch (outcome.kind) {
          case 'renewed':
            return { recoveryCodes: outcome.codes };
          case 'is_off':
            return new Refusal(409, 'is_off', 'You have no second factor now. Reload the page.');
          case 'not_proved':
            return notProved();
        }
      },
    }),
  ];
}

/** One answer for a wrong password, a wrong code and a locked account. */
export function notProved(
  what = 'The password or the code is not right, or the code was used already.',
): Refusal {
  return new Refusal(
    403,
    'not_proved',
    `${what} Nothing was changed. After five wrong ones an account rests for 15 minutes.`,
  );
}

function codeDoesNotFit(): Refusal {
  return new Refusal(
    403,
    'wrong_code',
    'This code does not fit the key. Wait for the next one in the app, and look at the clock of your phone if that does not fit either.',
  );
}

function offerIsOver(): Refusal {
  return new Refusal(
    409,
    'no_offer',
    'This key was shown too long ago, or in another window. Begin again with a new one.',
  );
}

function isOn(): Refusal {
  return new Refusal(409, 'is_on', 'You have a second factor already. Reload the page.');
}
