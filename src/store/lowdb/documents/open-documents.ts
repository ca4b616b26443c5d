import { Low } from 'lowdb';
import { damaged } from '../../format/parser-of.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import type { Change } from '../../store.ts';
import { deepFreeze } from '../deep-freeze.ts';
import type { Files } from '../files/files.ts';
import { jsonFile } from '../files/json-file.ts';
import { inBatches } from '../in-batches.ts';

/** Few and small things, each a file of its own, all of them held in memory. What is handed out cannot be changed. */
export type Documents<Value> = {
  all(): Value[];
  get(name: string): Value | undefined;
  /** As `ConversationRepository.update`. `around` does the writing, and what must happen right before and after. */
  update<Result>(
    name: string,
    change: (current: Value | undefined) => Promise<Change<Value, Result>>,
    around?: (write: () => Promise<void>, next: Value) => Promise<void>,
  ): Promise<Result>;
};

const READ_AT_ONCE = 32;

export async function openDocuments<Value>(options: {
  files: Files;
  folder: string;
  parse: (text: string, where: string) => Value;
  nameOf: (value: Value) => string;
}): Promise<Documents<Value>> {
  const { files, folder, parse, nameOf } = options;
  const documents = new Map<string, Value>();
  const oneAtATime = createKeyedLock();
  const fileOf = (name: string) => {
    const path = `${folder}/${name}.json`;
    return new Low<Value | null>(jsonFile({ texts: files, path, parse }), null);
  };

  async function load(name: string): Promise<void> {
    const file = fileOf(name);
    await file.read();
    if (file.data === null) return;
    if (nameOf(file.data) !== name) {
      throw damaged(files.where(`${folder}/${name}.json`), `it holds ${nameOf(file.data)}`);
    }
    documents.set(name, deepFreeze(file.data));
  }

  async function write(name: string, next: Value): Promise<void> {
    const file = fileOf(name);
    // A copy of its own: the caller may go on with the one it has.
    file.data = structuredClone(next);
    await file.write();
    documents.set(name, deepFreeze(file.data));
  }

  const stored = (await files.list(folder)).filter((name) => name.endsWith('.json'));
  for (const names of inBatches(stored, READ_AT_ONCE)) {
    await Promise.all(names.map((name) => load(name.slice(0, -'.json'.length))));
  }

  return {
    all: () => [...documents.values()],
    get: (name) => documents.get(name),
    update: (name, change, around = (writing) => writing()) =>
      oneAtATime(name, async () => {
        const { next, result } = await change(structuredClone(documents.get(name)));
        if (next === undefined) return result;
        if (nameOf(next) !== name) throw new Error(`${nameOf(next)} cannot be written as ${name}`);
        await around(() => write(name, next), next);
        return result;
      }),
  };
}
