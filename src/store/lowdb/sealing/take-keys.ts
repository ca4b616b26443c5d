import { z } from 'zod';
import { parserOf } from '../../format/parser-of.ts';
import type { Seal } from '../../seal/create-seal.ts';
import { checkKeysInUse, KeysInUse, proofOf } from '../../seal/keys-in-use.ts';
import { CLEAR } from '../../seal/store-keys.ts';
import type { Files } from '../files/files.ts';

/** Not sealed itself: it says what the rest is sealed with. */
const KEYS_FILE = 'keys.json';
const Kept = z.object({ schema: z.literal(1), inUse: KeysInUse });
type Parts = { files: Pick<Files, 'where' | 'read' | 'replace'>; seal: Seal };

/** Throws, and changes nothing, when a key in use is missing or wrong; notes the writing one before it writes. */
export async function takeKeys({ files, seal, isNew }: Parts & { isNew: boolean }): Promise<void> {
  const inUse = await readKeysInUse(files, { isNew });
  checkKeysInUse(inUse, { seal, where: files.where('') });
  if (Object.hasOwn(inUse, seal.writes)) return;
  // A folder without the file is one in the clear.
  if (seal.writes === CLEAR && isNew) return;
  await writeKeysInUse({ ...inUse, [seal.writes]: proofOf(seal) }, files);
}

/** Nothing in the folder is sealed with any other key, or in the clear, from here on. */
export async function keepOneKey({ files, seal }: Parts): Promise<void> {
  await writeKeysInUse({ [seal.writes]: proofOf(seal) }, files);
}

async function readKeysInUse(
  files: Parts['files'],
  { isNew }: { isNew: boolean },
): Promise<KeysInUse> {
  const text = await files.read(KEYS_FILE);
  if (text !== undefined) return parserOf(Kept)(text, files.where(KEYS_FILE)).inUse;
  return isNew ? {} : { [CLEAR]: '' };
}

function writeKeysInUse(inUse: KeysInUse, files: Parts['files']): Promise<void> {
  return files.replace(KEYS_FILE, JSON.stringify({ schema: 1, inUse }));
}
