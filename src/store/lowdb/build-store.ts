import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createDoor } from '../order/door.ts';
import { createListeners } from '../order/listeners.ts';
import type { Store } from '../store.ts';
import { openAuditTrail } from './audit/open-audit-trail.ts';
import { openConversations } from './conversations/open-conversations.ts';
import { openTicketNumbers } from './conversations/open-ticket-numbers.ts';
import { openAnswers } from './documents/open-answers.ts';
import { openSecrets } from './documents/open-secrets.ts';
import { openSingleDocuments } from './documents/open-single-documents.ts';
import { openStaff } from './documents/open-staff.ts';
import { dumpFiles } from './dump-files.ts';
import type { Files } from './files/files.ts';

/** The size of a long conversation: where that much does not fit, the next turn may not. */
const PROBE_BYTES = 64 * 1024;

/** The store over any files. `release` is called once, when the last write is done after `close`. */
export async function buildStore(parts: {
  files: Files;
  now: Clock;
  log: Log;
  release: () => Promise<void>;
}): Promise<Store> {
  const { files, now, log, release } = parts;
  const { watch, tell } = createListeners(log);
  const trail = await openAuditTrail({ files, now, log });
  const numbers = await openTicketNumbers({ files, log });
  const conversations = await openConversations({ files, numbers, trail, log, tell });
  const answers = await openAnswers({ files, trail, tell });
  const staff = await openStaff({ files, trail, tell });
  const documents = await openSingleDocuments({ files, trail, tell });
  const secret = await openSecrets(files);
  const { during, close } = createDoor(release);

  return {
    conversations: {
      ...conversations,
      update: (id, change) => during(() => conversations.update(id, change)),
      reserveTicketNumber: (id) => during(() => conversations.reserveTicketNumber(id)),
      erase: (id, unless) => during(() => conversations.erase(id, unless)),
    },
    answers: { ...answers, update: (key, change) => during(() => answers.update(key, change)) },
    staff: { ...staff, update: (id, change) => during(() => staff.update(id, change)) },
    documents: {
      ...documents,
      update: (name, change) => during(() => documents.update(name, change)),
    },
    audit: {
      append: (entries) => during(() => trail.append(entries)),
      latest: trail.latest,
      about: trail.about,
      verify: trail.verify,
    },
    secret: (name, create) => during(() => secret(name, create)),
    watch,
    archive: {
      dump: () => dumpFiles(files, log),
      adoptNumbers: (given) => during(() => numbers.adopt(given)),
    },
    // The lock of the folder keeps every other process out.
    lead: { has: () => true, watch: () => () => undefined },
    signs: { tell: () => undefined, hear: () => () => undefined },
    checkWritable: () => during(() => files.replace('probe', ' '.repeat(PROBE_BYTES))),
    close,
  };
}
