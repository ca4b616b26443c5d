import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember } from '../support/console.ts';
import { type Asked, aDialogue } from '../support/past-kit.ts';

const FLOW_MS = 90_000;
const HOUR_MS = 3_600_000;

const { aRunningConsole, barriers } = builtConsole();

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** What a few weeks of a clinic leave behind, in small. */
async function someWeeks(store: Store): Promise<void> {
  const driving = { answer: 'driving.after-treatment', intent: 'driving.after_treatment' };
  const asked: Omit<Asked, 'at'>[] = [
    { text: 'can I drive home after the infusion', ...driving, helped: true },
    { text: 'when may I drive again', ...driving, helped: false },
    {
      text: 'is there parking at the clinic?',
      reply: 'fallback',
      intent: 'driving.machines',
      confidence: 0.31,
    },
    { text: 'is there any parking at the clinic', reply: 'fallback' },
    { text: 'do you sell gift cards', reply: 'escalation', reason: 'unclear' },
    {
      text: 'quanto custa o tratamento para mim',
      reply: 'escalation',
      reason: 'language',
      blocks: ['R-LANG'],
    },
    { text: 'how much should I take tonight', reply: 'safety', reason: 'dose', concern: 'dose' },
    { text: 'who won the game', reply: 'declined', intent: 'out_of_scope.everyday' },
  ];
  for (const [index, one] of asked.entries()) {
    for (const days of [0, 2, 9]) {
      const firstResponseAt = one.reason && ago(days * 24 + index);
      await aDialogue(store, {
        secret: `${index} ${days}`,
        asked: [
          { ...one, at: ago(days * 24 + index + 1), ...(firstResponseAt && { firstResponseAt }) },
        ],
      });
    }
  }
}

async function aModerator(look = {}) {
  const opened = await aRunningConsole();
  onTestFinished(() => opened.past.stop());
  await aStaffMember(opened, await anAdmin(opened), { login: 'mia', role: 'moderator' });
  const page = await opened.signedIn('mia', look);
  return { ...opened, page };
}

const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');

