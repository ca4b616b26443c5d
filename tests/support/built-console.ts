import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openConsole, PASSWORD } from './console.ts';

const CONFIG = fileURLToPath(new URL('../../src/console/browser/vite.config.ts', import.meta.url));
const STEP_MS = 10_000;

/** Builds the console's pages once for a file of tests, and starts a browser. */
export function builtConsole() {
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
