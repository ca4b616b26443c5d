import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const PAGES = ['src/console/browser', 'src/channels/web/widget'];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NAMED = 'h1, h2, h3, button, th, label, legend, summary, [role=tab], nav a';
const SHORTEST = 3;

const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** All code of the pages, in one line: what is written in it is a word of the page, and no word of what it shows. */
export function pageSource(): string {
  const files = PAGES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /[.]tsx?$/.test(file))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
  );
  return inOneLine(files.join('\n'));
}

/** Headings, buttons and labels that one sees now and that are the page's own, sorted. */
export async function fixedWordsOf(page: Page, source: string): Promise<string[]> {
  const texts = await page
    .locator(NAMED)
    .evaluateAll((all) => all.map((one) => (one.checkVisibility() ? one.innerText : '')));
  const lines = texts.flatMap((text) => text.split('\n')).map(inOneLine);
  const own = lines.filter((line) => line.length >= SHORTEST && source.includes(line));
  return [...new Set(own)].sort();
}
