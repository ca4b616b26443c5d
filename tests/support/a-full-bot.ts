import { createBot } from '../../src/bot/create-bot.ts';
import { createWaitingRoom } from '../../src/conversation/crowd/create-waiting-room.ts';
import type { TurnDeps } from '../../src/conversation/turn-deps.ts';
import { conversationIdOf } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import { aConcern, aMessage, T0, turnDeps } from './turn-kit.ts';

const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });

/** Finds an emergency at the word "chest". */
export const chestGate: TurnDeps['gate'] = {
  check: ({ text }) => ({ concerns: text.includes('chest') ? [emergency] : [], modifiers: [] }),
  version: 'test',
};

/**
 * The conversation engine with one place and one seat, whose waiting never ends by itself, on a store in memory that
 * writes nothing before `diskIsBack`.
 */
export async function aFullBot(overrides: Partial<TurnDeps> = {}, timeoutMs = 5000) {
  const store = await openMemoryStore({ now: () => T0 });
  const { conversations } = store;
  let diskIsBack = () => {};
  const disk = new Promise<void>((done) => {
    diskIsBack = done;
  });
  const update: typeof conversations.update = async (id, change) => {
    await disk;
    return conversations.update(id, change);
  };
  const room = createWaitingRoom({
    places: 1,
    seats: 1,
    wait: () => new Promise(() => {}),
    now: () => T0,
    log: silentLog,
  });
  const turn = turnDeps({ gate: chestGate, ...overrides });
  const slow = { ...store, conversations: { ...conversations, update } };
  const receive = createBot({ store: slow, turn, room, timeoutMs });
  const ask = (text: string, who = text) =>
    receive(aMessage({ text, messageId: who, conversationId: conversationIdOf(who) }));
  /** Takes the place and the seat. */
  const fill = () => Promise.all([ask('may I drive'), ask('may I eat')]);
  return { receive, ask, fill, diskIsBack, store, room, turn };
}
