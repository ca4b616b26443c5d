import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedWordsOf, pageSource } from '../pictures/fixed-words.ts';
import { IMAGES, PICTURE_LIST, PictureList, SCENES } from '../pictures/picture-list.ts';
import { openStage, type Stage } from '../pictures/stage.ts';

const ROOT = new URL('../../', import.meta.url);
const AGAIN = 'Run `npm run screenshots` and look at what it took.';

let stage: Stage;
const source = pageSource();
const list = () => PictureList.parse(JSON.parse(readFileSync(PICTURE_LIST, 'utf8')));

beforeAll(async () => {
  stage = await openStage({ conversations: 12 });
}, 180_000);
afterAll(() => stage?.close());

/** Names of pictures in the pages of the help, in README and in the walks. */
function namedPictures(): string[] {
  const help = new URL('docs/help/', ROOT);
  const pages = readdirSync(help, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(new URL(file, help), 'utf8'));
  const readme = readFileSync(new URL('README.md', ROOT), 'utf8');
  const shown = pages.flatMap((text) => [...text.matchAll(/\{% picture "([^"]+)"/g)]);
  const linked = [...readme.matchAll(/docs\/images\/([\w-]+?)(?:-phone)?[.]\w+/g)];
  return [...shown, ...linked].map(([, name = '']) => name);
}

test('every picture that a page names is taken, and every one that is taken is on a page', () => {
  const taken = SCENES.map(({ name }) => name).sort();
  expect([...new Set(namedPictures())].sort()).toEqual(taken);
});

test('the list of pictures names the files that lie there, and no other', () => {
  const files = Object.entries(list()).flatMap(([name, { files: looks }]) =>
    Object.keys(looks).map((look) => `${name}${look}.webp`),
  );
  const there = readdirSync(fileURLToPath(IMAGES)).filter((file) => file !== 'pictures.json');
  expect(there.sort(), AGAIN).toEqual(files.sort());
  expect(Object.keys(list()).sort()).toEqual(SCENES.map(({ name }) => name).sort());
});

test('every word of the pages in a picture still stands in their code', () => {
  const gone = Object.entries(list()).flatMap(([name, { words }]) =>
    words.filter((word) => !source.includes(word)).map((word) => `${name}: ${word}`),
  );
  expect(gone, AGAIN).toEqual([]);
  expect(existsSync(PICTURE_LIST)).toBe(true);
});

/** The same steps as for the pictures, in a smaller demo: what a page has besides is newer than its picture. */
test('no page shows a heading, button or label that its picture lacks', async () => {
  const pictures = list();
  const newer: string[] = [];
  for (const scene of SCENES) {
    const page = await scene.show(stage);
    await scene.lead?.(page).waitFor();
    const known = new Set(pictures[scene.name]?.words);
    const words = await fixedWordsOf(page, source);
    newer.push(...words.filter((word) => !known.has(word)).map((word) => `${scene.name}: ${word}`));
    expect(words.length, scene.name).toBeGreaterThan(3);
  }
  expect(newer, AGAIN).toEqual([]);
}, 180_000);
