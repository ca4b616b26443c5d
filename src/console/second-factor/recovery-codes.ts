import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import type { SecondFactor } from '../../domain/staff.ts';
import { base32 } from '../../shared/ids.ts';

const CODES = 10;
/** 60 bits, which is long enough to guess and short enough to type. */
const LETTERS = 12;
const SALT_BYTES = 16;

/** Ten codes to be shown once, and what is kept of them. */
export async function newRecoveryCodes(): Promise<{
  codes: string[];
  kept: SecondFactor['recovery'];
}> {
  const letters = Array.from({ length: CODES }, () => base32(LETTERS));
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const hashes = await Promise.all(letters.map((one) => recoveryHash(one, salt)));
  return { codes: letters.map(inGroups), kept: { salt, hashes } };
}

/** Hashed as passwords are; one salt for a person's ten codes, so that a try costs one hash and not ten. */
export async function recoveryHash(letters: string, salt: string): Promise<string> {
  const hash = await hashRaw(letters, { salt: Buffer.from(salt, 'base64') });
  return hash.toString('base64');
}

function inGroups(letters: string): string {
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
