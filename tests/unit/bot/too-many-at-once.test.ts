import { expect, test } from 'vitest';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import { aFullBot, chestGate } from '../../support/a-full-bot.ts';
import { turnDeps } from '../../support/turn-kit.ts';

test('a patient whose message cannot be taken reads that, the number to call, the crisis lines and the warning', async () => {
  const { ask, fill } = await aFullBot();
  void fill();
  const { reply, stored, turn } = await ask('is it raining');
  expect(stored).toBe(false);
  expect(turn.blocks).toEqual(['R-BUSY', 'R-CRISIS-LINES', 'WARNING']);
  expect(turn.tickets).toEqual([]);
  expect(reply?.text).toMatch(/^Too many people are writing at once/);
  expect(reply?.text).toContain(`or call ${SAMPLE_CLINIC.phone24}.`);
});

test('a patient who writes in another language reads of free language help instead', async () => {
  const detectLanguage = () => ({ locale: 'es' as const, supported: false });
  const { ask, fill } = await aFullBot({ tools: { ...turnDeps().tools, detectLanguage } });
  void fill();
  const { reply, turn } = await ask('je peux conduire');
  expect(turn.blocks).toEqual(['R-BUSY', 'R-LANG', 'WARNING']);
  expect(reply?.text).toMatch(/^Demasiadas personas escriben a la vez/);
});

test('someone in danger is taken before those who came earlier and wait, and staff have the ticket', async () => {
  const { ask, diskIsBack, store } = await aFullBot();
  const order: string[] = [];
  const all = ['may I drive', 'may I eat', 'my chest hurts'].map(async (text) => {
    const outcome = await ask(text);
    order.push(text);
    return outcome;
  });
  diskIsBack();
  const [, , cry] = await Promise.all(all);
  expect(order).toEqual(['may I drive', 'my chest hurts', 'may I eat']);
  expect(cry?.stored).toBe(true);
  expect(cry?.turn.blocks).toContain('R-PASSED');
  expect(await store.conversations.openTickets()).toHaveLength(1);
});

test('someone in danger reads 911 at once when not even they find a seat, and that staff were not reached', async () => {
  const { ask, fill } = await aFullBot();
  void fill();
  void ask('my chest hurts', 'Ann');
  void ask('my chest hurts', 'Ben');
  const { turn, stored } = await ask('my chest hurts', 'Cid');
  expect(stored).toBe(false);
  expect(turn.blocks).toEqual(['R-911', 'R-AFTER-HOURS', 'R-NOTPASSED', 'WARNING']);
});

test('on a disk that hangs someone in danger reads 911 before others read that it hangs', async () => {
  const { ask, fill } = await aFullBot({}, 100);
  const others = fill().then(([one]) => one);
  const first = await Promise.race([others, ask('my chest hurts')]);
  expect(first.turn.blocks).toEqual(['R-911', 'R-AFTER-HOURS', 'R-NOTPASSED', 'WARNING']);
});

test('a message that the gate fails on is taken for one in danger', async () => {
  const broken: TurnDeps['gate'] = {
    ...chestGate,
    check: () => {
      throw new Error('a rule is broken');
    },
  };
  const { ask, fill, room } = await aFullBot({ gate: broken });
  void fill();
  void ask('may I wait');
  const { turn } = await ask('may I sleep');
  expect(room.crowd().turnedAway).toEqual({ emergency: 1, concern: 0, ordinary: 0 });
  expect(turn.blocks).toContain('R-NOTPASSED');
});

test('a thousand messages to a store that hangs hold one place and one seat; the others are told and forgotten', async () => {
  const { ask, room, diskIsBack, store } = await aFullBot();
  const outcomes = Array.from({ length: 1000 }, (_, n) => ask('may I drive', `patient ${n}`));
  expect(room.crowd()).toMatchObject({ underWay: 1, waiting: 1 });
  const told = await Promise.all(outcomes.slice(2));
  expect(told.every(({ turn, stored }) => !stored && turn.blocks[0] === 'R-BUSY')).toBe(true);
  diskIsBack();
  await Promise.all(outcomes);
  expect(await store.conversations.find(conversationIdOf('patient 999'))).toBeUndefined();
  expect(room.crowd()).toMatchObject({ underWay: 0, waiting: 0, turnedAway: { ordinary: 998 } });
});

test('the message that was turned away is taken when it is sent again later', async () => {
  const { ask, diskIsBack, store } = await aFullBot();
  const taken = [ask('may I drive'), ask('may I eat')];
  expect((await ask('may I drive', 'Ann')).stored).toBe(false);
  diskIsBack();
  await Promise.all(taken);
  const again = await ask('may I drive', 'Ann');
  expect(again).toMatchObject({ stored: true, turn: { replyKind: 'answer' } });
  const kept = await store.conversations.find(conversationIdOf('Ann'));
  expect(kept?.turns).toHaveLength(1);
});
