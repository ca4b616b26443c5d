import { timingSafeEqual } from 'node:crypto';
import type { SecondFactor } from '../../domain/staff.ts';
import { stepOfCode } from './one-time-code.ts';
import { recoveryHash } from './recovery-codes.ts';

/** What somebody typed, ready to be compared: six digits of their app, or the hash of a recovery code. */
export type GivenCode = { kind: 'time'; digits: string } | { kind: 'recovery'; hash: string };

const SIX_DIGITS = /^\d{6}$/;

/** Spaces and dashes are for reading; capitals are the same. The slow hash is made here, outside of any lock. */
export async function readCode(
  typed: string,
  factor: SecondFactor | undefined,
): Promise<GivenCode | undefined> {
  if (!factor) return undefined;
  const plain = typed.toLowerCase().replace(/[\s-]/g, '');
  if (SIX_DIGITS.test(plain)) return { kind: 'time', digits: plain };
  return { kind: 'recovery', hash: await recoveryHash(plain, factor.recovery.salt) };
}

/** The second factor after this code was used up; `undefined` when it does not fit, or was used before. */
export function takeCode(
  factor: SecondFactor,
  given: GivenCode,
  at: string,
): SecondFactor | undefined {
  if (given.kind === 'time') {
    const lastStep = stepOfCode(given.digits, { ...factor, at });
    return lastStep === undefined ? undefined : { ...factor, lastStep };
  }
  const { salt, hashes } = factor.recovery;
  const left = hashes.filter((hash) => !isSame(hash, given.hash));
  if (left.length === hashes.length) return undefined;
  return { ...factor, recovery: { salt, hashes: left } };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
