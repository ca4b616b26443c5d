import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLiveClassifier } from '../../src/classifier/live/create-live-classifier.ts';
import { IntentId } from '../../src/domain/ids.ts';
import { sha256 } from '../../src/shared/ids.ts';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember } from '../support/console.ts';

const FLOW_MS = 120_000;

const { aRunningConsole, barriers } = builtConsole();

const EXAMPLES: Record<string, string[]> = {
  'driving.after_treatment': [
    'when can i drive again',
    'can i drive home after my infusion',
    'is driving ok tomorrow',
    'how long until i can drive my car',
    'may i drive the next day',
    'when is it safe to drive',
  ],
  'driving.machines': [
    'may i ride my bike',
    'is a motorcycle ok',
    'can i use power tools',
    'when can i mow with the tractor',
    'am i allowed on a ladder',
    'may i sail my boat',
  ],
};

/** Learns in no time, on a thread of its own. */
async function aSmallClassifier() {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-small-'));
  const intents = Object.entries(EXAMPLES).map(([name, en]) => ({
    id: IntentId.parse(name),
    topic: 'driving' as const,
    about: name,
    staffOnly: false,
    examples: { en, es: [] },
  }));
  const live = await openLiveClassifier({
    shipped: { intents, others: [], contentHash: sha256(JSON.stringify(intents)) },
    cacheFolder: join(folder, 'shipped'),
    folder: join(folder, 'live'),
  });
  onTestFinished(async () => {
    await live.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return live;
}

test(
  'a moderator adds examples, sees what would change, puts them live and takes them back',
  async () => {
    const opened = await aRunningConsole({
      live: await aSmallClassifier(),
      questions: [
        { text: 'zoom off in the jalopy', locale: 'en', expect: 'driving' },
        { text: 'tell me a joke', locale: 'en', expect: 'out_of_scope' },
      ],
    });
    const admin = await anAdmin(opened);
    await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
    const page = await opened.signedIn('mia');
    await page.getByRole('link', { name: 'Examples' }).click();
    await page.getByText('No example waits').waitFor();
    await page.getByText('2 test questions come with Askwell').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Add an example' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an example' });
    await dialog.getByLabel('What a patient may write').fill('When can I drive again?');
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await dialog
      .getByText('These words are an example of driving.after_treatment already.')
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel('What a patient may write').fill('zoom off in my jalopy, is that fine');
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const text of ['my jalopy the same evening', 'is my jalopy allowed']) {
      await page.getByRole('button', { name: 'Add an example' }).click();
      await dialog.getByLabel('What a patient may write').fill(text);
      await dialog.getByRole('button', { name: 'Add it' }).click();
      await dialog.waitFor({ state: 'detached' });
    }

    await page.getByRole('button', { name: 'Try 3 examples out' }).click();
    const live = page.getByRole('button', { name: 'Put 3 examples live' });
    await live.waitFor({ timeout: 30_000 });
    await page.getByRole('table', { name: 'Safety figures' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await live.click();
    await page.getByText('3 examples, put live by Mia').waitFor();
    await page.getByText('No example waits').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Take the newest back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take them back' }).click();
    await page.getByText('Taken back', { exact: true }).waitFor();
    const [first] = await page.getByRole('button', { name: /^Drop: / }).all();
    await first?.press('Enter');
    await page.getByRole('button', { name: 'Try 2 examples out' }).waitFor();
    expect(
      await page
        .getByRole('heading', { name: /Waiting/ })
        .evaluate((h) => h === h.ownerDocument.activeElement),
    ).toBe(true);

    await page.getByRole('button', { name: 'Add a test question' }).click();
    const question = page.getByRole('dialog', { name: 'Add a test question' });
    await question.getByLabel('Question').fill('is my quad bike fine at the weekend');
    await question.getByLabel('What is right').selectOption('driving.machines');
    await question.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('Right: driving.machines').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(opened.problems.filter((line) => !line.includes('422'))).toEqual([]);
  },
  FLOW_MS,
);

test('a responder has no page of examples', async () => {
  const opened = await aRunningConsole();
  const admin = await anAdmin(opened);
  await aStaffMember(opened, admin, { login: 'rob', role: 'responder' });
  const page = await opened.signedIn('rob');
  await page.goto('/console/examples');
  await page.getByText('This page belongs to another role.').waitFor();
});
