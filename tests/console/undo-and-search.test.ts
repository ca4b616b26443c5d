import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, aTicket } from '../support/console.ts';

const FLOW_MS = 90_000;
/** More than one stretch, and far more than a screen. */
const LONG = 130;

const { aRunningConsole, barriers } = builtConsole();

async function aDesk() {
  const opened = await aRunningConsole();
  const admin = await anAdmin(opened);
  await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  return opened;
}

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.textContent || document.activeElement.id');

test(
  'what was done is said with a way back, by press and by key; what cannot be undone asks first',
  async () => {
    const opened = await aDesk();
    const number = await aTicket(opened.store, { at: new Date().toISOString() });
    const page = await opened.signedIn('ada');
    await page.goto(`/console/desk/${number}`);
    await page.getByRole('heading', { level: 1, name: `#${number}` }).waitFor();
    await page.keyboard.press('c');
    const bar = page.getByRole('region', { name: 'Just done' });
    await bar.getByText(`Ticket ${number} is yours.`).waitFor();
    expect(await barriers(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Undo' }).click();
    await bar.getByText(`Ticket ${number} is in the queue again.`).waitFor();
    await page.getByRole('button', { name: 'Claim and write' }).waitFor();
    await expect.poll(() => focused(page)).toContain(`#${number}`);

    await page.keyboard.press('c');
    await bar.getByText(`Ticket ${number} is yours.`).waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByText('It cannot be undone').waitFor();
    await page.keyboard.press('Escape');

    await page.goto('/console/people');
    await page.getByRole('button', { name: 'Disable Ben' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await bar.getByText('Ben is signed out and cannot sign in.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('z');
    await bar.getByText('Ben may sign in again.').waitFor();
    await page.getByRole('button', { name: 'Disable Ben' }).waitFor();

    await page.goto('/console/examples');
    const add = page.getByRole('button', { name: 'Add a test question' });
    await add.click();
    await page.getByRole('textbox', { name: 'Question' }).fill('may I mow the lawn');
    await page.getByRole('dialog').getByRole('button', { name: 'Add it' }).click();
    await bar.getByText('is kept as a test question').waitFor();
    await bar.getByRole('button', { name: 'Undo' }).click();
    await bar.getByText('is no test question any more').waitFor();
    await page.getByText('None of your own yet').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'one search is reached from every page, by key and by press, and leads to what was found',
  async () => {
    const opened = await aDesk();
    const at = new Date().toISOString();
    await aTicket(opened.store, { text: 'may I drive after the spray?', at });
    const page = await opened.signedIn('ada');
    await page.goto('/console/settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.keyboard.press('Control+k');
    const search = page.getByRole('dialog', { name: 'Search' });
    await search.getByLabel('What you look for').waitFor();
    await page.keyboard.type('drive');
    await search.getByText('Tickets: 1, Answers: 1.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await search.locator('[data-focused]', { hasText: 'Driving after treatment' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Driving after treatment' }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('ben');
    await search.getByText('People: 1.').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/people\?who=/);
    await expect.poll(() => focused(page)).toContain('Ben');

    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Search' }).click();
    await page.keyboard.type('nothing has these words');
    await search.getByText('Nothing has all of these words.').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a long queue has a few rows in the page, is walked by key, and nothing jumps when a ticket comes',
  async () => {
    const opened = await aDesk();
    const { store } = opened;
    const at = new Date().toISOString();
    for (let index = 0; index < LONG; index += 1) await aTicket(store, { secret: `s${index}`, at });
    const page = await opened.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(`
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.shifted += value;
      }).observe({ type: 'layout-shift' });
    `);
    await opened.signIn(page, 'ben');
    const rows = page.getByRole('link', { name: /Dose question/ });
    await rows.first().waitFor();
    expect(await rows.count()).toBeLessThan(40);
    await page.keyboard.press('j');
    await expect.poll(() => focused(page)).toContain('#1');

    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    const last = page.locator(`#ticket-${LONG}`);
    await last.waitFor();
    await last.focus();
    const place = () => page.evaluate<number>('document.activeElement.getBoundingClientRect().top');
    const before = await place();
    await page.evaluate('window.shifted = 0');
    const grave = { reason: 'emergency', urgency: 'emergency', at } as const;
    await aTicket(store, { secret: 'grave', ...grave });
    await page.getByText(`${LONG + 1} open`).waitFor({ state: 'attached' });
    await expect.poll(place).toBeCloseTo(before, 0);
    expect(await page.evaluate('window.shifted')).toBe(0);
    expect(await focused(page)).toContain(`#${LONG}`);

    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: `#${LONG - 1}` }).waitFor();
    await page.keyboard.press('u');
    await expect.poll(() => focused(page)).toContain(`#${LONG - 1}`);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
