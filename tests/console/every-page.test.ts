import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, aTicket } from '../support/console.ts';
import { aDialogue } from '../support/past-kit.ts';

const FLOW_MS = 240_000;
const HOUR_MS = 3_600_000;

const { aRunningConsole, barriers } = builtConsole();

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** Something to show on every page. */
async function aLivelyClinic() {
  const opened = await aRunningConsole();
  onTestFinished(() => opened.past.stop());
  const admin = await anAdmin(opened);
  await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  const { store } = opened;
  const number = await aTicket(store, { urgency: 'urgent', at: ago(50) });
  await aTicket(store, { secret: 'other', at: ago(1), text: '¿Qué hago?', reason: 'human' });
  await admin.post(`/tickets/${number}/claim`);
  await admin.post(`/tickets/${number}/note`, { text: 'She is known here.' });
  const driving = { answer: 'driving.after-treatment', intent: 'driving.after_treatment' };
  await aDialogue(store, {
    secret: 'asks',
    asked: [
      { text: 'can I drive home', at: ago(3), ...driving },
      { text: 'is there parking?', at: ago(2), reply: 'fallback' },
    ],
  });
  const words = { intent: 'driving.machines', locale: 'en' };
  await admin.post('/examples', { text: 'is my quad bike fine', ...words });
  await admin.post('/questions', { text: 'may I mow the lawn', locale: 'en', expect: 'staff' });
  return { ...opened, number };
}

/** A name of the page's own under which all that is read has come. */
async function shown(page: Page, path: string): Promise<void> {
  await page.goto(`/console${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Times that do not say exactly when on hover, and anything that is wider than the screen. */
const CARELESS = `[
  ...[...document.querySelectorAll('time')].filter((time) => !time.title).map((time) => time.outerHTML),
  ...(document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []),
]`;

test.each([
  ['a wide screen, in the light and in the dark', { width: 1280, height: 800 }, true],
  ['a phone', { width: 360, height: 740 }, false],
])(
  'every page is free of barriers on %s',
  async (_, viewport, dark) => {
    const opened = await aLivelyClinic();
    const page = await opened.signedIn('ada', { viewport });
    const menu = page.getByRole('navigation', { name: 'Pages' }).locator('a');
    const links = await menu.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const places = links.map((href) => String(href).replace('/console', ''));
    const others = [`/desk/${opened.number}`, '/answers/en/driving.after-treatment', '/account'];
    const found: Record<string, unknown> = {};
    for (const path of [...places, ...others]) {
      await shown(page, path);
      const wrong = [
        ...(await barriers(page, { dark })),
        ...(await page.evaluate<string[]>(CARELESS)),
      ];
      if (wrong.length > 0) found[path] = wrong;
    }
    expect(places).toHaveLength(13);
    expect(found).toEqual({});
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
