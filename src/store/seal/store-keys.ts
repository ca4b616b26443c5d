import { createSecretKey, type KeyObject } from 'node:crypto';

/** Stands in the list of keys for no key at all: words are read, or where it comes first written, as they are. */
export const CLEAR = 'clear';

/** A key's name and its secret half; `undefined` for `clear`. */
export type StoreKey = { id: string; key: KeyObject | undefined };

const KEY_BYTES = 32;

/**
 * Reads `id:base64,…,clear`: the first writes, all read. Gives `undefined` for anything else, such as a key of another
 * length or an id that comes twice.
 */
export function readStoreKeys(setting: string): StoreKey[] | undefined {
  const keys = setting.split(',').map((entry) => readKey(entry.trim()));
  const known = keys.filter((key) => key !== undefined);
  const ids = new Set(known.map(({ id }) => id));
  return known.length === keys.length && ids.size === keys.length ? known : undefined;
}

function readKey(entry: string): StoreKey | undefined {
  if (entry === CLEAR) return { id: CLEAR, key: undefined };
  const { id = '', base64 = '' } =
    /^(?<id>[\w.-]{1,32}):(?<base64>[\w+/-]{43}=?)$/.exec(entry)?.groups ?? {};
  const bytes = Buffer.from(base64, 'base64');
  if (id === '' || id === CLEAR || bytes.length !== KEY_BYTES) return undefined;
  return { id, key: createSecretKey(bytes) };
}
