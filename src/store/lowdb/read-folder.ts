import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId, TicketNumber } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Log } from '../../shared/log.ts';
import type { StoreRecord } from '../archive/store-record.ts';
import { parseConversation } from '../format/parse-conversation.ts';
import { parseStaff } from '../format/parse-staff.ts';
import type { Seal } from '../seal/create-seal.ts';
import { pathOf } from './conversations/conversation-file.ts';
import { conversationOfTicket } from './conversations/open-ticket-numbers.ts';
import { dumpFiles } from './dump-files.ts';
import { openFilesToRead } from './files/disk-files.ts';
import type { ReadFiles } from './files/files.ts';
import { sealedFilesToRead } from './files/sealed-files.ts';

/** What one may look at beside a server that works on the folder: each file is replaced as a whole, so nothing is torn. */
export type FolderReader = {
  /** As `Archive.dump`. */
  dump(): AsyncIterable<StoreRecord>;
  find(id: ConversationId): Promise<Conversation | undefined>;
  conversationOfTicket(number: TicketNumber): Promise<ConversationId | undefined>;
  /** Nobody where there is no such folder. */
  staff(): Promise<StaffMember[]>;
};

export function readFolder(folder: string, { seal, log }: { seal: Seal; log: Log }): FolderReader {
  const files = sealedFilesToRead(openFilesToRead(folder), seal);
  return {
    dump: () => dumpFiles(files, log),
    async find(id) {
      const text = await files.read(pathOf(id));
      return text === undefined ? undefined : parseConversation(text, files.where(pathOf(id)));
    },
    conversationOfTicket: (number) => conversationOfTicket(number, { files, log }),
    staff: () => readStaff(files),
  };
}

async function readStaff(files: ReadFiles): Promise<StaffMember[]> {
  const names = (await files.list('staff')).filter((name) => name.endsWith('.json'));
  const read = await Promise.all(
    names.map(async (name) => {
      const path = `staff/${name}`;
      const text = await files.read(path);
      return text === undefined ? undefined : parseStaff(text, files.where(path));
    }),
  );
  return read.filter((person) => person !== undefined);
}
