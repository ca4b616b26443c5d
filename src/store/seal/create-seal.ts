import type { KeyObject } from 'node:crypto';
import { StoreError } from '../store.ts';
import { decrypt, encrypt } from './cipher.ts';
import { CLEAR, type StoreKey } from './store-keys.ts';

/** `name` is which record it is: sealed in, so that one cannot stand in for another. `where` is for messages. */
type Place = { name: string; where: string };

/** Keeps words from whoever gets at the files, the database or a backup and lacks the key. */
export type Seal = {
  /** Id of the key that writes; `clear` where nothing is sealed. */
  writes: string;
  seal(text: string, name: string): string;
  /** Throws a `StoreError` that quotes nothing when the key is not here, or what is there was not sealed so. */
  open(stored: string, place: Place): string;
  sealBytes(bytes: Buffer, name: string): Buffer;
  openBytes(sealed: Buffer, place: Place & { id: string }): Buffer;
};

/** How many records were sealed anew, and how many had the key already. */
export type Rekeyed = { sealed: number; already: number };

/** No JSON begins like this, so that what is sealed is told from what is not. */
export const SEALED = 'sealed-1:';
const ENVELOPE = /^sealed-1:(?<id>[\w.-]{1,32}):/;
/** Longer than any envelope is. */
const HEAD = 50;

/** The first key writes, all of them read. Without any, words are kept as they are. */
export function createSeal(keys: readonly StoreKey[]): Seal {
  const [{ id: writes } = { id: CLEAR }] = keys;
  const known = new Map(keys.map(({ id, key }) => [id, key]));
  const keyNamed = (id: string, where: string): KeyObject => {
    const key = known.get(id);
    if (!key) throw lacking(id, where);
    return key;
  };
  const sealBytes: Seal['sealBytes'] = (bytes, name) =>
    encrypt(bytes, { key: keyNamed(writes, name), bound: bound(writes, name) });
  const openBytes: Seal['openBytes'] = (sealed, { id, name, where }) => {
    const key = keyNamed(id, where);
    try {
      return decrypt(sealed, { key, bound: bound(id, name) });
    } catch (err) {
      throw notOpened(id, where, err);
    }
  };
  return {
    writes,
    sealBytes,
    openBytes,
    seal: (text, name) =>
      writes === CLEAR
        ? text
        : beginningOf(writes) + sealBytes(Buffer.from(text), name).toString('base64'),
    open(stored, place) {
      const id = keyOf(stored);
      if (id !== CLEAR) {
        const sealed = Buffer.from(stored.slice(beginningOf(id).length), 'base64');
        return openBytes(sealed, { ...place, id }).toString();
      }
      if (keys.length > 0 && !known.has(CLEAR)) throw inTheClear(place.where);
      return stored;
    },
  };
}

/** For an installation without keys. */
export const NO_SEAL = createSeal([]);

/** Id of the key that something stored was sealed with; `clear` when it is not. */
export function keyOf(stored: string): string {
  return ENVELOPE.exec(stored.slice(0, HEAD))?.groups?.id ?? CLEAR;
}

/** How everything begins that this key sealed. */
export function beginningOf(id: string): string {
  return `${SEALED}${id}:`;
}

function bound(id: string, name: string): string {
  return `askwell\n${id}\n${name}`;
}

function lacking(id: string, where: string): StoreError {
  return new StoreError(
    `${where}: sealed with the key "${id}", which STORE_KEYS does not hold. Nothing was changed. Add that key to STORE_KEYS, behind the first one, and try again.`,
  );
}

function notOpened(id: string, where: string, cause: unknown): StoreError {
  return new StoreError(
    `${where}: does not open with the key "${id}" of STORE_KEYS. Nothing was changed. If another key had that id, set that one; if the bytes were changed or belong elsewhere, restore them from a backup.`,
    { cause },
  );
}

function inTheClear(where: string): StoreError {
  return new StoreError(
    `${where}: is in the clear, which STORE_KEYS does not allow. Nothing was changed. To seal what is there, put ",clear" at the end of STORE_KEYS and run \`askwell data rekey\`; then take it away again.`,
  );
}
