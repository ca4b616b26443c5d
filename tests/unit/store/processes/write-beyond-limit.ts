import { conversationIdOf } from '../../../../src/domain/ids.ts';
import { systemClock } from '../../../../src/shared/clock.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openLowdbStore } from '../../../../src/store/lowdb/open-lowdb-store.ts';
import { aConversation } from '../../../contract/examples.ts';

const [folder = ''] = process.argv.slice(2);
const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
const id = conversationIdOf('a patient');

const outcomes: string[] = [];
for (const length of [1_000, 200_000]) {
  const next = aConversation({ id, delivered: { note: 'x'.repeat(length) } });
  const writing = store.conversations.update(id, async () => ({ next, result: 'written' }));
  outcomes.push(await writing.catch(String));
}
const found = await store.conversations.find(id);
console.log(JSON.stringify({ outcomes, found: found?.delivered.note?.length }));
