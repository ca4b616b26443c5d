import { z } from 'zod';
import { StoreError } from '../store.ts';

const AnyVersion = z.object({ schema: z.number() });

/** Reads a file's text by its schema, brought up to date by `upgrade` first. The error quotes nothing of the text: it may hold a patient's words. */
export function parserOf<Value>(
  schema: z.ZodType<Value>,
  { newest = 1, upgrade = (stored: unknown) => stored } = {},
): (text: string, where: string) => Value {
  return (text, where) => {
    const json = parseJson(text, where);
    const version = AnyVersion.safeParse(json);
    if (version.success && version.data.schema > newest) throw fromTheFuture(where);
    const parsed = schema.safeParse(upgrade(json));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw damaged(where, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  };
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(where, 'not JSON, perhaps cut off');
  }
}

export function damaged(where: string, problem: string): StoreError {
  return new StoreError(
    `${where}: damaged (${problem}). Askwell leaves it as it is. Restore it from a backup, or move it out of the data folder to go on without it.`,
  );
}

export function fromTheFuture(where: string): StoreError {
  return new StoreError(
    `${where}: written by a newer Askwell. Start that version again, or restore a backup made before the upgrade.`,
  );
}
