import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { base32 } from '../shared/ids.ts';
import { isHardToGuess } from './hard-to-guess.ts';

/** Length decides, not a mix of signs: people choose `Password1!` when they are told to mix. */
export const NewPassword = z
  .string()
  .min(12, 'a password has 12 characters or more')
  .max(200, 'a password has 200 characters or less')
  .refine(
    isHardToGuess,
    'this password is guessed soon: take a sentence that only you would think of',
  );

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that the time does not tell whether a login exists. */
  fits(password: string, passwordHash: string | undefined): Promise<boolean>;
};

/** Argon2id with the library's defaults: 19 MiB, two passes, one lane, which is what OWASP asks for. */
export async function createPasswords(): Promise<Passwords> {
  const nobodys = await hash(base32(32));
  return {
    hash: (password) => hash(password),
    async fits(password, passwordHash) {
      const fits = await verify(passwordHash ?? nobodys, password);
      return fits && passwordHash !== undefined;
    },
  };
}
