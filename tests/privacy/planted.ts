import { readFileSync } from 'node:fs';

/** A message as a patient sends it, the identifier in it, and what to look for: a short one with the words before it. */
export type Planted = { kind: string; text: string; secret: string; trace: string };

const LONG_ENOUGH = 7;

/** Every message of planted.txt, in its order. */
export function readPlanted(): Planted[] {
  const lines = readFileSync(new URL('planted.txt', import.meta.url), 'utf8').split('\n');
  const planted: Planted[] = [];
  let kind = '';
  for (const line of lines) {
    const [, heading] = /^\[(.+)\]$/.exec(line) ?? [];
    kind = heading ?? kind;
    const [, before = '', secret] = /^(.*)«(.+)»/.exec(line) ?? [];
    if (secret === undefined || line.startsWith('#')) continue;
    const trace = secret.length < LONG_ENOUGH ? before.slice(-LONG_ENOUGH) + secret : secret;
    planted.push({ kind, text: line.replace(/[«»]/g, ''), secret, trace });
  }
  return planted;
}
