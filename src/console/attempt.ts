import type { StaffMember } from '../domain/staff.ts';
import { MINUTE_MS } from '../shared/clock.ts';
import { type GivenCode, takeCode } from './second-factor/take-code.ts';

const WRONG_ONES_ALLOWED = 5;
const LOCKED_FOR_MS = 15 * MINUTE_MS;

/** What somebody has shown of who they are. */
export type Proof = {
  /** The password is theirs. */
  fits: boolean;
  code: GivenCode | undefined;
};

export type Attempt = {
  /** What to write; `undefined` leaves the account as it is. */
  next: StaffMember | undefined;
  verdict: 'proved' | 'proved by recovery code' | 'code needed' | 'wrong' | 'refused';
};

/**
 * What an attempt makes of the account. It is decided on the account as it stands when it is written, so that a
 * thousand guesses sent at once count like a thousand sent one after another, and no code opens twice. A right password
 * without its code changes nothing: it must not wipe out the wrong codes before it.
 */
export function afterAttempt(member: StaffMember, proof: Proof, at: string): Attempt {
  const locked = member.lockedUntil !== undefined && member.lockedUntil > at;
  if (member.disabled || locked) return { next: undefined, verdict: 'refused' };
  if (!proof.fits) return afterWrong(member, at);
  const { secondFactor } = member;
  if (!secondFactor) return { next: unlock(member), verdict: 'proved' };
  if (!proof.code) return { next: undefined, verdict: 'code needed' };
  const used = takeCode(secondFactor, proof.code, at);
  if (!used) return afterWrong(member, at);
  const verdict = proof.code.kind === 'time' ? 'proved' : 'proved by recovery code';
  return { next: unlock({ ...member, secondFactor: used }), verdict };
}

function afterWrong(member: StaffMember, at: string): Attempt {
  const failedSignIns = member.failedSignIns + 1;
  if (failedSignIns < WRONG_ONES_ALLOWED) {
    return { next: { ...unlock(member), failedSignIns }, verdict: 'wrong' };
  }
  const lockedUntil = new Date(Date.parse(at) + LOCKED_FOR_MS).toISOString();
  return { next: { ...member, failedSignIns: 0, lockedUntil }, verdict: 'wrong' };
}

export function unlock({ lockedUntil: _, ...member }: StaffMember): StaffMember {
  return { ...member, failedSignIns: 0 };
}
