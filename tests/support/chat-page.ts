import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { buildPages } from './build-pages.ts';
import { aWebChat, type WebChat } from './web-chat.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Options = BrowserContextOptions & {
  path?: string;
  before?: (page: Page) => Promise<unknown>;
  /** The clinic's own page, at `/site`. */
  site?: string;
  /** Parts of the server that are other than usual. */
  server?: Parameters<typeof aWebChat>[0];
};

/** A patient's open page, and what went wrong on it. */
export type OpenChat = {
  chat: WebChat;
  context: BrowserContext;
  page: Page;
  /** Where the server is. */
  url: string;
  problems: string[];
  question: Locator;
  close(): Promise<void>;
};

const SETTINGS = new URL('../../src/channels/web/widget/vite.config.ts', import.meta.url);

/** Built once in a process, however many files of tests it runs. */
let built: Promise<string> | undefined;

/** The widget, and a browser from before the tests of a file until after them. */
export function aChatPage() {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    built ??= buildPages(SETTINGS, 'widget');
    [browser, folder] = await Promise.all([launchBrowser(), built]);
  });
  afterAll(() => browser?.close());

  /** The chat on a server of its own. */
  async function open(wanted: Options = {}): Promise<OpenChat> {
    const { path = '/', before, server, site = aSite(), ...options } = wanted;
    const chat = await aWebChat({ assets: pathToFileURL(`${folder}/`), ...server });
    chat.app.get('/site', (_request, reply) => reply.type('text/html').send(site));
    const url = await chat.app.listen({ port: 0 });
    const context = await browser.newContext({ locale: 'en-US', ...options });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await before?.(page);
    await page.goto(`${url}${path}`);
    const close = async () => {
      await context.close();
      await chat.app.close();
    };
    const question = page.getByRole('textbox', { name: 'Your question' });
    return { chat, context, page, url, problems, question, close };
  }
  const script = () => readFileSync(join(folder, 'widget/askwell-chat.js'));
  return { open, script };
}

/** A page of the clinic's with the chat on it. */
export function aSite({ server = '', html = '', chat = '' } = {}): string {
  return `<!doctype html><html lang="en" ${html}><meta name="viewport" content="width=device-width, initial-scale=1"><title>Clinic</title><h1>Clinic</h1><p>Words of the clinic.</p><script src="${server}/askwell-chat.js" defer></script><askwell-chat ${chat}></askwell-chat></html>`;
}

export async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(text);
  await page.keyboard.press('Enter');
}

/** Presses the key until the control with this text has the focus. */
export async function focusByTab(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await page.evaluate(
      `(() => { const e = document.querySelector('askwell-chat').shadowRoot.activeElement; return e ? (e.labels?.[0] ?? e).textContent.trim() : ''; })()`,
    );
    if (focused === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${name} cannot be reached by ${key}`);
}

export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** From now on `heard()` lists what a screen reader is told: the text that comes into a live region that speaks. */
export async function listen(page: Page): Promise<{ heard(): Promise<string[]> }> {
  await page.evaluate(`(() => {
    const root = document.querySelector('askwell-chat').shadowRoot;
    window.heard = [];
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        const added = type === 'characterData' ? [target] : [...addedNodes];
        for (const node of added) {
          const element = node.nodeType === 1 ? node : node.parentElement;
          const region = element?.closest('[aria-live], [role=status]');
          const text = node.textContent.replace(/\\s+/g, ' ').trim();
          if (node.nodeType !== 8 && region && region.ariaLive !== 'off' && text) window.heard.push(text);
        }
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  })()`);
  return { heard: () => page.evaluate('window.heard') };
}
