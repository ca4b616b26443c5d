import { createHash } from 'node:crypto';
import { createSeal, type Seal } from '../../src/store/seal/create-seal.ts';
import { readStoreKeys } from '../../src/store/seal/store-keys.ts';

/** A setting of STORE_KEYS with these ids; each has a key of its own, the same every time. */
export function keysNamed(...ids: string[]): string {
  const keyOf = (id: string) => createHash('sha256').update(`key of ${id}`).digest('base64');
  return ids.map((id) => (id === 'clear' ? id : `${id}:${keyOf(id)}`)).join(',');
}

/** The seal of these keys: the first writes, all read. */
export function aSeal(...ids: string[]): Seal {
  return sealOf(keysNamed(...ids));
}

/** Its key has the id of another and is not the same. */
export function aSealLike(id: string): Seal {
  return sealOf(keysNamed(`not-${id}`).replace('not-', ''));
}

function sealOf(setting: string): Seal {
  const keys = readStoreKeys(setting);
  if (!keys) throw new Error(`no keys: ${setting}`);
  return createSeal(keys);
}