test(
  'a moderator finds what was not met, adds it as an example, takes it back, and drafts an answer',
  async () => {
    const { page, store, shelf, problems } = await aModerator();
    await page.getByRole('link', { name: 'Gaps' }).click();
    await page.getByText('No open gaps').waitFor();
    expect(await barriers(page)).toEqual([]);

    await someWeeks(store);
    await page.reload();
    const parking = page.getByRole('article', { name: /parking at the clinic/ });
    await parking.getByText('Asked 6 times').waitFor();
    expect(await page.getByText('how much should I take').count()).toBe(0);
    await parking.getByText('How it was asked, and how the bot read it').click();
    await parking.getByText('How the bot reads it now').waitFor();
    for (const words of [
      'Best guess: “Bikes, boats, power tools”, 31 % sure',
      'Likeliest: “Driving a car again”, 31 % sure.',
      'An example of “Driving and getting home”, 50 % alike',
    ]) {
      await parking.getByText(words).waitFor();
    }
    expect(await barriers(page)).toEqual([]);

    await parking.getByRole('button', { name: /Add as example/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Add as an example' });
    await dialog.getByLabel('Example', { exact: true }).fill('is there parking near you');
    await dialog.getByLabel('What the patient wants').selectOption('driving.machines');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await page.getByText(/was added as an example of driving.machines/).waitFor();
    expect(await parking.count()).toBe(0);
    expect([...shelf.taken.values()].map(({ text }) => text)).toEqual([
      'is there parking near you',
    ]);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back. It is open again.').waitFor();
    await parking.waitFor();
    expect(shelf.taken.size).toBe(0);

    const cards = page.getByRole('article', { name: /gift cards/ });
    await cards.getByRole('button', { name: /Dismiss/ }).click();
    await page.getByText(/was dismissed/).waitFor();
    await page.getByLabel('Show').selectOption('decided');
    await page.getByText(/Asked 3 times; dismissed by Mia/).waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByLabel('Show').selectOption('open');
    await parking.getByRole('button', { name: /Draft an answer/ }).click();
    await page.getByRole('button', { name: 'Open the editor' }).click();
    await page.waitForURL(/answers\/new\?intent=driving.machines&locale=en&gap=g_/);
    const asked = page.getByRole('region', { name: 'What patients asked' });
    await asked.getByText('is there any parking at the clinic').waitFor();
    await page.getByRole('link', { name: 'Later' }).click();
    await parking.waitFor();
    // The browser itself writes down that the name of the new answer is free.
    expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a question with an answer that did not help leads to that answer, and is taken up once a draft is saved',
  async () => {
    const { page, store, problems } = await aModerator({ viewport: { width: 360, height: 740 } });
    await someWeeks(store);
    await page.goto('/console/gaps?kind=not_helped');
    const driving = page.getByRole('article', { name: /when may I drive again/ });
    await driving.getByRole('button', { name: /Draft an answer/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Draft an answer' });
    await dialog.getByText('“Driving after treatment” answers this already').waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Open the editor' }).click();
    await page.waitForURL(/answers\/en\/driving.after-treatment\/edit\?/);
    await page
      .getByRole('region', { name: 'What patients asked' })
      .getByText('when may I drive again')
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await store.documents.find('gaps')).toBeUndefined();

    const text = page.getByLabel('Text', { exact: true });
    await text.fill(`${await text.inputValue()} Plan a ride home.`);
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByText(/was taken up for an answer to driving.after_treatment[.]/).waitFor();
    expect((await store.documents.find('gaps'))?.decided).toMatchObject([
      { decision: 'drafted', intent: 'driving.after_treatment' },
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back. It is open again.').waitFor();
    expect(problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'gaps and figures fit a phone, and everything is reached by keyboard',
  async () => {
    const { page, store, problems } = await aModerator({ viewport: { width: 360, height: 740 } });
    await someWeeks(store);
    await page.goto('/console/gaps');
    const parking = page.getByRole('article', { name: /parking at the clinic/ });
    await parking.waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await parking.getByRole('button', { name: /Dismiss/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/was dismissed/).waitFor();
    await page.locator('#page-title:focus').waitFor();
    await page.keyboard.press('z');
    await page.getByText('It is open again.').waitFor();

    await page.goto('/console/figures');
    await page.locator('.chart svg').nth(1).waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a moderator reads the figures as charts and as tables, of other days, and saves them',
  async () => {
    const { page, store, problems } = await aModerator();
    await page.getByRole('link', { name: 'Figures' }).click();
    await page.getByText('No questions in these days').waitFor();
    expect(await barriers(page)).toEqual([]);

    await someWeeks(store);
    await page.reload();
    await page.getByText('in 24 conversations').waitFor();
    await page.locator('.chart svg').nth(1).waitFor();
    const days = page.getByRole('region', { name: 'Questions by day', exact: true });
    await days.getByText('As a table').click();
    expect(await days.getByRole('row').count()).toBe(29);
    await page.getByRole('row', { name: /Driving after treatment 6 3 3 50 %/ }).waitFor();
    await page.getByRole('row', { name: 'Portuguese 3' }).waitFor();
    await page.getByRole('row', { name: /Routine 9 9 1 h/ }).waitFor();
    expect(await barriers(page)).toEqual([]);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV: Questions by day' }).click(),
    ]);
    const text = await readFile(await file.path(), 'utf8');
    expect(file.suggestedFilename()).toMatch(/^askwell-days-.*[.]csv$/);
    expect(text).toContain('day,questions,answered');

    await page.getByLabel('Time').selectOption('7');
    await page.getByText('in 16 conversations').waitFor();
    await page.getByLabel('Channel').selectOption('slack');
    await page.getByText('No questions in these days').waitFor();
    expect(problems).toEqual([]);
  },
  FLOW_MS,
);
