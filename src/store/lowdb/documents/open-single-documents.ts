import { Low } from 'lowdb';
import type { z } from 'zod';
import { type DocumentName, type Documents, documents } from '../../../domain/documents.ts';
import { parserOf } from '../../format/parser-of.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import type { Change, DocumentRepository, StoreEvent } from '../../store.ts';
import { deepFreeze } from '../deep-freeze.ts';
import type { Files } from '../files/files.ts';
import { jsonFile } from '../files/json-file.ts';

type Kept = { [Name in DocumentName]?: Documents[Name] | undefined };

/** One file each under `documents/`, held in memory. */
export async function openSingleDocuments(parts: {
  files: Files;
  tell: (event: StoreEvent) => void;
}): Promise<DocumentRepository> {
  const { files, tell } = parts;
  const oneAtATime = createKeyedLock();
  const kept: Kept = {};
  const fileOf = <Name extends DocumentName>(name: Name) => {
    const parse = parserOf(documents[name] as unknown as z.ZodType<Documents[Name]>);
    return new Low<Documents[Name] | null>(
      jsonFile({ texts: files, path: `documents/${name}.json`, parse }),
      null,
    );
  };
  const load = async <Name extends DocumentName>(name: Name) => {
    const file = fileOf(name);
    await file.read();
    if (file.data !== null) kept[name] = deepFreeze(file.data) as Kept[Name];
  };
  await Promise.all((Object.keys(documents) as DocumentName[]).map((name) => load(name)));

  return {
    find: async (name) => kept[name] as Documents[typeof name] | undefined,
    update: <Name extends DocumentName, Result>(
      name: Name,
      change: (current: Documents[Name] | undefined) => Promise<Change<Documents[Name], Result>>,
    ) =>
      oneAtATime(name, async () => {
        const current = structuredClone(kept[name]) as Documents[Name] | undefined;
        const { next, result } = await change(current);
        if (next === undefined) return result;
        const file = fileOf(name);
        file.data = structuredClone(next);
        await file.write();
        kept[name] = deepFreeze(file.data) as Kept[Name];
        tell({ kind: 'document', name });
        return result;
      }),
  };
}
