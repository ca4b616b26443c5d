import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IdAttributePlugin } from '@11ty/eleventy';
import { parse } from 'yaml';
import { describeSettings } from '../../dist/config.js';
import { partsOf } from './parts-of.js';
import { pictureHtml } from './picture-html.js';

// The help at /help. What stands elsewhere already is taken from there, so that nothing is written twice.

const ROOT = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');

/** What stands between two marks of the README; a mark that is gone stops the build. */
function fromReadme(begin, end) {
  const [, after] = read('README.md').split(begin, 2);
  const [inside] = after?.split(end, 1) ?? [];
  if (inside === undefined || inside === after) {
    throw new Error(`README.md: "${begin}" … "${end}" is gone. Mend docs/help/eleventy.config.js.`);
  }
  return inside.trim();
}

const heldOut = () =>
  fromReadme('<!-- figures -->', '<!-- /figures -->').split(/(?=^`npm run askwell -- evaluate)/m).at(-1);

/** The fixed texts that patients read, without the slots of a clinic. */
function blocks() {
  return parse(read('src/safety/blocks/en.yaml'));
}

function hazards() {
  const log = parse(read('docs/hazards.yaml'));
  return { ...log, open: log.hazards.filter((one) => one.open) };
}

/** What `npm run screenshots` took; a picture that is not there is left out of its page. */
function pictures() {
  const list = new URL('docs/images/pictures.json', ROOT);
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {};
}

const byOrder = (a, b) => a.data.order - b.data.order;

/** The pages of the menu by whom they are for, in their order; the first page and the search have none. */
function menu(collections) {
  const groups = new Map();
  for (const page of collections.getAll().filter(({ data }) => data.group).sort(byOrder)) {
    groups.set(page.data.group, [...(groups.get(page.data.group) ?? []), page]);
  }
  return [...groups].map(([group, pages]) => ({ group, pages }));
}

export default function config(eleventy) {
  eleventy.addPlugin(IdAttributePlugin);
  eleventy.addGlobalData('layout', 'page.njk');
  eleventy.addGlobalData('program', () => JSON.parse(read('package.json')));
  eleventy.addGlobalData('settings', () => describeSettings());
  eleventy.addGlobalData('slackSteps', () => fromReadme('ten minutes\n', '\n## '));
  eleventy.addGlobalData('heldOut', heldOut);
  eleventy.addGlobalData('safety', hazards);
  eleventy.addGlobalData('blocks', blocks);
  eleventy.addPassthroughCopy({ 'docs/help/assets': 'assets', 'docs/images/*.webp': 'images' });
  eleventy.addShortcode('picture', (name, alt) => pictureHtml(name, alt, pictures()));
  eleventy.addCollection('menu', menu);
  eleventy.on('eleventy.after', ({ directories, results }) => {
    const parts = results.flatMap(({ url, content }) => partsOf(url, content));
    writeFileSync(join(directories.output, 'search.json'), JSON.stringify(parts));
  });
  return {
    dir: { input: 'docs/help', includes: '_includes' },
    markdownTemplateEngine: 'njk',
    templateFormats: ['md'],
  };
}
