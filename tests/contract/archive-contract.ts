import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBackup, writeBackup } from '../../src/store/archive/backup-file.ts';
import { loadRecords } from '../../src/store/archive/load-records.ts';
import { differences, tallyOf } from '../../src/store/archive/tally.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import {
  AT,
  aConversation,
  aConversationId,
  anAnswer,
  anEntry,
  aStaffMember,
  aTicket,
} from './examples.ts';
import { type Open, write } from './store-under-test.ts';

/** Backup, restore and the way from one kind of store to another. */
export function archiveContract(open: Open): void {
  test('everything comes back from a backup, into this kind of store and into another', async () => {
    const { store } = await open();
    const last = await fill(store);
    const path = await aFile();
    await writeBackup(path, store.archive.dump(), { madeAt: AT, onProgress: () => undefined });

    for (const target of [(await open()).store, await openMemoryStore({ now: () => AT })]) {
      await loadRecords(readBackup(path), target);
      // Broken off and begun again: nothing is there twice.
      await loadRecords(readBackup(path), target);
      const [here, there] = [
        await tallyOf(store.archive.dump()),
        await tallyOf(target.archive.dump()),
      ];
      expect(differences(here, there, { numbers: false })).toEqual([]);
      expect(here.audit.count).toBe(2);
      expect(await target.audit.verify()).toEqual({ entries: 2, brokenAt: undefined });
      expect(await target.secret('session', () => 'another')).toBe('kept');
      expect(await target.conversations.openTickets()).toHaveLength(1);
      const next = await target.conversations.reserveTicketNumber(aConversationId('new'));
      expect(next).toBe(last + 1);
    }
  });

  test('a backup that is cut off, changed or something else is refused', async () => {
    const { store } = await open();
    await fill(store);
    const path = await aFile();
    await writeBackup(path, store.archive.dump(), { madeAt: AT, onProgress: () => undefined });
    const whole = await readFile(path);
    const target = await openMemoryStore({ now: () => AT });

    for (const bad of [
      whole.subarray(0, whole.length - 40),
      Buffer.from('hello'),
      Buffer.alloc(0),
    ]) {
      await writeFile(path, bad);
      await expect(loadRecords(readBackup(path), target)).rejects.toThrow(/Take another backup/);
    }
  });

  test('a store that holds something else under a name is not overwritten', async () => {
    const { store } = await open();
    await fill(store);
    const target = await openMemoryStore({ now: () => AT });
    await write(target, aConversation({ locale: 'es' }));

    await expect(loadRecords(store.archive.dump(), target)).rejects.toThrow(/another conversation/);
    expect((await target.conversations.find(aConversationId()))?.locale).toBe('es');
  });
}

/** One of everything; gives the last ticket number, which stays unused. */
async function fill(store: Store): Promise<number> {
  const number = await store.conversations.reserveTicketNumber(aConversationId());
  await store.audit.append([anEntry('e1')]);
  await write(store, aConversation({ tickets: [aTicket({ number })], audit: [anEntry('e2')] }));
  const answer = anAnswer();
  await store.answers.update(answer, async () => ({ next: answer, result: undefined }));
  const maria = aStaffMember();
  await store.staff.update(maria.id, async () => ({ next: maria, result: undefined }));
  await store.documents.update('choices', async () => ({
    next: { schema: 1, translationGraceDays: 9 },
    result: undefined,
  }));
  await store.secret('session', () => 'kept');
  return store.conversations.reserveTicketNumber(aConversationId('gone'));
}

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'askwell.backup');
}
