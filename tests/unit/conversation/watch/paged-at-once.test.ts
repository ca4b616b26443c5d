import { expect, test } from 'vitest';
import { createBot } from '../../../../src/bot/create-bot.ts';
import { createPager } from '../../../../src/conversation/watch/create-pager.ts';
import type { FoundConcern } from '../../../../src/domain/concern.ts';
import type { Conversation } from '../../../../src/domain/conversation.ts';
import { conversationIdOf } from '../../../../src/domain/ids.ts';
import { MINUTE_MS } from '../../../../src/shared/clock.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aStaffMember, CLOCKS, NO_WAYS } from '../../../support/desk-kit.ts';
import { aConcern, aMessage, finding, T0, turnDeps } from '../../../support/turn-kit.ts';

const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const ana = aStaffMember('ana', { email: 'ana@example.org', duties: { onCall: 1 } });

/** What one message of a patient leaves in the store, and each state of the conversation that was written. */
async function afterOneMessage(found: FoundConcern, staff?: Partial<Store['staff']>) {
  const store = await openMemoryStore({ now: () => T0 });
  await store.staff.update(ana.id, async () => ({ next: ana, result: undefined }));
  const written: Conversation[] = [];
  const pager = createPager({
    store: { staff: { ...store.staff, ...staff } },
    clocks: CLOCKS,
    ways: { ...NO_WAYS, email: true },
    repeatMs: 2 * MINUTE_MS,
    log: silentLog,
  });
  const conversations: Store['conversations'] = {
    ...store.conversations,
    update: (id, change) =>
      store.conversations.update(id, async (current) => {
        const changed = await change(current);
        if (changed.next) written.push(changed.next);
        return changed;
      }),
  };
  const reserveTicketNumber = store.conversations.reserveTicketNumber;
  const turn = turnDeps({ ...finding(found), reserveTicketNumber, page: pager.page });
  const outcome = await createBot({ store: { ...store, conversations }, turn })(aMessage());
  return {
    outcome,
    written,
    conversation: await store.conversations.find(conversationIdOf('a patient')),
  };
}

test('the first on call is called in the same write as the emergency is stored', async () => {
  const { written } = await afterOneMessage(emergency);
  const first = written.find(({ tickets }) => tickets.length > 0);
  expect(first?.tickets[0]?.pages).toEqual([{ at: T0, step: 0, to: [ana.id] }]);
  expect(first?.outbox).toMatchObject([{ to: 'email', kind: 'page', person: ana.id }]);
});

test('a dose question calls nobody at once', async () => {
  const { conversation } = await afterOneMessage(aConcern({ concern: 'dose' }));
  expect(conversation?.tickets[0]?.pages).toEqual([]);
});

test('when it cannot be read who is on call the ticket is stored all the same, and the patient is told so', async () => {
  const all = () => Promise.reject(new Error('disk gone'));
  const { outcome, conversation } = await afterOneMessage(emergency, { all });
  expect(outcome.turn.blocks).toContain('R-PASSED');
  expect(conversation?.tickets).toHaveLength(1);
  expect(conversation?.tickets[0]?.pages).toEqual([]);
});
