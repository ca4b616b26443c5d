import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** `length` characters of lower-case base32, from the bytes given or from the system's randomness (5 bits each). */
export function base32(length: number, bytes: Uint8Array = randomBytes(length)): string {
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET[byte & 31]).join('');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
