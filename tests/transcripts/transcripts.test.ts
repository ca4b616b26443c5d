import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { serve } from '../../src/app.ts';
import { coreDoor, type Door, replay, webDoor } from '../support/replay.ts';
import { aClock, aTestApp } from '../support/test-app.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

// Each transcript is a conversation of its own; the program behind them is the same, as in a clinic.
const clock = aClock();
const app = await aTestApp({}, clock.now);
const served = await serve(app);
afterAll(() => served.close());

const doors: Record<string, () => Door> = {
  core: () => coreDoor(app.receive),
  'web chat': () => webDoor(served.url, app),
};

for (const [name, openDoor] of Object.entries(doors)) {
  describe(`through ${name}`, () => {
    for (const file of files) {
      test(file.replace('.txt', '').replaceAll('-', ' '), async () => {
        const transcript = readFileSync(new URL(file, folder), 'utf8').trim();
        const deps = { app, door: openDoor(), wait: clock.wait };
        expect(await replay(transcript, deps)).toBe(transcript);
      });
    }
  });
}
