import type { AuditEntry } from '../../../domain/audit.ts';
import { damaged } from '../../format/parser-of.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import type { ToldChange } from '../../store.ts';
import type { OwingAuditTrail } from '../audit/open-audit-trail.ts';
import { deepFreeze } from '../deep-freeze.ts';
import type { Files } from '../files/files.ts';
import { inBatches } from '../in-batches.ts';
import { type AuditedFile, auditedFile } from './audited-file.ts';

/** Few and small things, each a file of its own, all of them held in memory. What is handed out cannot be changed. */
export type Documents<Value> = {
  all(): Value[];
  get(name: string): Value | undefined;
  /** As `ConversationRepository.update`. `around` does the writing, and what must happen right before and after. */
  update<Result>(
    name: string,
    change: (current: Value | undefined) => Promise<ToldChange<Value, Result>>,
    around?: (write: () => Promise<void>, next: Value) => Promise<void>,
  ): Promise<Result>;
};

const READ_AT_ONCE = 32;

export async function openDocuments<Value>(options: {
  files: Files;
  trail: OwingAuditTrail;
  folder: string;
  parse: (text: string, where: string) => Value;
  nameOf: (value: Value) => string;
}): Promise<Documents<Value>> {
  const { files, trail, folder, parse, nameOf } = options;
  const documents = new Map<string, Value>();
  const opened = new Map<string, AuditedFile<Value>>();
  const oneAtATime = createKeyedLock();
  const fileOf = (name: string) => {
    const path = `${folder}/${name}.json`;
    const file = opened.get(name) ?? auditedFile({ texts: files, path, parse, trail });
    opened.set(name, file);
    return file;
  };

  async function load(name: string): Promise<void> {
    const value = await fileOf(name).load();
    if (value === undefined) return;
    if (nameOf(value) !== name) {
      throw damaged(files.where(`${folder}/${name}.json`), `it holds ${nameOf(value)}`);
    }
    documents.set(name, deepFreeze(value));
  }

  async function write(name: string, next: Value, entries?: AuditEntry[]): Promise<void> {
    // A copy of its own: the caller may go on with the one it has.
    const value = deepFreeze(structuredClone(next));
    await fileOf(name).write(value, entries);
    documents.set(name, value);
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
        const { next, result, entries } = await change(structuredClone(documents.get(name)));
        if (next === undefined) return result;
        if (nameOf(next) !== name) throw new Error(`${nameOf(next)} cannot be written as ${name}`);
        await around(() => write(name, next, entries), next);
        await fileOf(name).settle();
        return result;
      }),
  };
}
