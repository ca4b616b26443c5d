import type { z } from 'zod';
import { Role, type Signature, type StaffMember } from '../../domain/staff.ts';
import type { SessionEnd, SignedOutBecause } from '../wire/session.ts';

/** What a caller is told when a request is not done: a sentence that says what to do, and a stable code. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  readonly problem: string;
  constructor(status: number, code: string, problem: string) {
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

/** The part of a session that routes may touch. */
export type SessionHandle = {
  /** Empty where nobody is signed in. */
  id(): string;
  ends(): SessionEnd | null;
  signedOutBecause(): SignedOutBecause | null;
  start(staff: StaffMember): Promise<void>;
  end(): void;
  csrfToken(): string;
};

type RawInput = { params: unknown; query: unknown; body: unknown };

export type ConsoleRoute = {
  method: 'GET' | 'POST';
  /** Under `/console/api`. */
  url: string;
  /** `everyone` needs no sign-in. */
  roles: 'everyone' | readonly Role[];
  /** Where passwords are tried: few attempts a minute from one address. */
  guarded: boolean;
  /** For those too who have to set up a second factor before anything else. */
  isOpenWithoutSecondFactor: boolean;
  /** A page sends it by itself, so it does not keep a session alive. A GET never does. */
  isAutomatic: boolean;
  /** The shape of params, query and body: what is written down of the route, and what tests make requests from. */
  input: z.ZodType;
  /** Gives the body of the response, or a refusal. Throws a ZodError on input of another shape. */
  run(raw: RawInput, staff: StaffMember | undefined, session: SessionHandle): Promise<unknown>;
};

type Spec<Input> = {
  method: ConsoleRoute['method'];
  url: string;
  guarded?: boolean;
  isOpenWithoutSecondFactor?: boolean;
  isAutomatic?: boolean;
  input: z.ZodType<Input>;
};

/** Whoever is signed in. */
export const ALL_STAFF = Role.options;

/** What a route has that says nothing of itself. */
const UNLESS_SAID = { guarded: false, isOpenWithoutSecondFactor: false, isAutomatic: false };

type OpenSpec<Input> = Spec<Input> & {
  run(input: Input, session: SessionHandle, staff: StaffMember | undefined): Promise<unknown>;
};

/** A route for people who are not signed in. */
export function openRoute<Input>({ input, run, ...spec }: OpenSpec<Input>): ConsoleRoute {
  return {
    ...UNLESS_SAID,
    ...spec,
    input,
    isOpenWithoutSecondFactor: true,
    roles: 'everyone',
    run: async (raw, staff, session) => run(input.parse(raw), session, staff),
  };
}

type Caller = { staff: StaffMember; signature: Signature; session: SessionHandle };

type StaffSpec<Input> = Spec<Input> & {
  roles: readonly Role[];
  run(input: Input, caller: Caller): Promise<unknown>;
};

/** A route for people who are signed in and have one of these roles. */
export function staffRoute<Input>({ roles, input, run, ...spec }: StaffSpec<Input>): ConsoleRoute {
  return {
    ...UNLESS_SAID,
    ...spec,
    input,
    roles,
    async run(raw, staff, session) {
      if (!staff) return signedOut();
      if (!roles.includes(staff.role)) return notYourRole();
      const { id, firstName, role } = staff;
      return run(input.parse(raw), { staff, signature: { id, firstName, role }, session });
    },
  };
}

function signedOut(): Refusal {
  return new Refusal(401, 'signed_out', 'You are signed out. Sign in again to go on.');
}

function notYourRole(): Refusal {
  return new Refusal(403, 'not_your_role', 'Your role does not allow this. Ask an admin.');
}
