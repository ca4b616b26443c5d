import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../../src/channels/web/metrics/create-metrics.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import { CLOCKS } from '../../support/desk-kit.ts';
import { aDialogue, pastParts } from '../../support/past-kit.ts';

test('the metrics tell how much of the past is read and how much of it was not met, without a word of it', async () => {
  const now = () => '2026-11-22T15:00:00.000Z';
  const store = await openMemoryStore({ now });
  const at = '2026-11-22T14:00:00.000Z';
  await aDialogue(store, {
    asked: [
      { text: 'is there wifi', at, reply: 'fallback' },
      { text: 'can I drive', at, answer: 'driving.machines' },
    ],
  });
  const { past } = pastParts({ store, now });
  onTestFinished(() => past.stop());
  const metrics = createMetrics({ store, clocks: CLOCKS, past, now });
  expect(await metrics.text()).toContain('askwell_past_turns_complete 0');
  past.start();
  await expect.poll(() => past.progress().complete).toBe(true);
  const text = await metrics.text();
  expect(text).toContain('askwell_past_turns 2');
  expect(text).toContain('askwell_past_turns_complete 1');
  expect(text).toContain('askwell_unmet_questions 1');
  expect(text).not.toContain('wifi');
});
