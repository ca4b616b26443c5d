import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { newAuditEntryId } from '../../domain/audit.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { ConversationId, conversationIdOf, TicketNumber } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import { readBackup, writeBackup } from '../../store/archive/backup-file.ts';
import { loadRecords } from '../../store/archive/load-records.ts';
import type { StoreRecord } from '../../store/archive/store-record.ts';
import { createTally, differences, type Tally, tallyOf } from '../../store/archive/tally.ts';
import type { Rekeyed, Seal } from '../../store/seal/create-seal.ts';
import { CLEAR } from '../../store/seal/store-keys.ts';
import type { Store } from '../../store/store.ts';
import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import { withOpened } from '../with-opened.ts';

type OfTicket = (number: TicketNumber) => Promise<ConversationId | undefined>;

type Reading = {
  dump(): AsyncIterable<StoreRecord>;
  find(id: ConversationId): Promise<Conversation | undefined>;
  conversationOfTicket: OfTicket;
  close(): Promise<void>;
};

/** The stores as the settings name them. What is opened keeps other processes out where the store is a folder. */
export type DataTools = {
  /** To read alone, also beside a running server. */
  read(): Promise<Reading>;
  open(): Promise<Store>;
  /** The folder of DATA_DIR, whatever STORE says. */
  openFolder(): Promise<Store>;
  /** The database of DATABASE_URL, whatever STORE says. */
  openDatabase(): Promise<Store>;
  /** The keys of STORE_KEYS. */
  seal(): Seal;
  /** Seals everything in the store with the first of them. */
  rekey(onProgress: (done: number, of: number) => void): Promise<Rekeyed>;
  now: Clock;
};

/** `askwell data`: what is kept, as a whole or of one patient. */
export function dataCommand(terminal: Terminal, tools: DataTools): Command {
  const command = new Command('data').description(
    'back up, restore, move, seal anew, export and erase',
  );
  command
    .command('backup')
    .description('everything that is kept in one file; a running server goes on meanwhile')
    .argument('<file>', 'a new file')
    .action((file: string) => backup(file, terminal, tools));
  command
    .command('restore')
    .description('a backup into an empty store; broken off, it is simply begun again')
    .argument('<file>', 'the backup')
    .action((file: string) => restore(file, terminal, tools));
  command
    .command('migrate')
    .description('from DATA_DIR into the database of DATABASE_URL, and prove that all is there')
    .action(() => migrate(terminal, tools));
  command
    .command('rekey')
    .description('seal everything with the first key of STORE_KEYS; broken off, it goes on')
    .action(() => rekey(terminal, tools));
  command
    .command('export')
    .description('one conversation as JSON')
    .argument(
      '<conversation>',
      'a ticket of it (#12), its id (c_…), or the secret that the patient has',
    )
    .action((name: string) => exportOne(name, terminal, tools));
  command
    .command('erase')
    .description('take one conversation away for good; audit entries, which hold no words, stay')
    .argument(
      '<conversation>',
      'a ticket of it (#12), its id (c_…), or the secret that the patient has',
    )
    .option('--yes', 'do it')
    .action((name: string, { yes = false }: { yes?: boolean }) =>
      eraseOne(name, { yes, terminal, tools }),
    );
  return command;
}

async function backup(file: string, terminal: Terminal, tools: DataTools): Promise<void> {
  if (existsSync(file)) {
    throw new CommandError(`${file} is there already. Nothing was written. Name a new file.`);
  }
  const progress = startProgress(terminal, 'records written');
  const seal = tools.seal();
  await withOpened(tools.read, async ({ dump }) => {
    const how = { madeAt: tools.now(), onProgress: progress.at, seal };
    const tally = await writeBackup(file, dump(), how);
    progress.end();
    terminal.out(`${file} is written: ${inWords(tally)}.${keyToKeep(seal)}\n`);
  });
}

async function restore(file: string, terminal: Terminal, tools: DataTools): Promise<void> {
  // Once through, so that a damaged file is refused before anything is written.
  const seal = tools.seal();
  const wanted = await tallyOf(readBackup(file, seal));
  await withOpened(tools.open, async (store) => {
    await load(readBackup(file, seal), { store, terminal });
    await prove(wanted, store);
    terminal.out(`Restored and compared: ${inWords(wanted)}.\n`);
  });
}

