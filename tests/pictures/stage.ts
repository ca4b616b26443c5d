import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { signInOf, theProgram } from '../support/demo-program.ts';
import { aFolder } from '../support/program.ts';

const STEP_MS = 30_000;

/** The demo of the real program on a folder of its own, and a browser in front of it. */
export type Stage = {
  url: string;
  browser: Browser;
  /** A new page of somebody who is not signed in. */
  patient(path?: string): Promise<Page>;
  /** The page of a sample person at this address; each keeps one page and signs in once. */
  staff(login: string, path: string): Promise<Page>;
  close(): Promise<void>;
};

/** `folder`: a demo that was filled before; without it a new one is. */
type Options = {
  folder?: string | undefined;
  conversations?: number;
  look?: BrowserContextOptions;
};

export async function openStage({ folder, conversations, look }: Options = {}): Promise<Stage> {
  const fewer = conversations === undefined ? [] : ['--conversations', String(conversations)];
  const program = theProgram('demo', '--folder', folder ?? join(aFolder(), 'demo'), ...fewer);
  const [out, browser] = await Promise.all([program.said(/sample-doctor .*\n/), launchBrowser()]);
  const { url } = signInOf(out, 'sample-nurse');
  const signedIn = new Map<string, Promise<Page>>();
  const aPage = async () => {
    const context = await browser.newContext({ baseURL: url, locale: 'en-US', ...look });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    return page;
  };
  const signIn = async (login: string) => {
    const page = await aPage();
    await page.goto('/console/');
    await page.getByLabel('Sign-in name').fill(login);
    await page.getByLabel('Password').fill(signInOf(out, login).password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Sign-in name').waitFor({ state: 'detached' });
    return page;
  };
  return {
    url,
    browser,
    async patient(path = '/') {
      const page = await aPage();
      await page.goto(path);
      return page;
    },
    async staff(login, path) {
      const known = signedIn.get(login) ?? signIn(login);
      signedIn.set(login, known);
      const page = await known;
      await page.goto(`/console${path}`);
      return page;
    },
    async close() {
      await browser.close();
      program.end();
      await program.ended;
    },
  };
}
