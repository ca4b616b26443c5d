import type { Page } from 'playwright-core';
import { BOTH, type Scene, WIDE_ONLY } from '../scene.ts';

/** By its address: the list may move under a pointer. */
export async function openTicket(desk: Page, words: RegExp): Promise<void> {
  const link = desk.getByRole('link', { name: words }).first();
  await desk.goto((await link.getAttribute('href')) ?? '');
}

/** Waits until the page of this title has what it shows. */
export async function shown(page: Page, title: string | RegExp): Promise<Page> {
  await page.getByRole('heading', { level: 1, name: title }).first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return page;
}

/** What responders see. */
export const DESK_SCENES: readonly Scene[] = [
  {
    name: 'overview',
    sizes: WIDE_ONLY,
    show: async ({ staff }) => shown(await staff('sample-admin', '/overview'), 'Overview'),
  },
  {
    name: 'desk',
    sizes: BOTH,
    dark: true,
    async show({ staff }) {
      const desk = await shown(await staff('sample-nurse', '/desk'), 'Desk');
      await desk.getByRole('link', { name: /Possible emergency/ }).waitFor();
      return desk;
    },
  },
  {
    name: 'ticket',
    sizes: BOTH,
    dark: true,
    async show({ staff }) {
      const desk = await staff('sample-nurse', '/desk');
      await openTicket(desk, /would twice the spray/);
      await desk.getByRole('button', { name: 'Claim', exact: true }).first().click();
      const box = desk.getByLabel('Write to the patient', { exact: true }).last();
      await box.fill('Please take nothing more until we have talked. I call you at noon.');
      const preview = desk.getByRole('region', { name: 'What the patient will read' });
      await preview.getByText('I call you at noon.').waitFor();
      await desk.evaluate('scrollTo(0, 0)');
      return desk;
    },
  },
];
