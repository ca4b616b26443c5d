import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, aTicket } from '../support/console.ts';
import { aDialogue } from '../support/past-kit.ts';

const FLOW_MS = 90_000;
const HOUR_MS = 3_600_000;
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const { aRunningConsole, barriers } = builtConsole();

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** An emergency, a ticket that is late, and questions of two days. */
async function aBusyClinic() {
  const opened = await aRunningConsole();
  onTestFinished(() => opened.past.stop());
  const admin = await anAdmin(opened);
  await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const { store } = opened;
  await aTicket(store, { urgency: 'urgent', at: ago(50) });
  await aTicket(store, {
    secret: 'e'.repeat(32),
    reason: 'emergency',
    urgency: 'emergency',
    at: ago(0),
  });
  for (const hours of [0, 49, 50]) {
    const driving = { answer: 'driving.after-treatment', intent: 'driving.after_treatment' };
    await aDialogue(store, {
      secret: `asks ${hours}`,
      asked: [
        { text: 'can I drive home', at: ago(hours), ...driving },
        { text: 'is there parking?', at: ago(hours), reply: 'fallback' },
      ],
    });
  }
  return opened;
}

const isTooWide = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

test(
  'an admin begins with what needs them, worst first, and goes on by one press or key',
  async () => {
    const opened = await aBusyClinic();
    const page = await opened.signedIn('ada');
    await page.goto('/console/');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const needs = page.getByRole('region', { name: 'Needs you now' }).getByRole('link');
    await page.getByRole('link', { name: /new gap this week/ }).waitFor();
    expect(await needs.first().innerText()).toMatch(/^1\s+emergency that nobody has claimed/);
    await page.getByRole('link', { name: /1 ticket is overdue/ }).waitFor();
    await page.getByRole('link', { name: /Nobody is on call/ }).waitFor();
    await page.getByText(/3 questions: 1 answered, 1 not understood, 1 safety text/).waitFor();
    const groups = page.getByRole('navigation', { name: 'Pages' }).getByRole('group');
    expect(await groups.evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'Work',
      'Texts',
      'Clinic',
    ]);
    expect(await page.getByRole('button', { name: 'More' }).isVisible()).toBe(false);
    await page.keyboard.press('d');
    await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.getByRole('link', { name: 'Figures', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Figures' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('To the desk').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Time').selectOption('The last 7 days');
    await page.reload();
    expect(await page.getByLabel('Time').inputValue()).toBe('7');
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await needs.first().click();
    await page.getByRole('heading', { level: 1, name: /emergency/i }).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'on a phone four places stay in the bar, and the rest is behind "More"',
  async () => {
    const opened = await aBusyClinic();
    const page = await opened.signedIn('ada', PHONE);
    await page.goto('/console/overview');
    await page.getByRole('link', { name: /new gap this week/ }).waitFor();
    const bar = page.getByRole('navigation', { name: 'Pages' });
    const labels = await bar.getByRole('link').allInnerTexts();
    expect(labels.map((label) => label.split('\n')[0])).toEqual([
      'Overview',
      'Desk',
      'Answers',
      'Review',
    ]);
    expect(await isTooWide(page)).toBe(false);
    await bar.getByRole('button', { name: 'More' }).tap();
    const sheet = page.getByRole('dialog', { name: 'All pages' });
    await sheet.getByRole('link', { name: 'Audit' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await sheet.getByRole('link', { name: 'Audit' }).tap();
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await expect.poll(() => sheet.isVisible()).toBe(false);
    await page.getByLabel('Did what').selectOption('account created as responder');
    await expect.poll(() => page.url()).toContain('action=account+created+as+responder');
    await page.reload();
    await page.getByText('staff Ana (ana)').waitFor();
    expect(await isTooWide(page)).toBe(false);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a responder sees the work of the desk alone, and may open the console on it',
  async () => {
    const opened = await aBusyClinic();
    const page = await opened.signedIn('ana');
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('link', { name: /1 ticket is overdue/ }).waitFor();
    expect(await page.getByText('Questions today').count()).toBe(0);
    await page.getByText('Open the console on the desk').click();
    await page.goto('/console/');
    await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
