import type { Conversation } from '../../src/domain/conversation.ts';
import type { Store } from '../../src/store/store.ts';

/** A store with nothing in it, and what the suite does to it from outside. */
type StoreUnderTest = {
  store: Store;
  /** Closes the store and opens it again on what it has written; missing where nothing outlives the process. */
  reopen?: () => Promise<Store>;
  /** Changes one byte of the audit trail where it is kept, chosen by a number from 0 up to, not including, 1. */
  flipAuditByte?: (place: number) => Promise<void>;
  dispose: () => Promise<void>;
};

export type Open = () => Promise<StoreUnderTest>;

export function write(store: Store, next: Conversation): Promise<void> {
  return store.conversations.update(next.id, async () => ({ next, result: undefined }));
}
