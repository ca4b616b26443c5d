import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';

const SRC = new URL('../../src/', import.meta.url);

/** A regular expression and where it is written, or what built it. */
export type Pattern = { from: string; pattern: RegExp };

/** Every regular expression that is written down in the source. */
export function writtenPatterns(): Pattern[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files.sort().flatMap((from) => {
    const { program } = parseSync(from, readFileSync(new URL(from, SRC), 'utf8'));
    return regexesIn(program).map(({ pattern, flags }) => ({
      from,
      pattern: new RegExp(pattern, flags),
    }));
  });
}

type Regex = { pattern: string; flags: string };

function regexesIn(node: unknown): Regex[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('regex' in node) return [node.regex as Regex];
  return Object.values(node).flatMap(regexesIn);
}

/** Every regular expression that is built while this runs, out of word lists and cues. */
export async function builtPatterns(run: () => Promise<unknown>): Promise<Pattern[]> {
  const built = new Map<string, Pattern>();
  const real = globalThis.RegExp;
  globalThis.RegExp = new Proxy(real, {
    construct(target, [source, flags], made) {
      const pattern: RegExp = Reflect.construct(target, [source, flags], made);
      built.set(`${pattern}`, { from: 'built', pattern });
      return pattern;
    },
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = real;
  }
  return [...built.values()];
}

/** As long as the longest message that is answered. */
const LENGTH = 4000;
const PIECES = [
  'a', 'A', ' ', '\t', '\n', '0', '1 ', '1-', '1.', '.', '. ', '-', '_', '*', '* ', '[', '](', '(', '<', '{', '{if ', '&', '#', '/', ':', '@', 'a@', 'a.',
  '=', '"', '\\', 'é', '\u0301', 'no ', 'my name is ', 'http://', 'a b ',
]; // biome-ignore format: one list

const overAndOver = (piece: string) => `${piece.repeat(LENGTH / piece.length)}\u0001`;
const FOR_ALL = PIECES.map(overAndOver);

/** Texts that a pattern which tries every way to read them would be slow with: a piece said over and over, the end being wrong. */
export function hostileTexts({ pattern }: Pattern): string[] {
  const words = pattern.source.match(/[a-zà-ÿ]{2,}/gi)?.slice(0, 3) ?? [];
  return [...FOR_ALL, ...words.map((word) => overAndOver(`${word} `))];
}
