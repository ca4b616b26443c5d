import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { signInOf, theProgram } from '../support/demo-program.ts';
import { aFolder } from '../support/program.ts';

/** Where the pictures of help and README go; without it every page is opened all the same, in a smaller demo. */
const FOLDER = process.env.HELP_IMAGES;
const WIDE = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 360, height: 740 } };
const STEP_MS = 30_000;

let browser: Browser;
let program: ReturnType<typeof theProgram>;
let out: string;

beforeAll(async () => {
  const fewer = FOLDER ? [] : ['--conversations', '12'];
  program = theProgram('demo', '--folder', join(aFolder(), 'demo'), ...fewer);
  out = await program.said(/sample-doctor .*\n/);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  program.end();
  await program.ended;
});

async function aPage(path: string, look: BrowserContextOptions): Promise<Page> {
  const { url: baseURL } = signInOf(out, 'sample-nurse');
  const context = await browser.newContext({ baseURL, locale: 'en-US', ...look });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  await page.goto(path);
  return page;
}

async function signIn(login: string, path: string, look: BrowserContextOptions): Promise<Page> {
  const page = await aPage(`/console${path}`, look);
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(signInOf(out, login).password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Sign-in name').waitFor({ state: 'detached' });
  await page.goto(`/console${path}`);
  return page;
}

/** By its address: the list may move under a pointer. */
async function openTicket(desk: Page, words: RegExp): Promise<void> {
  const link = desk.getByRole('link', { name: words }).first();
  await desk.goto((await link.getAttribute('href')) ?? '');
}

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  if (FOLDER) await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

test('the help shows the desk and a ticket', async () => {
  const desk = await signIn('sample-nurse', '/desk', WIDE);
  await desk.getByRole('link', { name: /Possible emergency/ }).waitFor();
  await picture(desk, 'desk');
  await openTicket(desk, /would twice the spray/);
  await desk.getByRole('button', { name: 'Claim', exact: true }).first().click();
  const box = desk.getByLabel('Write to the patient', { exact: true }).last();
  await box.fill('Please take nothing more until we have talked. I call you at noon.');
  const preview = desk.getByRole('region', { name: 'What the patient will read' });
  await preview.getByText('I call you at noon.').waitFor();
  await desk.evaluate('scrollTo(0, 0)');
  await picture(desk, 'ticket');
  await desk.setViewportSize(PHONE.viewport);
  await desk.goto('/console/desk');
  await desk.getByRole('link', { name: /Possible emergency/ }).waitFor();
  await picture(desk, 'desk-phone');
  await desk.getByRole('link', { name: /Possible emergency/ }).click();
  await desk.getByRole('heading', { name: /Possible emergency/ }).waitFor();
  await picture(desk, 'ticket-phone');
}, 120_000);

test('the help shows answers, gaps and figures', async () => {
  const page = await signIn('sample-editor', '/answers', WIDE);
  await page
    .getByRole('link', { name: /What to bring/ })
    .first()
    .waitFor();
  await picture(page, 'answers');
  await page.goto('/console/gaps');
  await page.getByRole('heading', { name: 'Gaps', level: 1 }).waitFor();
  await page
    .getByText(/is there a lift for my wheelchair/)
    .first()
    .waitFor();
  await picture(page, 'gaps');
  await page.goto('/console/figures');
  await page.locator('svg.recharts-surface').first().waitFor();
  await page.waitForTimeout(FOLDER ? 1500 : 0);
  await picture(page, 'figures');
}, 120_000);

test('the help shows the chat, with and without staff', async () => {
  const chat = await aPage('/', { viewport: { width: 760, height: 900 } });
  const ask = async (question: string) => {
    await chat.getByRole('textbox').fill(question);
    await chat.keyboard.press('Enter');
  };
  await ask('can i drive home after my infusion?');
  await chat.getByRole('log').getByText('Do not drive yourself home.').waitFor();
  await picture(chat, 'chat');
  await ask('how many sprays should i take');
  await chat.getByRole('log').getByText('I have passed this to our staff.').waitFor();
  const desk = await signIn('sample-coordinator', '/desk', WIDE);
  await openTicket(desk, /how many sprays/);
  await desk.getByRole('button', { name: 'Claim', exact: true }).first().click();
  await chat.getByRole('log').getByText('has joined this chat').waitFor();
  const box = desk.getByLabel('Write to the patient', { exact: true }).last();
  await box.fill('Please call us at the clinic; a nurse looks at your plan with you.');
  await desk.getByRole('button', { name: /^Send/ }).first().click();
  await chat.getByRole('log').getByText('looks at your plan with you').waitFor();
  await picture(chat, 'chat-staff');
  expect(await chat.getByRole('log').getByRole('article').count()).toBeGreaterThan(4);
}, 120_000);
