import { Low } from 'lowdb';
import { z } from 'zod';
import { AuditEntry } from '../../../domain/audit.ts';
import type { OwingAuditTrail } from '../audit/open-audit-trail.ts';
import type { TextFiles } from '../files/json-file.ts';

/** What the trail still lacks of a file's last change stands beside the value, under this name. */
const OWED = 'owedToAuditTrail';

const Owing = z.looseObject({ [OWED]: z.array(AuditEntry).optional() });

/** A value, and the entries that were written in one go with it. */
type Audited<Value> = { value: Value; entries: AuditEntry[] };

export type AuditedFile<Value> = {
  /** `undefined` where there is no such file. Tells the trail what an earlier process did not live to tell. */
  load(): Promise<Value | undefined>;
  /** Resolves once value and entries are on disk. */
  write(value: Value, entries?: readonly AuditEntry[]): Promise<void>;
  /** Hands the entries to the trail; never rejects. */
  settle(): Promise<void>;
};

/**
 * One JSON file whose changes are told to the audit trail. The entries are written with the value and taken off once the
 * trail has them, so that a crash or a full disk between the two leaves them to the next start.
 */
export function auditedFile<Value>(parts: {
  texts: TextFiles;
  path: string;
  parse: (text: string, where: string) => Value;
  trail: Pick<OwingAuditTrail, 'owe' | 'owes'>;
}): AuditedFile<Value> {
  const { texts, path, parse, trail } = parts;
  const file = new Low<Audited<Value> | null>(
    {
      read: async () => {
        const text = await texts.read(path);
        if (text === undefined) return null;
        return { value: parse(text, texts.where(path)), entries: entriesIn(text) };
      },
      write: async (kept) => {
        if (kept === null) return;
        const { value, entries } = kept;
        const body = entries.length > 0 ? { ...value, [OWED]: entries } : value;
        await texts.replace(path, JSON.stringify(body));
      },
    },
    null,
  );

  async function settle(): Promise<void> {
    const { data } = file;
    if (!data || data.entries.length === 0) return;
    await trail.owe(data.entries);
    const entries = data.entries.filter(({ id }) => trail.owes(id));
    if (entries.length === data.entries.length) return;
    file.data = { ...data, entries };
    // The change is kept and told. What stands there too long is taken off with the next change, or at the next start.
    await file.write().catch(() => undefined);
  }

  return {
    async load() {
      await file.read();
      await settle();
      return file.data?.value;
    },
    async write(value, entries = []) {
      const owed = file.data?.entries.filter(({ id }) => trail.owes(id)) ?? [];
      file.data = { value, entries: [...owed, ...entries] };
      await file.write();
    },
    settle,
  };
}

/** What is kept without them, for a copy of the store: the trail is copied beside it. */
export function withoutOwed(body: unknown): unknown {
  const owing = Owing.safeParse(body);
  if (!owing.success) return body;
  const { [OWED]: _owed, ...rest } = owing.data;
  return rest;
}

function entriesIn(text: string): AuditEntry[] {
  if (!text.includes(OWED)) return [];
  return Owing.safeParse(JSON.parse(text)).data?.[OWED] ?? [];
}
