import { type Kysely, Migrator } from 'kysely';
import { StoreError } from '../../store.ts';
import { begin } from './begin.ts';
import { keys } from './keys.ts';

/** In this order, each once; a new one goes to the end. */
const MIGRATIONS = { '001_begin': begin, '002_keys': keys };

/** For who looks whether a database is up to date, and changes nothing. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** Brings the tables up to date; of several processes that start at once one does it and the others wait. */
export async function migrate(db: Kysely<never>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const newer = error instanceof Error && /corrupted migrations/.test(error.message);
  throw newer
    ? new StoreError(
        'The database was written by a newer Askwell. Start that version again, or restore a backup made before the upgrade.',
        { cause: error },
      )
    : error;
}
