import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { serve } from '../../src/app/serving/serve.ts';
import { HOUR_MS } from '../../src/shared/clock.ts';
import { coreDoor, type Door, replay, webDoor } from '../support/replay.ts';
import { aClock, aTestApp } from '../support/test-app.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

// Each transcript is a conversation of its own; the program behind them is the same, as in a clinic.
const START = '2026-11-23T15:00:00.000Z';
const DAY_MS = 24 * HOUR_MS;
const clock = aClock(START);
const hours = { CLINIC_TIME_ZONE: 'UTC', OPENING_HOURS: 'Mo-Su 14:00-22:00' };
const app = await aTestApp(hours, clock.now);
const served = await serve(app);
afterAll(() => served.close());

/** Every transcript begins when the clinic has been open for an hour. */
function waitForTheDesk() {
  clock.wait(DAY_MS - ((Date.parse(clock.now()) - Date.parse(START)) % DAY_MS));
}

const doors: Record<string, () => Door> = {
  core: () => coreDoor(app.receive),
  'web chat': () => webDoor(served.url, app),
};

for (const [name, openDoor] of Object.entries(doors)) {
  describe(`through ${name}`, () => {
    for (const file of files) {
      test(file.replace('.txt', '').replaceAll('-', ' '), async () => {
        waitForTheDesk();
        const transcript = readFileSync(new URL(file, folder), 'utf8').trim();
        const deps = { app, door: openDoor(), wait: clock.wait };
        expect(await replay(transcript, deps)).toBe(transcript);
      });
    }
  });
}