async function migrate(terminal: Terminal, tools: DataTools): Promise<void> {
  await withOpened(tools.openFolder, (folder) =>
    withOpened(tools.openDatabase, async (database) => {
      const tally = createTally();
      await load(tally.counting(folder.archive.dump()), { store: database, terminal });
      const wanted = tally.result();
      await prove(wanted, database);
      terminal.out(
        `Moved and compared: ${inWords(wanted)}. The folder is as it was. Set STORE=postgres and start.\n`,
      );
    }),
  );
}

async function load(
  records: AsyncIterable<StoreRecord>,
  { store, terminal }: { store: Store; terminal: Terminal },
): Promise<void> {
  const progress = startProgress(terminal, 'records read');
  await loadRecords(records, store, { onProgress: progress.at });
  progress.end();
}

/** Reads back what was written. */
async function prove(wanted: Tally, store: Store): Promise<void> {
  const differing = differences(wanted, await tallyOf(store.archive.dump()), { numbers: false });
  const { brokenAt } = await store.audit.verify();
  if (differing.length === 0 && brokenAt === undefined) return;
  const what = brokenAt === undefined ? differing.join(', ') : `the audit trail at ${brokenAt}`;
  throw new CommandError(
    `The copy differs in: ${what}. Use it for nothing: take an empty store and begin again.`,
    1,
  );
}

async function rekey(terminal: Terminal, tools: DataTools): Promise<void> {
  const progress = startProgress(terminal, 'records looked at');
  const { sealed, already } = await tools.rekey(progress.at);
  progress.end();
  const { writes } = tools.seal();
  const how = writes === CLEAR ? 'written in the clear' : `sealed with the key "${writes}"`;
  terminal.out(
    `${sealed} records ${how}, ${already} were already. STORE_KEYS needs no other for this store from here on; backups made before need theirs.\n`,
  );
}

function keyToKeep({ writes }: Seal): string {
  return writes === CLEAR
    ? ''
    : ` It is sealed with the key "${writes}": without that key nobody reads it, so keep it, and not beside the file`;
}

async function exportOne(name: string, terminal: Terminal, tools: DataTools): Promise<void> {
  await withOpened(tools.read, async ({ find, conversationOfTicket }) => {
    const id = await idOf(name, conversationOfTicket);
    const conversation = id && (await find(id));
    if (!conversation) throw unknown();
    terminal.out(`${JSON.stringify(conversation, null, 2)}\n`);
  });
}

async function eraseOne(
  name: string,
  { yes, terminal, tools }: { yes: boolean; terminal: Terminal; tools: DataTools },
): Promise<void> {
  if (!yes) {
    throw new CommandError(
      'This cannot be undone. Export it first if you need it, then say --yes.',
    );
  }
  await withOpened(tools.open, async (store) => {
    const id = await idOf(name, byTicket(store));
    if (!id || (await store.conversations.erase(id)) === 'none') throw unknown();
    const entry = { id: newAuditEntryId(), at: tools.now(), by: 'system' };
    const subject = `conversation ${id}`;
    await store.audit.append([{ ...entry, action: 'conversation erased', subject }]);
    terminal.out('Erased. What was posted to Slack or sent by e-mail is not taken back.\n');
  });
}

/** Finds the conversation of a ticket in a store that is open. */
export function byTicket({ conversations }: Pick<Store, 'conversations'>): OfTicket {
  return async (number) => (await conversations.findTicket(number))?.conversation.id;
}

/** Each of these names leads to the same conversation: the id is made of the secret. */
async function idOf(name: string, ofTicket: OfTicket): Promise<ConversationId | undefined> {
  const number = /^#?(\d{1,9})$/.exec(name)?.[1];
  if (number === undefined) return ConversationId.safeParse(name).data ?? conversationIdOf(name);
  const ticket = TicketNumber.safeParse(Number(number)).data;
  return ticket && ofTicket(ticket);
}

function unknown(): CommandError {
  return new CommandError(
    'There is no such conversation. A ticket names it (#12, as on the desk), or the secret that the patient has.',
  );
}

function inWords(tally: Tally): string {
  const { conversation, answer, staff, audit } = tally;
  return `${conversation.count} conversations, ${answer.count} answers, ${staff.count} people, ${audit.count} audit entries`;
}
