import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import type { Size } from './scene.ts';

/** A picture on disk: WebP is a fifth of the bytes of PNG. `width`: of the file, in pixels. */
export type PictureFile = { path: string; width: number };

const QUALITY = 0.75;
const Drawn = z.object({ width: z.number(), height: z.number(), webp: z.string() });

/** Writes WebP: the browser that took the pictures also packs them, on a page of its own. */
export async function createPacker(browser: Browser) {
  const table = await browser.newPage();
  return {
    /** Takes what `page` shows now. Resolves with the size of the file's picture in pixels. */
    async take(page: Page, { path, width }: PictureFile): Promise<Size> {
      const png = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString(
        'base64',
      );
      const drawn = Drawn.parse(
        await table.evaluate(`(async () => {
          const picture = new Image();
          picture.src = 'data:image/png;base64,${png}';
          await picture.decode();
          const canvas = document.createElement('canvas');
          canvas.width = ${width};
          canvas.height = Math.round(picture.height * ${width} / picture.width);
          const pen = canvas.getContext('2d');
          pen.imageSmoothingQuality = 'high';
          pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
          return { width: canvas.width, height: canvas.height, webp: canvas.toDataURL('image/webp', ${QUALITY}) };
        })()`),
      );
      writeFileSync(path, Buffer.from(drawn.webp.split(',')[1] ?? '', 'base64'));
      return { width: drawn.width, height: drawn.height };
    },
    close: () => table.close(),
  };
}
