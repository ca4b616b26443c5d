import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { aFolder, type Serving, serveAskwell } from '../support/program.ts';

const PASSWORD = 'a long enough password';
const STEP_MS = 15_000;

let browser: Browser;
let serving: Serving;

beforeAll(async () => {
  const env = { DATA_DIR: aFolder(), APPROVALS: '1' };
  [browser, serving] = await Promise.all([launchBrowser(), serveAskwell(env)]);
});

afterAll(async () => {
  await browser?.close();
  serving?.child.kill('SIGTERM');
  await serving?.ended;
});

/** A browser of one person. */
async function aPerson(path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: serving.url, locale: 'en-US' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  await page.goto(path);
  return page;
}

async function aStaffMember(login: string): Promise<Page> {
  const page = await aPerson('/console/desk');
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  return page;
}

async function addPerson(admin: Page, login: string, role: string): Promise<void> {
  await admin.getByRole('button', { name: 'Add a person' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('First name').fill(login);
  await dialog.getByLabel('Sign-in name').fill(login);
  await dialog.getByLabel('First password').fill(PASSWORD);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await admin.getByRole('button', { name: `New password for ${login}` }).waitFor();
}

/** Nobody's approval is a clinical one without a credential, which an admin sets. */
async function giveCredential(admin: Page, login: string, credential: string): Promise<void> {
  await admin.getByRole('button', { name: `Contact and duties of ${login}` }).click();
  const dialog = admin.getByRole('dialog', { name: `Contact and duties of ${login}` });
  await dialog.getByLabel('Credential').selectOption(credential);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function ask(patient: Page, question: string): Promise<void> {
  await patient.getByRole('textbox').fill(question);
  await patient.keyboard.press('Enter');
}

test('a patient asks, is answered, reaches staff and is handed back; a moderator changes a text and it is said', async () => {
  const patient = await aPerson('/');
  const log = patient.getByRole('log');
  await ask(patient, 'can i drive home after my infusion?');
  await log.getByText('Sample answer: not yet approved by a clinician').waitFor();
  await log.getByText('Do not drive yourself home.').waitFor();
  await ask(patient, 'how many sprays should i take');
  await log.getByText('I have passed this to our staff.').waitFor();

  const admin = await aPerson(serving.setupLink ?? '');
  await admin.getByLabel('First name').fill('Ada');
  await admin.getByLabel('Sign-in name').fill('ada');
  await admin.getByLabel('Password').fill(PASSWORD);
  await admin.getByRole('button', { name: 'Make the account' }).click();
  // The first run takes over; it has a test of its own.
  await admin.waitForURL(/console[/]start/);
  await admin.goto('/console/people');
  await addPerson(admin, 'ana', 'Responder');
  await addPerson(admin, 'mia', 'Moderator');
  await addPerson(admin, 'noa', 'Moderator');
  await giveCredential(admin, 'noa', 'Physician');

  const desk = await aStaffMember('ana');
  await desk.getByRole('link', { name: /Dose question/ }).click();
  await desk.getByRole('button', { name: 'Claim', exact: true }).click();
  await log.getByText('A member of our staff has joined this chat.').waitFor();
  await desk
    .getByLabel('Write to the patient', { exact: true })
    .last()
    .fill('Please call your prescriber.');
  await desk.keyboard.press('Control+Enter');
  await log.getByText('Please call your prescriber.').waitFor();
  await desk.getByRole('button', { name: 'Resolve' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
  await log.getByText('Our staff have left this chat.').waitFor();

  const author = await aStaffMember('mia');
  await author.goto('/console/answers/en/driving.after-treatment/edit');
  const text = author.getByLabel('Text', { exact: true });
  await text.fill(`${await text.inputValue()} Ask a friend to drive you.`);
  await author.getByLabel('What you changed, and why').fill('the way home');
  await author.getByRole('button', { name: 'Save as a draft' }).click();
  await author.getByRole('button', { name: 'Send to review' }).click();
  const reader = await aStaffMember('noa');
  await reader.goto('/console/answers/en/driving.after-treatment');
  await reader.getByRole('button', { name: 'Approve: clinical' }).click();
  await reader.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await reader.getByRole('button', { name: 'Publish' }).click();
  await reader.getByText(/^Revision 2, since/).waitFor();

  await ask(patient, 'and when can i drive again after it?');
  await log.getByText('Ask a friend to drive you.').waitFor();
  expect(await log.getByText('Sample answer: not yet approved by a clinician').count()).toBe(1);
}, 120_000);
