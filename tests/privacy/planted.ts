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

/** What a message holds and redaction should take, by kind. */
export type Marked = { text: string; secrets: { kind: string; secret: string }[] };

/** Every message of a file whose identifiers are marked as «kind: identifier». */
export function readMarked(file: string): Marked[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
  const messages = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return messages.map((line) => ({
    text: line.replace(MARK, '$2'),
    secrets: [...line.matchAll(MARK)].map(([, kind = '', secret = '']) => ({ kind, secret })),
  }));
}

const MARK = /«([a-z ]+): (.+?)»/g;

/** Any word of a name is too much; of other identifiers half of the signs in a row. */
export function isLeft(redacted: string, { kind, secret }: Marked['secrets'][number]): boolean {
  if (!/name|employer/.test(kind)) return holdsHalf(redacted, secret);
  const words = (text: string) => text.split(/[^\p{L}]+/u);
  const left = words(redacted);
  return words(secret).some((word) => word.length > 2 && left.includes(word));
}

function holdsHalf(text: string, secret: string): boolean {
  const half = Math.ceil(secret.length / 2);
  const starts = Array.from({ length: secret.length - half + 1 }, (_, start) => start);
  return starts.some((start) => text.includes(secret.slice(start, start + half)));
}
