import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { quantile } from '../quantile.ts';
import { openPage, type Sent, WATCH } from './phone.ts';

const LOADS = 7;
const SIZE = { width: 360, height: 740 };
/** Before a layout shift is taken for one that nobody caused. */
const INPUT_SETTLES_MS = 600;

export type WidgetFigures = {
  sent: Sent;
  /** Milliseconds from the start of the navigation, one per load. */
  painted: number[];
  /** The field takes what is typed, and no long task is under way. */
  interactive: number[];
  topicsShown: number[];
  shiftedAtLoad: number;
  shiftedByMessages: number;
};

/** The chat as a page of its own, on a slow phone, each time for the first time. */
export async function widgetFigures(browser: Browser, url: string): Promise<WidgetFigures> {
  const loads = [];
  for (let load = 0; load < LOADS; load += 1) loads.push(await measureLoad(browser, url));
  const [first] = loads;
  if (!first) throw new Error('nothing was measured');
  return {
    sent: first.sent,
    painted: loads.map(({ painted }) => painted),
    interactive: loads.map(({ interactive }) => interactive),
    topicsShown: loads.map(({ topicsShown }) => topicsShown),
    shiftedAtLoad: Math.max(...loads.map(({ shifted }) => shifted)),
    shiftedByMessages: await shiftsByMessages(browser, url),
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Notes when the field is there, and when the topics are. */
const NOTE = `
  const root = () => document.querySelector('askwell-chat')?.shadowRoot;
  const note = () => {
    if (root()?.querySelector('textarea')) window.seen.field ??= performance.now();
    if (root()?.querySelector('.choices button')) window.seen.topics ??= performance.now();
    if (!window.seen.topics) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
`;

async function measureLoad(browser: Browser, url: string) {
  const { page, sent, close } = await openPage(browser, { isPhone: true, viewport: SIZE });
  await page.addInitScript(WATCH + NOTE);
  await page.goto(url);
  await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
  const all = await sent();
  const seen = await page.evaluate<Record<string, number>>('window.seen');
  const painted = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
  );
  await close();
  const { field = 0, topics = 0, longTaskEnd = 0, shifted = 0 } = seen;
  const interactive = Math.max(field, painted, longTaskEnd);
  return { sent: all, painted, interactive, topicsShown: topics, shifted };
}

/** Written at another place, so that no press on this page excuses what moves. */
async function shiftsByMessages(browser: Browser, url: string): Promise<number> {
  const { page, close } = await openPage(browser, { isPhone: true, viewport: SIZE });
  await page.addInitScript(WATCH);
  await page.goto(url);
  await page.getByRole('textbox').fill('can I drive home after my infusion?');
  await page.keyboard.press('Enter');
  await page.getByText('Sources and review date').first().waitFor();
  await page.waitForTimeout(INPUT_SETTLES_MS);
  const before = await shiftedSoFar(page);
  const conversation = await page.evaluate<string>(
    'JSON.parse(Object.values(localStorage)[0]).conversation',
  );
  for (const text of ['does insurance cover it?', 'thanks', 'what should I bring?']) {
    const count = await page.getByRole('article').count();
    await fetch(`${url}/api/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation, messageId: randomUUID(), text }),
    });
    await page
      .getByRole('article')
      .nth(count + 1)
      .waitFor();
  }
  await page.waitForTimeout(INPUT_SETTLES_MS);
  const shifted = (await shiftedSoFar(page)) - before;
  await close();
  return shifted;
}

function shiftedSoFar(page: Page): Promise<number> {
  return page.evaluate('window.seen.shifted');
}
