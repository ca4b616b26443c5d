import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { coreDoor, replay } from '../support/replay.ts';
import { aClock, aTestApp } from '../support/test-app.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

// Each transcript is a conversation of its own; the program behind them is the same, as in a clinic.
const clock = aClock();
const app = await aTestApp({}, clock.now);
afterAll(() => app.close());

for (const file of files) {
  test(file.replace('.txt', '').replaceAll('-', ' '), async () => {
    const transcript = readFileSync(new URL(file, folder), 'utf8').trim();
    const door = coreDoor(app.receive);
    expect(await replay(transcript, { app, door, wait: clock.wait })).toBe(transcript);
  });
}
