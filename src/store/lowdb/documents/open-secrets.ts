import { Low } from 'lowdb';
import { z } from 'zod';
import { parserOf } from '../../format/parser-of.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import type { Store } from '../../store.ts';
import type { Files } from '../files/files.ts';
import { jsonFile } from '../files/json-file.ts';

const PATH = 'secrets.json';
const Secrets = z.object({ schema: z.literal(1), secrets: z.record(z.string(), z.string()) });
type Secrets = z.infer<typeof Secrets>;

export async function openSecrets(files: Files): Promise<Store['secret']> {
  const file = () =>
    new Low<Secrets | null>(jsonFile({ texts: files, path: PATH, parse: parserOf(Secrets) }), null);
  const oneAtATime = createKeyedLock();
  const stored = file();
  await stored.read();
  let secrets = stored.data?.secrets ?? {};

  return (name, create) =>
    oneAtATime(PATH, async () => {
      const known = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (known !== undefined) return known;
      const secret = create();
      const next = file();
      next.data = { schema: 1, secrets: { ...secrets, [name]: secret } };
      await next.write();
      secrets = next.data.secrets;
      return secret;
    });
}
