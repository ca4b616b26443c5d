import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';

export type Places = {
  /** `file:line` of an example. */
  ofText(text: string): string | undefined;
  /** `file:line` where an intent starts. */
  ofIntent(id: string): string | undefined;
};

/** Where each example and each intent stands in a folder that `loadIntents` has read. */
export function locateExamples(folder: string): Places {
  const texts = new Map<string, string>();
  const intents = new Map<string, string>();
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()) {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(join(folder, name), 'utf8'), {
      lineCounter: lines,
    });
    const placeOf = (node: { range?: [number, number, number] | null | undefined }) =>
      `${name}:${lines.linePos(node.range?.[0] ?? 0).line}`;
    visit(document, {
      Scalar(_key, node, path) {
        const parent = path.at(-1);
        if (isSeq(parent)) texts.set(String(node.value).trim(), placeOf(node));
      },
      Pair(_key, { key, value }, path) {
        if (!isScalar(key) || key.value !== 'id' || !isScalar(value) || !isMap(path.at(-1))) return;
        intents.set(String(value.value), placeOf(value));
      },
    });
  }
  return { ofText: (text) => texts.get(text), ofIntent: (id) => intents.get(id) };
}
