import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { quantile } from '../quantile.ts';
import { signInAsResponder } from './console-figures.ts';
import { openPage, WATCH } from './phone.ts';

const SIZE = { width: 1280, height: 800 };
const FRAMES = 240;
const STEP_PX = 160;
const ARRIVALS = 3;
/** Before a layout shift is taken for one that nobody caused. */
const INPUT_SETTLES_MS = 600;
const MEGABYTE = 1024 * 1024;

export type QueueFigures = {
  tickets: number;
  /** One reading of the queue's beginning, and of what every page says about the desk. */
  answeredMs: { queue: number; deskNow: number; search: number };
  firstRowMs: number;
  frames: { p50Ms: number; p95Ms: number; worstMs: number };
  /** From a jump into the middle until the tickets there are shown. */
  jumpMs: number;
  heapMegabytes: number;
  nodes: number;
  /** By tickets that come while the beginning is read, and while the middle is. */
  shifted: { atTop: number; inMiddle: number };
  /** How far the row that is read moved on the screen when tickets came above it. */
  movedPx: number;
};

/** The desk with a long queue, as a responder at an ordinary machine sees it. */
export async function queueFigures(browser: Browser, url: string): Promise<QueueFigures> {
  const storageState = await signInAsResponder(browser, url);
  const { page, close } = await openPage(browser, { isPhone: false, viewport: SIZE, storageState });
  await page.addInitScript(WATCH);
  await page.goto(`${url}/console/desk`);
  await rows(page).first().waitFor();
  const firstRowMs = await page.evaluate<number>('performance.now()');
  const tickets = await openTickets(page);
  const answeredMs = {
    queue: await answered(page, '/tickets'),
    deskNow: await answered(page, '/desk-now'),
    search: await answered(page, '/tickets?q=nothing+has+these'),
  };
  const atTop = await shiftsByArrivals(page, url);
  const frames = await page.evaluate<number[]>(SCROLL);
  const jumpMs = await page.evaluate<number>(JUMP);
  const before = await firstOnScreen(page);
  const inMiddle = await shiftsByArrivals(page, url);
  const after = await topOf(page, before.id);
  const memory = await memoryOf(page);
  await close();
  return {
    tickets,
    answeredMs,
    firstRowMs,
    frames: {
      p50Ms: quantile(frames, 0.5),
      p95Ms: quantile(frames, 0.95),
      worstMs: Math.max(...frames),
    },
    jumpMs,
    ...memory,
    shifted: { atTop, inMiddle },
    movedPx: Math.abs(after - before.top),
  };
}

const rows = (page: Page) => page.getByRole('link', { name: /Dose question/ });

/** Milliseconds from one frame to the next while the page scrolls on and on. */
const SCROLL = `new Promise((resolve) => {
  const times = [];
  let last = performance.now();
  const step = (now) => {
    times.push(now - last);
    last = now;
    if (times.length > ${FRAMES}) resolve(times.slice(1));
    else {
      scrollBy(0, ${STEP_PX});
      requestAnimationFrame(step);
    }
  };
  requestAnimationFrame(step);
})`;

/** To the middle of the queue, until a ticket is there in place of a grey row. */
const JUMP = `new Promise((resolve) => {
  const from = performance.now();
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const look = () => {
    const seen = [...document.querySelectorAll('a.ticket-row')].filter((row) => {
      const { top } = row.getBoundingClientRect();
      return top > 0 && top < innerHeight;
    });
    if (seen.length > 2 && !document.querySelector('.ticket-row.coming')) resolve(performance.now() - from);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
})`;

async function openTickets(page: Page): Promise<number> {
  const words = await page.getByText(/^[\d,]+ open$/).innerText();
  return Number(words.replace(/\D/g, ''));
}

/** The better of two: the first may make what the server keeps. */
async function answered(page: Page, path: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const times = [];
    for (const _ of [1, 2]) {
      const from = performance.now();
      await (await fetch('/console/api${path}')).text();
      times.push(performance.now() - from);
    }
    return Math.min(...times);
  })()`);
}

/** Patients ask about doses elsewhere, so that no press on this page excuses what moves. */
async function shiftsByArrivals(page: Page, url: string): Promise<number> {
  await page.waitForTimeout(INPUT_SETTLES_MS);
  const before = await page.evaluate<number>('window.seen.shifted');
  const count = await openTickets(page);
  for (let arrival = 1; arrival <= ARRIVALS; arrival += 1) {
    await fetch(`${url}/api/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        messageId: randomUUID(),
        text: 'how many mg of ketamine may I take?',
      }),
    });
    await page.getByText(`${(count + arrival).toLocaleString('en-US')} open`).waitFor();
  }
  await page.waitForTimeout(INPUT_SETTLES_MS);
  return (await page.evaluate<number>('window.seen.shifted')) - before;
}

/** The row in the middle of the screen. */
function firstOnScreen(page: Page): Promise<{ id: string; top: number }> {
  return page.evaluate(`(() => {
    const row = document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('a.ticket-row');
    return { id: row.id, top: row.getBoundingClientRect().top };
  })()`);
}

function topOf(page: Page, id: string): Promise<number> {
  return page.evaluate(`document.getElementById('${id}').getBoundingClientRect().top`);
}

async function memoryOf(page: Page): Promise<Pick<QueueFigures, 'heapMegabytes' | 'nodes'>> {
  const line = await page.context().newCDPSession(page);
  await line.send('HeapProfiler.collectGarbage');
  await line.send('Performance.enable');
  const { metrics } = await line.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return { heapMegabytes: of('JSHeapUsedSize') / MEGABYTE, nodes: of('Nodes') };
}
