import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { PASSWORD } from '../support/console.ts';
import { aFolder, postMessage, type Serving, serveAskwell } from '../support/program.ts';
import { anHttpReceiver } from '../unit/outbox/http-receiver.ts';

const STEP_MS = 30_000;
const WALK_MS = 240_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A clinic that was installed for live mode, and nothing more. */
async function aNewClinic() {
  const receiver = await anHttpReceiver();
  const serving = await serveAskwell({
    DATA_DIR: aFolder(),
    MODE: 'live',
    CLINIC_NAME: 'Harbor Clinic',
    CLINIC_PHONE: '212-555-0100',
    CLINIC_PHONE_24H: '212-555-0142',
    OPENING_HOURS: 'Mo-Fr 08:00-18:00; Sa 09:00-12:00',
    SESSION_SECRET: 'a secret of thirty-two characters or more',
    PAGE_WEBHOOK_URL: receiver.url,
    PAGE_WEBHOOK_SECRET: 'a secret of many characters',
  });
  onTestFinished(async () => {
    serving.child.kill('SIGTERM');
    await serving.ended;
  });
  return { serving, receiver };
}

async function aPage({ url }: Serving, path: string): Promise<Page> {
  const look = { baseURL: url, locale: 'en-US', viewport: { width: 1440, height: 900 } };
  const context = await browser.newContext(look);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  await page.goto(path);
  return page;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name }).first().waitFor();
const goOn = (page: Page, name: string) =>
  page.getByRole('link', { name: `Next: ${name}` }).click();

/** What axe finds on a step; its pictures go where `START_SCREENSHOTS` says, if it does. */
async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`);
  expect([name, found]).toEqual([name, []]);
  const folder = process.env.START_SCREENSHOTS;
  if (!folder) return;
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function addMia(page: Page): Promise<void> {
  await press(page, 'Add a person');
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('First name').fill('Mia');
  await dialog.getByLabel('Sign-in name').fill('mia');
  await dialog.getByRole('radio', { name: /^Moderator/ }).check();
  await dialog.getByLabel('First password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function giveDuties(
  page: Page,
  name: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await press(page, `Duties and contact of ${name}`);
  const dialog = page.getByRole('dialog', { name: `Contact and duties of ${name}` });
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function signIn(serving: Serving, login: string, path: string): Promise<Page> {
  const page = await aPage(serving, path);
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Sign in');
  return page;
}

test(
  'the one-time link leads step by step to a clinic that is live, and no answer is sent before',
  async () => {
    const { serving, receiver } = await aNewClinic();
    const ada = await aPage(serving, serving.setupLink ?? '');
    await ada.getByLabel('First name').fill('Ada');
    await ada.getByLabel('Sign-in name').fill('ada');
    await ada.getByLabel('Password').fill(PASSWORD);
    await press(ada, 'Make the account');

    await heading(ada, 'Clinic facts');
    await ada.getByText('No answer is sent yet:').waitFor();
    await look(ada, '1-facts');
    await ada.getByLabel('There is parking at the clinic').check();
    await press(ada, 'Save for a signature');
    await heading(ada, /Revision 1 waits for a signature/);

    await goOn(ada, 'Opening hours');
    await ada.getByText('8:00 AM to 6:00 PM').first().waitFor();
    expect(await ada.getByRole('rowheader').count()).toBe(7);
    await look(ada, '2-hours');
    await press(ada, 'I have read the week: it is right');
    await ada.getByText('Read by Ada').waitFor();

    await goOn(ada, '24-hour number');
    await ada.getByRole('link', { name: '212-555-0142' }).waitFor();
    await look(ada, '3-number');
    await press(ada, 'I have called it and a person answered');
    await ada.getByText('Called by Ada').waitFor();

    await goOn(ada, 'People');
    await addMia(ada);
    await giveDuties(ada, 'Mia', async (dialog) => {
      await dialog.getByLabel('Credential').selectOption('physician');
      await dialog.getByLabel('Medical director').check();
    });
    await giveDuties(ada, 'Ada', async (dialog) => {
      await dialog.getByLabel('Place in the on-call order').fill('1');
    });
    await ada.getByText('Somebody comes after the first on call: done').waitFor();
    await look(ada, '4-people');

    const mia = await signIn(serving, 'mia', '/console/start/facts');
    await press(mia, 'I have checked these facts: sign');
    await mia.getByText('Signed and in force.').waitFor();

    await goOn(ada, 'Channels');
    await press(ada, 'Send a test page');
    await ada.getByText('Accepted', { exact: true }).waitFor();
    expect(receiver.accepted).toHaveLength(1);
    await look(ada, '5-channels');

    await mia.goto('/console/start/review');
    const first = (await mia.locator('#review-one').textContent()) ?? '';
    await press(mia, 'Approve: clinical');
    await mia.getByText('1 wait for another approval').waitFor();

    await goOn(ada, 'Answers');
    await ada
      .getByRole('button', { name: /^Approve: / })
      .first()
      .waitFor();
    await look(ada, '6-review');
    const second = (await ada.locator('#review-one').textContent()) ?? '';
    expect(second).not.toBe(first);
    await ada.keyboard.press('s');
    await ada.getByText('1 left to staff').waitFor();
    await ada.reload();
    await ada.getByText('1 left to staff').waitFor();
    await ada.getByRole('button', { name: 'Approve: plain language' }).waitFor();
    // Round the beginning: what is left to staff is passed over.
    await ada.keyboard.press('k');
    await heading(ada, first);
    await ada.getByText('Clinical by Mia').waitFor();
    await ada.keyboard.press('a');
    await ada.getByText('1 approved').waitFor();
    await press(ada, /^Leave the other \d+ to staff for now$/);
    await ada.getByRole('dialog').getByRole('button', { name: 'Leave them to staff' }).click();
    await ada.getByText('Every answer is decided.').waitFor();

    await goOn(ada, 'Try the chat');
    await press(ada, 'Begin a trial chat');
    const chat = ada.locator('askwell-chat');
    await chat.getByRole('button', { name: 'Ask a question' }).click();
    await chat.getByRole('textbox').fill('My chest hurts since the infusion');
    await ada.keyboard.press('Enter');
    await chat.getByRole('log').getByText('I have passed this to our staff').waitFor();
    await look(ada, '7-trial');
    expect(receiver.accepted).toHaveLength(1);
    await press(ada, 'End the trial');
    await ada.getByText('Tried by Ada').waitFor();
    await chat.waitFor({ state: 'detached' });

    const before = await postMessage(serving.url, { text: 'can i drive home after my infusion?' });
    expect(before.body.reply.kind).toBe('escalation');

    await goOn(ada, 'Go live');
    await ada.getByText('15 of 15 points are done').waitFor();
    await look(ada, '8-checklist');
    await press(ada, 'I have checked this: sign');
    await ada.getByText('This clinic is live: patients get approved answers.').waitFor();
    await ada.getByText(/^Signed by Ada/).waitFor();
    await ada.getByText('No answer is sent yet:').waitFor({ state: 'detached' });
    await look(ada, '9-signed');
    const ready = await (await fetch(`${serving.url}/readyz`)).json();
    expect(ready).toMatchObject({ ok: true, checks: { goLive: 'ok' } });
    await ada.goto('/console/audit');
    await ada.getByRole('cell', { name: 'go-live signed' }).waitFor();

    await ada.goto('/console/start/people');
    await giveDuties(ada, 'Ada', async (dialog) => {
      await dialog.getByLabel('Away').check();
    });
    await ada.getByText('The go-live sign-off has fallen.').waitFor();
    await look(ada, '10-fallen');
  },
  WALK_MS,
);
