import type { z } from 'zod';
import { type DocumentName, type Documents, documents } from '../../../domain/documents.ts';
import { parserOf } from '../../format/parser-of.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import type { DocumentRepository, StoreEvent, ToldChange } from '../../store.ts';
import type { OwingAuditTrail } from '../audit/open-audit-trail.ts';
import { deepFreeze } from '../deep-freeze.ts';
import type { Files } from '../files/files.ts';
import { type AuditedFile, auditedFile } from './audited-file.ts';

type Kept = { [Name in DocumentName]?: Documents[Name] | undefined };

/** One file each under `documents/`, held in memory. */
export async function openSingleDocuments(parts: {
  files: Files;
  trail: OwingAuditTrail;
  tell: (event: StoreEvent) => void;
}): Promise<DocumentRepository> {
  const { files, trail, tell } = parts;
  const oneAtATime = createKeyedLock();
  const kept: Kept = {};
  const opened = new Map<DocumentName, unknown>();
  const fileOf = <Name extends DocumentName>(name: Name): AuditedFile<Documents[Name]> => {
    const before = opened.get(name) as AuditedFile<Documents[Name]> | undefined;
    if (before) return before;
    const parse = parserOf(documents[name] as unknown as z.ZodType<Documents[Name]>);
    const file = auditedFile({ texts: files, path: `documents/${name}.json`, parse, trail });
    opened.set(name, file);
    return file;
  };
  const load = async <Name extends DocumentName>(name: Name) => {
    const value = await fileOf(name).load();
    if (value !== undefined) kept[name] = deepFreeze(value) as Kept[Name];
  };
  await Promise.all((Object.keys(documents) as DocumentName[]).map((name) => load(name)));

  return {
    find: async (name) => kept[name] as Documents[typeof name] | undefined,
    update: <Name extends DocumentName, Result>(
      name: Name,
      change: (
        current: Documents[Name] | undefined,
      ) => Promise<ToldChange<Documents[Name], Result>>,
    ) =>
      oneAtATime(name, async () => {
        const current = structuredClone(kept[name]) as Documents[Name] | undefined;
        const { next, result, entries } = await change(current);
        if (next === undefined) return result;
        const file = fileOf(name);
        const value = structuredClone(next);
        await file.write(value, entries);
        kept[name] = deepFreeze(value) as Kept[Name];
        tell({ kind: 'document', name });
        await file.settle();
        return result;
      }),
  };
}
