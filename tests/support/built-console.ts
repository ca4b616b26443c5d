import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launchBrowser } from './browser.ts';
import { buildPages } from './build-pages.ts';
import { openConsole, PASSWORD } from './console.ts';

const SETTINGS = new URL('../../src/console/browser/vite.config.ts', import.meta.url);
const STEP_MS = 10_000;

/** Built once in a process, however many files of tests it runs. */
let built: Promise<string> | undefined;

/** The console's pages, and a browser for a file of tests. */
export function builtConsole() {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    built ??= buildPages(SETTINGS, 'console/browser');
    [browser, folder] = await Promise.all([launchBrowser(), built]);
  });

  afterAll(() => browser?.close());

  /** The console on a free port, and pages of it that fail the test on any error of script or policy. */
  async function aRunningConsole(options: Parameters<typeof openConsole>[0] = {}) {
    const opened = await openConsole({
      now: () => new Date().toISOString(),
      ...options,
      assets: pathToFileURL(`${folder}/`),
    });
    await opened.app.listen({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => opened.app.close());
    const { port } = opened.app.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const problems: string[] = [];
    const newPage = async (look: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext({ baseURL: base, ...look });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      page.setDefaultTimeout(STEP_MS);
      page.on('pageerror', (err) => problems.push(String(err)));
      page.on('console', (line) => {
        if (line.type() === 'error') problems.push(line.text());
      });
      return page;
    };
    const signIn = async (page: Page, login: string): Promise<Page> => {
      await page.goto('/console/desk');
      await page.getByLabel('Sign-in name').fill(login);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
      return page;
    };
    const signedIn = async (login: string, look: BrowserContextOptions = {}) =>
      signIn(await newPage(look), login);
    return { ...opened, base, newPage, signIn, signedIn, problems };
  }

  return { aRunningConsole, barriers };
}

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What the colours of the dark set can change; all else is the same page. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** All findings of axe at WCAG 2.2 AA and by its best practices, in the light and where asked in the dark. */
async function barriers(page: Page, { dark = false } = {}): Promise<string[]> {
  const size = page.viewportSize();
  // The whole page at once: what stands under the bar at the foot of a phone is no small target, one scrolls it out.
  if (size) await page.setViewportSize({ ...size, height: await wholeHeight(page, size.height) });
  const found = findings('light', await new AxeBuilder({ page }).withTags(WCAG_22_AA).analyze());
  if (dark) found.push(...(await barriersOfDark(page)));
  if (size) await page.setViewportSize(size);
  return found;
}

async function barriersOfDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = findings('dark', await new AxeBuilder({ page }).withRules(OF_COLOURS).analyze());
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

async function wholeHeight(page: Page, least: number): Promise<number> {
  return Math.max(least, await page.evaluate<number>('document.documentElement.scrollHeight'));
}

type Axe = Awaited<ReturnType<AxeBuilder['analyze']>>;

function findings(look: string, { violations }: Axe): string[] {
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ target }) => target.join(' ')).join(', ');
    return `${look} ${id}: ${places}`;
  });
}
