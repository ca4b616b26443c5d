import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const KILOBIT_BYTES = 1000 / 8;
/** A cheap phone on slow 4G, with the figures that Lighthouse takes for one. */
const SLOWER_CPU = 4;
const LATENCY_MS = 150;
const DOWN_BYTES_PER_SECOND = 1638 * KILOBIT_BYTES;
const UP_BYTES_PER_SECOND = 750 * KILOBIT_BYTES;

export const PHONE = `CPU ${SLOWER_CPU} times slower, ${LATENCY_MS} ms, 1.6 Mbit/s down, 0.75 up; nothing in the cache`;

/** What came over the line for one page. */
export type Sent = {
  requests: number;
  /** As they went over the line, headers included. */
  bytes: number;
  /** Bytes of script, each file gzipped for itself, whether or not the server did so. */
  scriptGzipped: number;
};

export type OpenPage = {
  page: Page;
  /** Waits until everything that is under way has come. */
  sent(): Promise<Sent>;
  close(): Promise<void>;
};

/** A page with an empty cache, slowed down where it is a phone. Goes nowhere yet. */
export async function openPage(
  browser: Browser,
  { isPhone, ...look }: BrowserContextOptions & { isPhone: boolean },
): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'en-US', ...look });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  if (isPhone) {
    await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: DOWN_BYTES_PER_SECOND,
      uploadThroughput: UP_BYTES_PER_SECOND,
    });
  }
  let requests = 0;
  let bytes = 0;
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  return {
    page,
    async sent() {
      await page.waitForLoadState('networkidle');
      const sizes = await Promise.all(scripts);
      return { requests, bytes, scriptGzipped: sizes.reduce((sum, size) => sum + size, 0) };
    },
    close: () => context.close(),
  };
}

/** To run in a page before any script of its own: notes long tasks and layout shifts that no one caused by pressing. */
export const WATCH = `
  window.seen = { longTaskEnd: 0, shifted: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.seen.longTaskEnd = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.seen.shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;
