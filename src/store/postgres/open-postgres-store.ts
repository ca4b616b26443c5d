import { sql } from 'kysely';
import type { Log } from '../../shared/log.ts';
import { createDoor } from '../order/door.ts';
import { createKeyedLock } from '../order/keyed-lock.ts';
import { createListeners } from '../order/listeners.ts';
import { NO_SEAL, type Seal } from '../seal/create-seal.ts';
import type { Store, StoreEvent } from '../store.ts';
import { type Connections, openConnections } from './connection.ts';
import { migrate } from './migrations/migrate.ts';
import { openNotices } from './notices.ts';
import { openArchive } from './open-archive.ts';
import { openAudit } from './open-audit.ts';
import { openConversations } from './open-conversations.ts';
import { openAnswers, openSecrets, openSingleDocuments, openStaff } from './open-documents.ts';
import { createBodies } from './sealing/bodies.ts';
import { takeKeys } from './sealing/take-keys.ts';

/**
 * The store of any number of processes, in one database whose tables are made and brought up to date here. Throws a
 * `StoreError` when the database is out of reach, was written by a newer Askwell or sealed with a key that is not here.
 */
export async function openPostgresStore(options: {
  url: string;
  log: Log;
  /** Without one, words are kept as they are. */
  seal?: Seal;
}): Promise<Store> {
  const { url, log, seal = NO_SEAL } = options;
  const connections = openConnections({ url, log });
  const { change, read } = connections;
  const { watch, tell: heard } = createListeners(log);
  const notices = openNotices({ url, heard, missed: () => tellAll(connections, heard), log });
  try {
    await read((db) => migrate(db as never));
    await takeKeys(connections, seal);
    await read(() => notices.listen());
  } catch (err) {
    await connections.close();
    throw err;
  }
  const bodies = createBodies(seal);
  const oneAtATime = createKeyedLock();
  const parts = { ...connections, tell: notices.tell, oneAtATime, bodies };
  const conversations = openConversations(parts);
  const answers = openAnswers(parts);
  const staff = openStaff(parts);
  const documents = openSingleDocuments(parts);
  const audit = openAudit(connections);
  const secret = openSecrets(parts);
  const archive = openArchive(connections, bodies);
  const { during, close } = createDoor(async () => {
    await notices.stop();
    await connections.close();
  });
  return {
    conversations: {
      ...conversations,
      update: (id, decide) => during(() => conversations.update(id, decide)),
      reserveTicketNumber: (id) => during(() => conversations.reserveTicketNumber(id)),
      erase: (id, unless) => during(() => conversations.erase(id, unless)),
    },
    answers: { ...answers, update: (key, decide) => during(() => answers.update(key, decide)) },
    staff: { ...staff, update: (id, decide) => during(() => staff.update(id, decide)) },
    documents: {
      ...documents,
      update: (name, decide) => during(() => documents.update(name, decide)),
    },
    audit: { ...audit, append: (entries) => during(() => audit.append(entries)) },
    secret: (name, create) => during(() => secret(name, create)),
    watch,
    lead: notices.lead,
    signs: notices.signs,
    archive: { ...archive, adoptNumbers: (numbers) => during(() => archive.adoptNumbers(numbers)) },
    checkWritable: () =>
      during(() =>
        change(async (transaction) => {
          await sql`insert into probe (one) values (1) on conflict (one) do update set at = now()`.execute(
            transaction,
          );
        }),
      ),
    close,
  };
}

/** What is held in memory elsewhere, above all the answers, is read again. */
async function tellAll({ read }: Connections, heard: (event: StoreEvent) => void): Promise<void> {
  const answers = await read((db) => db.selectFrom('answers').select(['id', 'locale']).execute());
  const documents = await read((db) => db.selectFrom('documents').select('name').execute());
  for (const { id, locale } of answers) heard({ kind: 'answer', id, locale } as StoreEvent);
  for (const { name } of documents) heard({ kind: 'document', name } as StoreEvent);
}
