import { sha256 } from '../../shared/ids.ts';
import { canonicalJson } from '../format/canonical-json.ts';
import type { StoreRecord } from './store-record.ts';

/** How many records of a kind there are, and a hash over them that does not depend on their order. */
export type Tally = Record<StoreRecord['kind'], { count: number; hash: string }>;

const KINDS = ['audit', 'secret', 'staff', 'answer', 'document', 'conversation', 'number'] as const;

export function createTally() {
  const sums = new Map(KINDS.map((kind) => [kind, { count: 0, sum: 0n }]));
  const add = (record: StoreRecord): void => {
    const sum = sums.get(record.kind);
    if (!sum) return;
    sum.count += 1;
    sum.sum = (sum.sum + BigInt(`0x${sha256(canonical(record))}`)) % 2n ** 256n;
  };
  return {
    add,
    /** The same records, each counted as it passes. */
    async *counting(records: AsyncIterable<StoreRecord>): AsyncGenerator<StoreRecord> {
      for await (const record of records) {
        add(record);
        yield record;
      }
    },
    result(): Tally {
      return Object.fromEntries(
        [...sums].map(([kind, { count, sum }]) => [
          kind,
          { count, hash: sum.toString(16).padStart(64, '0') },
        ]),
      ) as Tally;
    },
  };
}

export async function tallyOf(records: AsyncIterable<StoreRecord>): Promise<Tally> {
  const tally = createTally();
  for await (const record of records) tally.add(record);
  return tally.result();
}

/**
 * The kinds in which two stores differ. Numbers that were given out and never used are known to some stores and not to
 * others: `numbers: false` leaves them out.
 */
export function differences(
  a: Tally,
  b: Tally,
  { numbers = true }: { numbers?: boolean } = {},
): StoreRecord['kind'][] {
  return KINDS.filter((kind) => numbers || kind !== 'number').filter(
    (kind) => a[kind].count !== b[kind].count || a[kind].hash !== b[kind].hash,
  );
}

/** Equal things have equal texts. What a conversation has handed to the audit trail is counted there. */
function canonical(record: StoreRecord): string {
  const { kind, value } = record;
  const counted = kind === 'conversation' ? { ...value, audit: [] } : value;
  return canonicalJson({ kind, value: counted });
}
