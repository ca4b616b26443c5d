import { readFileSync } from 'node:fs';
import { IdAttributePlugin } from '@11ty/eleventy';
import { parse } from 'yaml';
import { describeSettings } from '../../dist/config.js';

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

export default function config(eleventy) {
  eleventy.addPlugin(IdAttributePlugin);
  eleventy.addGlobalData('layout', 'page.njk');
  eleventy.addGlobalData('program', () => JSON.parse(read('package.json')));
  eleventy.addGlobalData('settings', () => describeSettings());
  eleventy.addGlobalData('slackSteps', () => fromReadme('ten minutes\n', '\n## '));
  eleventy.addGlobalData('heldOut', heldOut);
  eleventy.addGlobalData('safety', hazards);
  eleventy.addGlobalData('blocks', blocks);
  eleventy.addPassthroughCopy({ 'docs/help/assets': 'assets', 'docs/images': 'images' });
  // Whoever answers reads pages, not drafts of them.
  eleventy.addCollection('pages', (all) =>
    all.getAll().sort((a, b) => a.data.order - b.data.order),
  );
  return {
    dir: { input: 'docs/help', includes: '_includes' },
    markdownTemplateEngine: 'njk',
    templateFormats: ['md'],
  };
}
