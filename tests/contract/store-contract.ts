import { describe, onTestFinished } from 'vitest';
import { archiveContract } from './archive-contract.ts';
import { auditContract } from './audit-contract.ts';
import { conversationContract } from './conversation-contract.ts';
import { documentContract } from './document-contract.ts';
import { queueContract } from './queue-contract.ts';
import type { Open } from './store-under-test.ts';

/** What every implementation of `Store` keeps to; `open` makes an empty one. */
export function storeContract(name: string, open: Open): void {
  const opened: Open = async () => {
    const underTest = await open();
    onTestFinished(() => underTest.dispose());
    return underTest;
  };
  describe(`${name}: conversations`, () => conversationContract(opened));
  describe(`${name}: tickets and outbox`, () => queueContract(opened));
  describe(`${name}: answers, staff, secrets`, () => documentContract(opened));
  describe(`${name}: backup`, () => archiveContract(opened));
  describe(`${name}: audit trail`, () => auditContract(opened));
}
