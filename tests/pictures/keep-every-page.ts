import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SCENES } from './picture-list.ts';
import { shown } from './scenes/desk-scenes.ts';
import type { Stage } from './stage.ts';

const WIDTHS = [360, 768, 1440];
const HEIGHT = 900;

/** Pages of the console that no picture of the help shows; the others come from its scenes. */
const MORE_PLACES = ['/deliveries', '/examples', '/account', '/answers/new', '/nothing-here'];

/** Every page of help, chat and console, whole, in each width and scheme, as files of a folder. */
export async function keepEveryPage(
  stage: Stage,
  folder: string,
  onPage: (name: string) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const keep = async (page: Page, name: string) => {
    onPage(name);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        await page.waitForLoadState('networkidle');
        const path = join(folder, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      }
    }
  };
  for (const scene of SCENES) await keep(await scene.show(stage), `page-${scene.name}`);
  for (const place of MORE_PLACES) {
    const page = await shown(await stage.staff('sample-admin', place), /./);
    await keep(page, `page${place.replaceAll('/', '-')}`);
  }
  await keep(await stage.patient('/console/'), 'page-sign-in');
  const help = await stage.patient('/help/');
  const links = await help
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  for (const href of ['/help/', '/help/search/?q=backup', ...links]) {
    await help.goto(href);
    await keep(help, href.replaceAll(/\W+/g, '-').replace(/^-|-$/g, ''));
  }
}
