import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { opening_hours as OpeningHours } from 'opening_hours';
import { WallDate } from './wall-date.ts';

/** What it would print is in the errors that it throws. */
const SILENT = { error() {}, warn() {}, log() {} };

/**
 * The library `opening_hours`, which reckons with the local fields of `Date`: those of the process's time zone. It is
 * used as it is, only with a `Date` that has no zone: compiled as Node compiles any CommonJS module, with that one name
 * more handed in.
 */
export const WallOpeningHours = loadLibrary();
export type WallOpeningHours = OpeningHours;

function loadLibrary(): typeof OpeningHours {
  const require = createRequire(import.meta.url);
  const filename = require.resolve('opening_hours');
  const names = ['module', 'exports', 'require', 'Date', 'console'];
  const run = compileFunction(readFileSync(filename, 'utf8'), names, { filename });
  const module = { exports: {} };
  run(module, module.exports, require, WallDate, SILENT);
  return module.exports as typeof OpeningHours;
}
