import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { fixedWordsOf, pageSource } from './fixed-words.ts';
import { createPacker } from './picture-file.ts';
import { IMAGES, PICTURE_LIST, type PictureList, SCENES } from './picture-list.ts';
import type { Scene, Size } from './scene.ts';
import type { Stage } from './stage.ts';

/** Pixels of a file for one of the page: wide ones are shown smaller than they are, phones need the finer grain. */
const GRAIN = { wide: 1, phone: 2 };

/** Takes every picture of the help anew; what lay there before goes. */
export async function takePictures(stage: Stage, onPicture: (name: string) => void): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  for (const file of readdirSync(IMAGES)) rmSync(new URL(file, IMAGES));
  const packer = await createPacker(stage.browser);
  const source = pageSource();
  const list: PictureList = {};
  for (const scene of SCENES) {
    onPicture(scene.name);
    const page = await scene.show(stage);
    const words = await fixedWordsOf(page, source);
    const files: PictureList[string]['files'] = {};
    for (const { look, size, width } of looksOf(scene)) {
      await dress(page, size, look);
      await scene.lead?.(page).evaluate((one) => one.scrollIntoView({ block: 'start' }));
      const path = fileURLToPath(new URL(`${scene.name}${look}.webp`, IMAGES));
      const taken = await packer.take(page, { path, width });
      files[look] = [taken.width, taken.height];
    }
    await dress(page, WIDEST, '');
    list[scene.name] = { files, words };
  }
  await packer.close();
  writeFileSync(PICTURE_LIST, `${JSON.stringify(list, null, 1)}\n`);
}

const WIDEST: Size = { width: 1280, height: 860 };

function looksOf({ sizes, dark }: Scene) {
  return (['wide', 'phone'] as const).flatMap((kind) => {
    const size = sizes[kind];
    if (!size) return [];
    const look = kind === 'phone' ? '-phone' : '';
    const width = size.width * GRAIN[kind];
    return (dark ? [look, `${look}-dark`] : [look]).map((one) => ({ look: one, size, width }));
  });
}

/** Nothing under the pointer, nothing on its way. */
async function dress(page: Page, size: Size, look: string): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: look.endsWith('-dark') ? 'dark' : 'light' });
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
}
