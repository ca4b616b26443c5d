import { launchBrowser } from '../../support/browser.ts';
import { startAskwell } from '../servers.ts';
import { folderWith, removeFolder } from '../turn-cost.ts';
import { addResponder, consoleFigures } from './console-figures.ts';
import { PHONE, type Sent } from './phone.ts';
import { median, widgetFigures } from './widget-figures.ts';

const folder = await folderWith(0);
await addResponder(folder);
const server = await startAskwell(folder);
const browser = await launchBrowser();

const widget = await widgetFigures(browser, server.url);
console.log(`\nThe chat as a page, the real program, Chromium ${browser.version()}`);
console.log(`A phone: ${PHONE}; median of ${widget.interactive.length} loads`);
const lines: [string, string][] = [
  ['script, gzipped', kilobytes(widget.sent.scriptGzipped)],
  ['all that came over the line', all(widget.sent)],
  ['first words painted', ms(median(widget.painted))],
  ['one can write and send', ms(median(widget.interactive))],
  ['  the slowest of the loads', ms(Math.max(...widget.interactive))],
  ['topics shown', ms(median(widget.topicsShown))],
  ['layout shift while loading', widget.shiftedAtLoad.toFixed(4)],
  ['layout shift by 6 messages', widget.shiftedByMessages.toFixed(4)],
];
print(lines);

const staff = await consoleFigures(browser, server.url);
console.log('\nThe console, not slowed down, nothing in the cache');
print([
  ['sign-in: script, gzipped', kilobytes(staff.signIn.scriptGzipped)],
  ['sign-in: over the line', all(staff.signIn)],
  ['sign-in: form shown', ms(staff.signIn.shownMs)],
  ['desk: script, gzipped', kilobytes(staff.desk.scriptGzipped)],
  ['desk: over the line', all(staff.desk)],
  ['desk: shown', ms(staff.desk.shownMs)],
]);

await browser.close();
await server.stop();
removeFolder(folder);

function print(rows: [string, string][]): void {
  for (const [label, value] of rows) console.log(`${label.padEnd(30)} ${value}`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}

function all({ bytes, requests }: Sent): string {
  return `${kilobytes(bytes)} in ${requests} requests`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
