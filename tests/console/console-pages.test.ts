import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { conversationIdOf } from '../../src/domain/ids.ts';
import { launchBrowser } from '../support/browser.ts';
import {
  anAdmin,
  aStaffMember,
  aTicket,
  DRIVING,
  openConsole,
  PASSWORD,
} from '../support/console.ts';

const CONFIG = fileURLToPath(new URL('../../src/console/browser/vite.config.ts', import.meta.url));
const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';
const STEP_MS = 10_000;
const FLOW_MS = 45_000;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-console-'));
  const outDir = join(folder, 'console/browser');
  [browser] = await Promise.all([
    launchBrowser(),
    build({ configFile: CONFIG, logLevel: 'silent', build: { outDir } }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The console on a free port, and pages of it that fail the test on any error of script or policy. */
async function aRunningConsole(options: { approvals?: number } = {}) {
  const opened = await openConsole({
    ...options,
    now: () => new Date().toISOString(),
    assets: pathToFileURL(`${folder}/`),
  });
  await opened.app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => opened.app.close());
  const { port } = opened.app.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const problems: string[] = [];
  const newPage = async (): Promise<Page> => {
    const context = await browser.newContext({ baseURL: base });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', (err) => problems.push(String(err)));
    page.on('console', (line) => {
      if (line.type() === 'error') problems.push(line.text());
    });
    return page;
  };
  const signedIn = async (login: string): Promise<Page> => {
    const page = await newPage();
    await page.goto('/console/');
    await page.getByLabel('Sign-in name').fill(login);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
    return page;
  };
  return { ...opened, base, newPage, signedIn, problems };
}

/** Serious and critical findings of axe, in the light and in the dark. */
async function barriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, impact, nodes } of violations) {
      const places = nodes.map(({ target }) => target.join(' ')).join(', ');
      if (impact === 'serious' || impact === 'critical')
        found.push(`${colorScheme} ${id}: ${places}`);
    }
  }
  return found;
}

test(
  'an admin sets up and makes a responder, who claims and answers a ticket that comes by itself',
  async () => {
    const opened = await aRunningConsole();
    const admin = await opened.newPage();
    await admin.goto((await opened.setupLink(opened.base)) ?? '');
    expect(await barriers(admin)).toEqual([]);
    await admin.getByLabel('First name').fill('Ada');
    await admin.getByLabel('Sign-in name').fill('ada');
    await admin.getByLabel('Password').fill(PASSWORD);
    await admin.getByRole('button', { name: 'Make the account' }).click();

    await admin.getByRole('button', { name: 'Add a person' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('First name').fill('Ana');
    await dialog.getByLabel('Sign-in name').fill('ana');
    await dialog.getByLabel('First password').fill(PASSWORD);
    expect(await barriers(admin)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await admin.getByRole('button', { name: 'New password for Ana' }).waitFor();
    expect(await barriers(admin)).toEqual([]);

    for (const place of ['Audit', /^A?Ada/]) {
      await admin.getByRole('link', { name: place }).click();
      await admin
        .getByRole('heading', { level: 1, name: place === 'Audit' ? 'Audit' : 'Ada' })
        .waitFor();
      expect(await barriers(admin)).toEqual([]);
    }

    const desk = await opened.signedIn('ana');
    await desk.getByText('No tickets yet').waitFor();
    expect(await desk.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'Desk',
    ]);
    await aTicket(opened.store, { secret: SECRET, at: new Date().toISOString() });
    const row = desk.getByRole('link', { name: /Dose question/ });
    await row.waitFor();
    expect(await desk.title()).toBe('(1) Desk – Askwell');
    expect(await barriers(desk)).toEqual([]);

    await row.click();
    await desk.getByRole('button', { name: 'Claim', exact: true }).click();
    await desk
      .getByLabel('Write to the patient', { exact: true })
      .last()
      .fill('Your doctor will call you today.');
    await desk.getByText('— Ana, clinic support staff').waitFor();
    expect(await barriers(desk)).toEqual([]);
    await desk.keyboard.press('Control+Enter');
    const log = desk.getByRole('log');
    await log.getByText('Your doctor will call you today.').waitFor();
    const conversation = await opened.store.conversations.find(conversationIdOf(SECRET));
    expect(conversation?.messages.at(-1)).toMatchObject({
      from: 'staff',
      signature: { firstName: 'Ana' },
      text: expect.stringMatching(/^Your doctor will call you today\.\n— Ana/),
    });

    const text = 'how much should I take now?';
    await aTicket(opened.store, {
      secret: SECRET,
      text,
      replaces: 1,
      at: new Date().toISOString(),
    });
    await log.getByRole('listitem').filter({ hasText: text }).getByText('edited').waitFor();

    await desk.getByRole('button', { name: 'Resolve' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await log.getByText('Our staff have left this chat.').waitFor();
    expect(await desk.title()).not.toMatch(/^\(/);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a moderator changes an answer, a second one approves and publishes it, and drafts survive a closed tab',
  async () => {
    const opened = await aRunningConsole({ approvals: 1 });
    const admin = await anAdmin(opened);
    await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
    await aStaffMember(opened, admin, { login: 'noa', role: 'moderator' });

    const author = await opened.signedIn('mia');
    await author.getByRole('link', { name: 'Answers' }).click();
    await author.getByRole('searchbox', { name: 'Search' }).fill('full night');
    await author.getByRole('link', { name: /Driving after treatment/ }).waitFor();
    expect(await barriers(author)).toEqual([]);
    await author.getByRole('link', { name: /Driving after treatment/ }).click();
    await author.getByText('Sample answer: not yet approved by a clinician').waitFor();
    await author.getByRole('link', { name: 'Change the text' }).click();

    const text = author.getByLabel('Text', { exact: true });
    const before = await text.inputValue();
    await text.fill(`${before} Take 50 mg.`);
    await author.getByText(/only a prescriber/).waitFor();
    await text.fill(`${before} Plan a ride with an adult.`);
    await author.getByText('Nothing to mend.').waitFor();
    expect(await barriers(author)).toEqual([]);
    const again = await author.context().newPage();
    await author.close();
    await again.goto('/console/answers/en/driving.after-treatment/edit');
    await again.getByText('This is your unsaved text from before.').waitFor();
    await again.getByLabel('What you changed, and why').fill('the way home');
    await again.getByRole('button', { name: 'Save as a draft' }).click();
    await again.getByRole('button', { name: 'Send to review' }).click();
    await again.getByText('You wrote this revision, so someone else must approve it.').waitFor();
    expect(await again.getByRole('button', { name: /Approve/ }).count()).toBe(0);

    const reader = await opened.signedIn('noa');
    await reader.goto('/console/answers/en/driving.after-treatment');
    await reader.locator('ins', { hasText: 'Plan a ride with an adult.' }).waitFor();
    expect(await barriers(reader)).toEqual([]);
    await reader.getByRole('button', { name: 'Approve: clinical' }).click();
    await reader.getByRole('button', { name: 'Publish' }).click();
    await reader.getByText(/^Revision 2, since/).waitFor();
    expect(opened.bank.revision(DRIVING, 'en', 2).text).toBe(
      `${before} Plan a ride with an adult.`,
    );
    await again.getByText(/^Revision 2, since/).waitFor(); // the author's open page hears of it

    await reader.getByText('Revision 1', { exact: true }).click();
    await reader.getByRole('button', { name: 'Bring back' }).waitFor();
    expect(await barriers(reader)).toEqual([]);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
