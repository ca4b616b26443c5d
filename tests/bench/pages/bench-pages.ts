import { launchBrowser } from '../../support/browser.ts';
import { startAskwell } from '../servers.ts';
import { folderWith, removeFolder } from '../turn-cost.ts';
import { addResponder, consoleFigures } from './console-figures.ts';
import { fillQueue } from './fill-queue.ts';
import { PHONE, type Sent } from './phone.ts';
import { queueFigures } from './queue-figures.ts';
import { median, widgetFigures } from './widget-figures.ts';

const TICKETS = Number(process.env.TICKETS ?? 10_000);

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

await server.stop();
removeFolder(folder);

const long = await folderWith(0);
await addResponder(long);
await fillQueue(long, TICKETS);
const busy = await startAskwell(long);
const queue = await queueFigures(browser, busy.url);
console.log(`\nThe desk with ${queue.tickets.toLocaleString()} open tickets, not slowed down`);
print([
  ['the server answers: queue', ms(queue.answeredMs.queue)],
  ['  the desk in figures', ms(queue.answeredMs.deskNow)],
  ['  a search that finds nothing', ms(queue.answeredMs.search)],
  ['first ticket shown', ms(queue.firstRowMs)],
  ['a frame while scrolling, p50', tenths(queue.frames.p50Ms)],
  ['  p95', tenths(queue.frames.p95Ms)],
  ['  the slowest', tenths(queue.frames.worstMs)],
  ['jump to the middle, until shown', ms(queue.jumpMs)],
  ['script memory after all that', `${queue.heapMegabytes.toFixed(1)} MB`],
  ['elements and texts in the page', queue.nodes.toLocaleString()],
  ['layout shift by 3 tickets', queue.shifted.atTop.toFixed(4)],
  ['  while the middle is read', queue.shifted.inMiddle.toFixed(4)],
  ['  the row that is read moves by', `${queue.movedPx.toFixed(1)} px`],
  ['memory of the program', `${busy.memoryMiB().toFixed(0)} MiB`],
]);

await browser.close();
await busy.stop();
removeFolder(long);

function tenths(value: number): string {
  return `${value.toFixed(1)} ms`;
}

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
