import { expect, test } from 'vitest';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember } from '../support/console.ts';

const FLOW_MS = 60_000;

const { aRunningConsole, barriers } = builtConsole();

test(
  'an admin chooses with the keyboard how long an outdated translation is still sent',
  async () => {
    const opened = await aRunningConsole();
    await anAdmin(opened);
    const page = await opened.signedIn('ada', { viewport: { width: 360, height: 740 } });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    const days = page.getByLabel('Days that an outdated translation is still sent');
    await days.fill('91');
    await page.keyboard.press('Enter');
    await page.getByText('A whole number from 0 to 90.').waitFor();
    expect(await opened.store.documents.find('choices')).toBeUndefined();
    await days.fill('30');
    await page.keyboard.press('Enter');
    await page.getByText('Saved. It holds from the next question on.').waitFor();
    expect(await opened.store.documents.find('choices')).toMatchObject({
      translationGraceDays: 30,
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await barriers(page)).toEqual([]);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'an admin says what a person’s credential is, and everyone on the page of people sees it',
  async () => {
    const opened = await aRunningConsole();
    const admin = await anAdmin(opened);
    await aStaffMember(opened, admin, { login: 'noa', role: 'moderator' });
    const page = await opened.signedIn('ada');
    await page.goto('/console/people');
    await page.getByRole('button', { name: 'Contact and duties of Noa' }).click();
    const dialog = page.getByRole('dialog', { name: 'Contact and duties of Noa' });
    await dialog.getByLabel('Credential').selectOption('Nurse');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByText('Nurse', { exact: true }).waitFor();
    const noa = await opened.signedIn('noa');
    await noa.goto('/console/account');
    await noa.getByText('Your credential: Nurse.').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
