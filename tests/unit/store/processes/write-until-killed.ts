import { writeSync } from 'node:fs';
import { conversationIdOf } from '../../../../src/domain/ids.ts';
import { systemClock } from '../../../../src/shared/clock.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openLowdbStore } from '../../../../src/store/lowdb/open-lowdb-store.ts';
import { aConversation, anEntry, anOutgoing, aTicket } from '../../../contract/examples.ts';

const [folder = '', life = ''] = process.argv.slice(2);
const PATIENTS = 8;

const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
writeSync(1, 'open\n');

/** One patient's turns, one after another, each said aloud once it is acknowledged, until the process is killed. */
async function talk(patient: string): Promise<never> {
  const id = conversationIdOf(patient);
  for (let turn = 1; ; turn++) {
    const entry = anEntry(`${patient}-${life}-${turn}`, { at: systemClock() });
    const said = await store.conversations.update(id, async (current = aConversation({ id })) => {
      const number = await store.conversations.reserveTicketNumber(id);
      const ticket = aTicket({ number, state: turn % 3 === 0 ? 'resolved' : 'new' });
      const next = {
        ...current,
        tickets: [...current.tickets.slice(-5), ticket],
        outbox: turn % 2 === 0 ? [] : [anOutgoing()],
        audit: [...current.audit, entry],
        delivered: { ...current.delivered, [number]: 'x'.repeat(200) },
      };
      return { next, result: { id, number, entry: entry.id } };
    });
    writeSync(1, `${JSON.stringify(said)}\n`);
  }
}

await Promise.all(Array.from({ length: PATIENTS }, (_, index) => talk(`patient ${index}`)));
