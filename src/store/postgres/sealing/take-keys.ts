import type { Seal } from '../../seal/create-seal.ts';
import { checkKeysInUse, proofOf } from '../../seal/keys-in-use.ts';
import type { Connections } from '../connection.ts';

/** Throws, and changes nothing, when a key in use is missing or wrong; notes the writing one before it writes. */
export function takeKeys({ change, where }: Connections, seal: Seal): Promise<void> {
  return change(async (transaction) => {
    const rows = await transaction.selectFrom('keys').selectAll().execute();
    const inUse = Object.fromEntries(rows.map(({ id, proof }) => [id, proof]));
    checkKeysInUse(inUse, { seal, where });
    if (Object.hasOwn(inUse, seal.writes)) return;
    await transaction
      .insertInto('keys')
      .values({ id: seal.writes, proof: proofOf(seal) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Nothing in the database is sealed with any other key, or in the clear, from here on. */
export async function keepOneKey({ change }: Connections, { writes }: Seal): Promise<void> {
  await change((transaction) => transaction.deleteFrom('keys').where('id', '<>', writes).execute());
}
