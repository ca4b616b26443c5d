import type { Adapter } from 'lowdb';
import type { Files } from './files.ts';

export type TextFiles = Pick<Files, 'where' | 'read' | 'replace'>;

/** lowdb's view of one JSON file. `parse` refuses, by a `StoreError`, what must not be taken for data. */
export function jsonFile<Value>(file: {
  texts: TextFiles;
  path: string;
  parse: (text: string, where: string) => Value;
}): Adapter<Value | null> {
  const { texts, path, parse } = file;
  return {
    read: async () => {
      const text = await texts.read(path);
      return text === undefined ? null : parse(text, texts.where(path));
    },
    write: (value) => texts.replace(path, JSON.stringify(value)),
  };
}
