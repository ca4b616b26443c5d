import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/channels/web/metrics/create-metrics.ts';
import type { Deliver } from '../../../src/conversation/outbox/delivery.ts';
import type { Outgoing } from '../../../src/domain/conversation.ts';
import { conversationIdOf, TicketNumber } from '../../../src/domain/ids.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { MINUTE_MS } from '../../../src/shared/clock.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import { CLOCKS, staffId } from '../../support/desk-kit.ts';
import { pastParts } from '../../support/past-kit.ts';
import { aConversation, aTicket, T0 } from '../../support/turn-kit.ts';

const after = (minutes: number) => new Date(Date.parse(T0) + minutes * MINUTE_MS).toISOString();

async function metricsOf(tickets: Partial<Ticket>[], minute: number) {
  const now = () => after(minute);
  const store = await openMemoryStore({ now });
  for (const [n, ticket] of tickets.entries()) {
    const id = conversationIdOf(`patient ${n}`);
    const number = TicketNumber.parse(n + 1);
    const conversation = aConversation({ id, tickets: [aTicket({ ...ticket, number })] });
    await store.conversations.update(id, async () => ({ next: conversation, result: undefined }));
  }
  const { past } = pastParts({ store, now });
  return createMetrics({ store, clocks: CLOCKS, past, now });
}

test('the metrics tell what waits on the desk, by urgency, and for how long an emergency has', async () => {
  const claimed = { state: 'claimed', assignee: staffId('ana'), claimedAt: after(1) } as const;
  const metrics = await metricsOf(
    [
      { reason: 'emergency', urgency: 'emergency' },
      { reason: 'emergency', urgency: 'emergency', openedAt: after(4) },
      { reason: 'emergency', urgency: 'emergency', openedAt: after(-60), ...claimed },
      { reason: 'dose', urgency: 'urgent' },
      { reason: 'dose', urgency: 'routine', openedAt: after(-55) },
      { reason: 'human', urgency: 'routine' },
    ],
    6,
  );
  const text = await metrics.text();
  for (const line of [
    'askwell_open_tickets{urgency="emergency"} 3',
    'askwell_open_tickets{urgency="urgent"} 1',
    'askwell_open_tickets{urgency="routine"} 2',
    'askwell_overdue_tickets{urgency="emergency"} 1',
    'askwell_overdue_tickets{urgency="urgent"} 0',
    'askwell_overdue_tickets{urgency="routine"} 1',
    'askwell_oldest_unseen_emergency_seconds 360',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

test('an empty desk is told as zeros, so that an alarm can be set on them', async () => {
  const text = await (await metricsOf([], 0)).text();
  expect(text).toContain('askwell_open_tickets{urgency="emergency"} 0');
  expect(text).toContain('askwell_overdue_tickets{urgency="routine"} 0');
  expect(text).toContain('askwell_oldest_unseen_emergency_seconds 0');
});

test('a page counts once it was taken, by the way it went; a card is none', async () => {
  const metrics = await metricsOf([], 0);
  const item = (kind: Outgoing['kind']): Outgoing => ({
    id: 'o_1',
    to: 'webhook',
    kind,
    about: 1,
    attempts: 0,
    notBefore: T0,
  });
  const taken: Deliver = async () => ({ facts: {}, isOutdated: () => false });
  const refused: Deliver = () => Promise.reject(new Error('refused'));
  const deliver = async (by: Deliver, kind: Outgoing['kind']) =>
    metrics.counted({ webhook: by }).webhook?.(item(kind), aConversation(), { doubtful: false });
  await deliver(taken, 'page');
  await deliver(taken, 'ticket_update');
  await expect(deliver(refused, 'page')).rejects.toThrow('refused');
  expect(await metrics.text()).toContain('askwell_pages_total{to="webhook"} 1');
});
