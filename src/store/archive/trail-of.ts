import type { AuditEntry } from '../../domain/audit.ts';
import { CHAIN_START, linkTo } from '../format/hash-chain.ts';
import type { Store } from '../store.ts';

type Verified = { head?: string; onProgress?: (entries: number) => void };

/** The audit trail of an open store, as its entries come out; for a store that has no files to read beside it. */
export function trailOf({ audit, archive }: Pick<Store, 'audit' | 'archive'>) {
  async function* entries({ since } = { since: '' }): AsyncGenerator<AuditEntry> {
    for await (const record of archive.dump()) {
      if (record.kind !== 'audit') return;
      if (record.value.at >= since) yield record.value;
    }
  }
  return {
    entries,
    /** The store proves its own chain; the head is reckoned from the entries, which are the same then. */
    async verify({ head: wanted, onProgress }: Verified = {}) {
      const { entries: count, brokenAt } = await audit.verify();
      let [head, holdsHead, looked] = [CHAIN_START as string, false, 0];
      for await (const entry of brokenAt === undefined ? entries() : []) {
        head = linkTo(head, entry).hash;
        holdsHead ||= head === wanted;
        looked += 1;
        onProgress?.(looked);
      }
      const problem = 'the entry, or its place in the chain, is not as it was written';
      return {
        entries: count,
        months: [],
        head,
        holdsHead,
        broken:
          brokenAt === undefined ? undefined : { file: 'the database', line: count + 1, problem },
      };
    },
  };
}
