import { type DocumentName, type Documents, documents } from '../../domain/documents.ts';
import { canonicalJson } from '../format/canonical-json.ts';
import { type Store, StoreError } from '../store.ts';
import type { NumberRecord, StoreRecord } from './store-record.ts';

type Loading = {
  /** Called now and then with how many records are in. */
  onProgress?: (done: number) => void;
};

const AUDIT_AT_ONCE = 500;
const SHOWN_EVERY = 50;

/**
 * Brings the records into a store. What is there already in the same words changes nothing, so that a load that was broken
 * off is simply begun again. Throws a `StoreError` when the store holds something else under the same name.
 */
export async function loadRecords(
  records: AsyncIterable<StoreRecord>,
  store: Store,
  { onProgress = () => undefined }: Loading = {},
): Promise<void> {
  const audit = inBulk(AUDIT_AT_ONCE, store.audit.append);
  const numbers = inBulk<NumberRecord>(AUDIT_AT_ONCE, store.archive.adoptNumbers);
  let done = 0;
  for await (const record of records) {
    if (record.kind === 'audit') await audit.add(record.value);
    else await audit.flush();
    if (record.kind === 'number') await numbers.add(record.value);
    else await loadOne(record, store);
    done += 1;
    if (done % SHOWN_EVERY === 0) onProgress(done);
  }
  await audit.flush();
  await numbers.flush();
  onProgress(done);
}

async function loadOne(record: StoreRecord, store: Store): Promise<void> {
  switch (record.kind) {
    case 'audit':
    case 'number':
      return;
    case 'secret': {
      const { name, secret } = record.value;
      const kept = await store.secret(name, () => secret);
      if (kept !== secret) throw taken(`secret "${name}"`);
      return;
    }
    case 'staff':
      return store.staff.update(record.value.id, same(record.value, `staff ${record.value.id}`));
    case 'answer': {
      const { id, locale } = record.value;
      return store.answers.update(record.value, same(record.value, `answer ${id} (${locale})`));
    }
    case 'document':
      return loadDocument(record.value, store);
    case 'conversation': {
      const { id } = record.value;
      // The trail has these entries already: it was loaded first.
      return store.conversations.update(id, same(record.value, `conversation ${id}`));
    }
  }
}

function loadDocument(
  { name, body }: { name: string; body: unknown },
  store: Store,
): Promise<void> {
  if (!Object.hasOwn(documents, name)) {
    throw new StoreError(`The document "${name}" is of a newer Askwell. Use that version.`);
  }
  const known = name as DocumentName;
  const next = documents[known].parse(body) as Documents[DocumentName];
  const change = same(next, `document "${name}"`) as Parameters<
    typeof store.documents.update<DocumentName, undefined>
  >[1];
  return store.documents.update(known, change);
}

/** Writes where nothing is; leaves alone what is the same; refuses anything else. */
function same<Value>(next: Value, name: string) {
  return async (current: Value | undefined) => {
    if (current === undefined) return { next, result: undefined };
    if (textOf(current) !== textOf(next)) throw taken(name);
    return { next: undefined, result: undefined };
  };
}

function textOf(value: unknown): string {
  const withoutAudit =
    typeof value === 'object' && value !== null && 'ownership' in value
      ? { ...value, audit: [] }
      : value;
  return canonicalJson(withoutAudit);
}

function taken(name: string): StoreError {
  return new StoreError(
    `The store holds another ${name} already. Nothing of it was overwritten. Take an empty store.`,
  );
}

function inBulk<Item>(size: number, write: (items: Item[]) => Promise<void>) {
  let items: Item[] = [];
  const flush = async () => {
    if (items.length === 0) return;
    const full = items;
    items = [];
    await write(full);
  };
  return {
    flush,
    async add(item: Item) {
      items.push(item);
      if (items.length >= size) await flush();
    },
  };
}
