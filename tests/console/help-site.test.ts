import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import Fastify from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { helpSite } from '../../src/channels/web/help-site.ts';
import { describeSettings } from '../../src/config.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildHelp } from '../support/build-help.ts';

/** Addresses of the program that the help points to. */
const ELSEWHERE = new Set(['/console', '/docs', '/icon.svg']);
const WIDTHS = [360, 768, 1440];
/** Between them they hold all that the style sheet knows, so the dark colours are looked at on these. */
const EVERY_PART = [
  '/help/search/?q=backup',
  '/help/patients/',
  '/help/moderators/gaps/',
  '/help/developers/channel/',
  '/help/admins/settings/',
];

let browser: Browser;
let base: string;
/** What each page is, by its address. */
let pages: Map<string, string>;
let close: () => Promise<unknown>;

/** Builds the help once and serves it as the program does. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-help-'));
  await buildHelp(join(folder, 'help'));
  const files = await readdir(join(folder, 'help'), { recursive: true });
  const read = async (file: string) => readFile(join(folder, 'help', file), 'utf8');
  pages = new Map(
    await Promise.all(
      files
        .filter((file) => file.endsWith('index.html'))
        .map(
          async (file) =>
            [`/help/${file.slice(0, -'index.html'.length)}`, await read(file)] as const,
        ),
    ),
  );
  const app = Fastify({ forceCloseConnections: true });
  await app.register(helpSite(pathToFileURL(`${folder}/`)));
  app.get('/icon.svg', async () => '');
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
  close = () => Promise.all([browser.close(), app.close()]);
}, 60_000);
afterAll(() => close?.());

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
}

/** Says what is wrong with it; nothing where it leads somewhere. */
async function problemOf(link: string, page: string): Promise<string | undefined> {
  const { origin, pathname, hash, protocol } = new URL(link, `${base}${page}`);
  if (protocol === 'tel:' || ELSEWHERE.has(pathname)) return undefined;
  if (origin !== base) return protocol === 'https:' ? undefined : 'is no https address';
  if (hash) return hasPlace(pathname, hash.slice(1)) ? undefined : 'names no place';
  return pages.has(pathname) || (await fetch(base + pathname)).ok ? undefined : 'leads nowhere';
}

function hasPlace(pathname: string, id: string): boolean {
  return attributes(pages.get(pathname) ?? '', 'id').includes(id);
}

test('every link, anchor and picture of the help leads somewhere', async () => {
  const wrong: string[] = [];
  for (const [page, html] of pages) {
    for (const link of [
      ...attributes(html, 'href'),
      ...attributes(html, 'src'),
      ...attributes(html, 'srcset'),
    ]) {
      const problem = await problemOf(link, page);
      if (problem) wrong.push(`${page}: ${link} ${problem}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(pages.size).toBeGreaterThanOrEqual(18);
});

test('no text is left half-filled, and every picture says what it shows', () => {
  for (const [page, html] of pages) {
    expect(html.replaceAll(/<code>.*?<\/code>/gs, ''), page).not.toMatch(
      /\{\{|\{%|undefined|\[object/,
    );
    expect(attributes(html, 'alt').filter((alt) => alt.length < 10)).toEqual([]);
    expect(attributes(html, 'src').length).toBe(attributes(html, 'alt').length);
  }
});

test("an admin's settings are those of the program", () => {
  const html = pages.get('/help/admins/settings/') ?? '';
  for (const { name } of describeSettings()) expect(html).toContain(`<code>${name}</code>`);
});

test('pages are read on a phone and on a wide screen, in the light and in the dark', async () => {
  const found: string[] = [];
  const context = await browser.newContext({ baseURL: base });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.on('console', (line) => {
    if (line.type() === 'error') found.push(line.text());
  });
  expect([...pages.keys()]).toEqual(expect.arrayContaining(EVERY_PART.slice(1)));
  for (const address of [...pages.keys(), ...EVERY_PART.slice(0, 1)]) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(over) > 0) found.push(`${address} is ${over} px too wide at ${width}`);
    }
    found.push(...(await barriersOf(page, address)));
    if (!EVERY_PART.includes(address)) continue;
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await barriersOf(page, `${address} dark`, ['color-contrast'])));
  }
  expect(found).toEqual([]);
}, 120_000);

/** What axe finds; in the dark colours alone can be otherwise. */
async function barriersOf(page: Page, name: string, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`);
}

test('the search finds a page by its words, by a slip and by part of a word, with the keyboard alone', async () => {
  const page = await browser.newPage({ baseURL: base });
  onTestFinished(() => page.close());
  await page.goto('/help/patients/');
  const asks = async (words: string) => {
    await page.getByRole('searchbox', { name: 'Words to look for in the help' }).fill(words);
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\/[?]q=/);
    await page
      .getByRole('status')
      .filter({ hasText: `“${words}”` })
      .waitFor();
    return page.getByRole('main').getByRole('listitem').allInnerTexts();
  };
  const [first] = await asks('restore backup');
  expect(first).toMatch(/^Backup, restore, upgrade/);
  expect(await asks('bakup')).toContainEqual(expect.stringMatching(/^Backup, restore, upgrade/));
  expect(await asks('translat')).toContainEqual(expect.stringContaining('Translations'));
  expect(await asks('xyzzy')).toEqual([]);
  await page.getByText('Nothing was found').waitFor();
  const links = await asks('emergency');
  expect(links.length).toBeGreaterThan(2);
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test('what is searched for is shown as text, whatever it is', async () => {
  const hostile = '"><script>alert(1)</script> (a+)+$ $& __proto__';
  const answer = await fetch(`${base}/help/search/?q=${encodeURIComponent(hostile)}&q=two`);
  expect(answer.status).toBe(200);
  const html = await (await fetch(`${base}/help/search/?q=${encodeURIComponent(hostile)}`)).text();
  expect(html).not.toContain('<script');
  expect(html).toContain('&quot;&gt;&lt;script&gt;');
  for (const words of ['', 'a'.repeat(5_000), '%', '$1 $&']) {
    const { status } = await fetch(`${base}/help/search/?q=${encodeURIComponent(words)}`);
    expect(status).toBe(200);
  }
});

test('the keyboard goes past the menu at once', async () => {
  const page = await browser.newPage({ baseURL: base });
  onTestFinished(() => page.close());
  await page.goto('/help/patients/');
  const focused = () => page.evaluate('document.activeElement.textContent.trim().slice(0, 20)');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the text');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
});

test('nothing runs in the help, and nothing is sent', async () => {
  const { headers } = await fetch(`${base}/help/`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
  for (const [page, html] of pages)
    expect(html, page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  const there = await fetch(`${base}/help`, { redirect: 'manual' });
  expect([there.status, there.headers.get('location')]).toEqual([301, '/help/']);
});
