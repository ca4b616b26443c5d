import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, aTicket, PASSWORD } from '../support/console.ts';

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
  'an admin says what a person’s credential is, and resets a second factor that was lost',
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

    // Another e-mail address needs the password.
    await noa.getByLabel('E-mail').fill('noa@clinic.example');
    await noa.keyboard.press('Enter');
    const mails = noa.getByRole('dialog', { name: 'Change your e-mail address?' });
    await mails.getByLabel('Your password').fill(PASSWORD);
    await noa.keyboard.press('Enter');
    await noa.getByText('How you are reached is saved.').waitFor();

    // Noa ends a session that is not the one in front.
    await noa.getByRole('button', { name: 'Sign out there' }).click();
    const ends = noa.getByRole('dialog', { name: 'Sign out of An unknown browser?' });
    await ends.getByLabel('Your password').fill(PASSWORD);
    await noa.keyboard.press('Enter');
    await noa.getByText('You are signed out of An unknown browser.').waitFor();

    // Noa sets up a second factor and loses it; the admin asks who it is, and resets it.
    const card = noa.getByRole('region', { name: 'Second factor' });
    await card.getByRole('button', { name: 'Show the key' }).click();
    const key = (await card.locator('.key-text').innerText()).replaceAll(' ', '');
    await card.getByLabel('Code from your app').fill(new TOTP({ secret: key }).generate());
    await card.getByLabel('Your password').fill(PASSWORD);
    await noa.keyboard.press('Enter');
    await card.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    await card.getByRole('button', { name: 'I have kept them' }).click();
    await card.getByText('10 recovery codes are left.').waitFor();
    await noa.close(); // her open page would ask for live news with the session that now ends
    await page.getByRole('button', { name: 'Reset the second factor of Noa' }).click();
    const asks = page.getByRole('dialog', { name: 'Reset the second factor of Noa?' });
    await asks.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('The second factor of Noa is off.').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The name and the password, up to the question for a code. */
async function askedForCode(page: Page, login: string): Promise<void> {
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Enter your code', level: 1 }).waitFor();
}

test(
  'an admin sets up a second factor before anything else, signs in with it, is told of the end, and finds the note again',
  async () => {
    const shift = { ms: 0 };
    const now = () => new Date(Date.now() + shift.ms).toISOString();
    const opened = await aRunningConsole({ now, whoMust: 'admins' });
    await anAdmin(opened);
    await aTicket(opened.store);
    const page = await opened.newPage({ viewport: { width: 360, height: 740 } });
    await page.clock.install();
    const later = async (ms: number) => {
      shift.ms += ms;
      await page.clock.fastForward(ms);
    };
    await page.goto('/console/desk');
    await page.getByLabel('Sign-in name').fill('ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');

    // Nothing else is there before it is set up.
    await page.getByRole('heading', { name: 'Set up a second factor', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Show the key' }).click();
    const key = await page.locator('.key-text').innerText();
    await page.getByRole('img', { name: 'QR code of the key that is written below' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await barriers(page, { dark: true })).toEqual([]);
    const code = () =>
      new TOTP({ secret: key.replaceAll(' ', '') }).generate({ timestamp: Date.now() + shift.ms });
    await page.getByLabel('Code from your app').fill(code());
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const [recovery = '', another = ''] = await page.getByRole('listitem').allInnerTexts();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have kept them, go on' }).click();
    await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();

    // A note is begun; a warning comes before the end, and one press puts it off.
    await page.goto('/console/desk/1');
    await page.getByLabel('Add a note').fill('She is known here.');
    await later(8 * HOUR_MS - MINUTE_MS);
    const warning = page.getByRole('dialog', { name: 'Are you still there?' });
    await warning.waitFor();
    await warning.getByRole('button', { name: 'Stay signed in' }).press('Enter');
    await warning.waitFor({ state: 'detached' });
    await later(12 * HOUR_MS);
    await page.getByText('you had signed in 12 hours ago').waitFor();

    await askedForCode(page, 'ada');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recovery);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel('Add a note').inputValue()).toBe('She is known here.');

    await later(8 * HOUR_MS + MINUTE_MS);
    await page.getByText('nobody did anything here for 8 hours').waitFor();
    await askedForCode(page, 'ada');
    await page.getByLabel('Code from your app').fill(code());
    await page.keyboard.press('Enter');
    await page.getByLabel('Add a note').waitFor();
    await page.goto('/console/account');
    await page.getByText('9 recovery codes are left.').waitFor();
    await page.getByRole('button', { name: 'Turn it off' }).click();
    const off = page.getByRole('dialog', { name: 'Turn the second factor off?' });
    await off.getByLabel('Your password').fill(PASSWORD);
    await off.getByRole('button', { name: 'Use a recovery code' }).click();
    await off.getByLabel('Recovery code').fill(another);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Set up a second factor', level: 1 }).waitFor();
    // The browser says so of each request and socket that was refused after the end.
    const others = opened.problems.filter(
      (line) => !/40[13]|HTTP Authentication failed/.test(line),
    );
    expect(others).toEqual([]);
  },
  FLOW_MS,
);
