import { timingSafeEqual } from 'node:crypto';
import { base32, sha256 } from '../shared/ids.ts';
import type { Store } from '../store/store.ts';
import type { Accounts } from './accounts.ts';

export type SetupToken = {
  /** The link that makes the first admin; `undefined` once anyone can sign in. */
  link(baseUrl: string): Promise<string | undefined>;
  fits(token: string): boolean;
};

/**
 * The store keeps a seed and not the token itself, and every node makes the same token from it. It opens nothing any
 * more once the first admin exists: `createFirstAdmin` refuses then, whoever holds it.
 */
export async function createSetupToken(store: Store, accounts: Accounts): Promise<SetupToken> {
  const token = sha256(`askwell first admin ${await store.secret('setup', () => base32(32))}`);
  return {
    async link(baseUrl) {
      if (await accounts.hasAnyone()) return undefined;
      return new URL(`/console/setup?token=${token}`, baseUrl).href;
    },
    fits: (given) => timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token))),
  };
}
