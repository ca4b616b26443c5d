import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, shuffle } from '../../../src/shared/random.ts';

const ALL = 'all';
/** Lines of each intent to learn from. The small corpora are too small to be cut. */
const SETS: { name: string; sizes: (number | typeof ALL)[] }[] = [
  { name: 'clinc150', sizes: [10, 25, 50, ALL] },
  { name: 'banking77', sizes: [10, 25, 50, ALL] },
  { name: 'nlu-chatbot', sizes: [ALL] },
  { name: 'nlu-askubuntu', sizes: [ALL] },
  { name: 'nlu-webapplications', sizes: [ALL] },
];
const SEED = 1;

/** A training file that was drawn, and the whole test file. */
export type Round = { name: string; size: number | typeof ALL; train: string; test: string };

/** Writes what is drawn into `scratch`. Throws with the names of all files that `folder` lacks. */
export function roundsOf(folder: string, scratch: string, only?: readonly string[]): Round[] {
  const missing = SETS.flatMap(({ name }) => [`${name}-train.jsonl`, `${name}-test.jsonl`]).filter(
    (file) => !existsSync(join(folder, file)),
  );
  if (missing.length > 0) {
    throw new Error(
      `${folder} lacks ${missing.join(', ')}. Name the folder of the public sets: npm run bench:classifier -- --data FOLDER`,
    );
  }
  return SETS.filter(({ name }) => !only || only.includes(name)).flatMap(({ name, sizes }) =>
    sizes.map((size) => {
      const train = join(scratch, `${name}-${size}.jsonl`);
      writeFileSync(train, draw(readFileSync(join(folder, `${name}-train.jsonl`), 'utf8'), size));
      return { name, size, train, test: join(folder, `${name}-test.jsonl`) };
    }),
  );
}

/** Up to `size` lines of each intent, the same for every contestant. */
function draw(text: string, size: number | typeof ALL): string {
  const lines = text.split('\n').filter((line) => line !== '');
  if (size === ALL) return text;
  shuffle(lines, createRandom(SEED));
  const drawn = new Map<string, number>();
  return lines
    .filter((line) => {
      const { intent } = JSON.parse(line) as { intent: string };
      const before = drawn.get(intent) ?? 0;
      drawn.set(intent, before + 1);
      return before < size;
    })
    .map((line) => `${line}\n`)
    .join('');
}
