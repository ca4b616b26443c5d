import { z } from 'zod';
import type { Seal } from './create-seal.ts';

/**
 * Keys that something in a store may be sealed with, each with a known text that it sealed: so a start finds out that a
 * key is missing or wrong before anything is read or written.
 */
export const KeysInUse = z.record(z.string(), z.string());
export type KeysInUse = z.infer<typeof KeysInUse>;

const KNOWN = 'Askwell';
const nameOf = (id: string) => `key ${id}`;

/** How the writing key is noted. */
export function proofOf(seal: Seal): string {
  return seal.seal(KNOWN, nameOf(seal.writes));
}

/** Throws a `StoreError` when one of the keys in use is not there, or is another. */
export function checkKeysInUse(
  inUse: KeysInUse,
  { seal, where }: { seal: Seal; where: string },
): void {
  for (const [id, proof] of Object.entries(inUse)) seal.open(proof, { name: nameOf(id), where });
}
