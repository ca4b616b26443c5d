import { Secret, TOTP } from 'otpauth';
import { SECOND_MS } from '../../shared/clock.ts';

const KEY_BYTES = 20;
const STEP_MS = 30 * SECOND_MS;
/** The clock of a phone may be half a minute off in either direction. */
const STEPS_OFF = 1;

/** A key of 160 bits from the system's randomness, in base32 of RFC 4648, as apps take it. */
export function newKey(): string {
  return new Secret({ size: KEY_BYTES }).base32;
}

/** What an app reads from the picture: who made the key, and for which sign-in name. */
export function keyAddress({
  key,
  clinicName,
  login,
}: {
  key: string;
  clinicName: string;
  login: string;
}): string {
  return new TOTP({ issuer: `Askwell ${clinicName}`, label: login, secret: key }).toString();
}

/**
 * Which step of 30 seconds (RFC 6238) a code of six digits belongs to; `undefined` when it fits none that counts now, or
 * none after `lastStep`. The library compares in constant time.
 */
export function stepOfCode(
  digits: string,
  { key, at, lastStep }: { key: string; at: string; lastStep: number },
): number | undefined {
  const timestamp = Date.parse(at);
  const totp = new TOTP({ secret: key });
  const off = totp.validate({ token: digits, timestamp, window: STEPS_OFF });
  if (off === null) return undefined;
  const step = Math.floor(timestamp / STEP_MS) + off;
  return step > lastStep ? step : undefined;
}
