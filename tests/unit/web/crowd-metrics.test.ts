import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/channels/web/metrics/create-metrics.ts';
import { createPastTurns } from '../../../src/conversation/past/create-past-turns.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { aFullBot } from '../../support/a-full-bot.ts';
import { CLOCKS } from '../../support/desk-kit.ts';
import { aMessage, T0 } from '../../support/turn-kit.ts';

test('admins see how many turns are under way and wait, and whom it was too full for', async () => {
  const { store, room, receive, fill, ask, diskIsBack } = await aFullBot();
  const now = () => T0;
  const past = createPastTurns({ store, now, log: silentLog });
  const metrics = createMetrics({ store, clocks: CLOCKS, past, crowd: room.crowd, now });
  const filled = fill();
  await metrics.observed(receive)(aMessage({ text: 'is it raining' }));
  const cries = [ask('my chest hurts', 'Ann'), ask('my chest hurts', 'Ben')];
  await ask('my chest hurts', 'Cid');
  const text = await metrics.text();
  expect(text).toContain('askwell_turns_under_way 2\n');
  expect(text).toContain('askwell_turns_waiting 2\n');
  expect(text).toContain('askwell_turns_turned_away_total{danger="yes"} 1\n');
  expect(text).toContain('askwell_turns_turned_away_total{danger="no"} 1\n');
  expect(text).toContain('askwell_turns_total{kind="fallback",channel="web"} 1\n');
  // Nothing was tried, so no disk is to blame.
  expect(text).toContain('askwell_turns_unstored_total 0\n');
  diskIsBack();
  await Promise.all([filled, ...cries]);
});
