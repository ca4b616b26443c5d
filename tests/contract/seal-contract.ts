import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../src/domain/conversation.ts';
import { readBackup, writeBackup } from '../../src/store/archive/backup-file.ts';
import { loadRecords } from '../../src/store/archive/load-records.ts';
import { differences, tallyOf } from '../../src/store/archive/tally.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import { NO_SEAL, type Rekeyed, type Seal } from '../../src/store/seal/create-seal.ts';
import type { Store } from '../../src/store/store.ts';
import { aSeal, aSealLike } from '../support/a-seal.ts';
import {
  AT,
  aConversation,
  aConversationId,
  anAnswer,
  anEntry,
  aStaffId,
  aStaffMember,
  aTicket,
} from './examples.ts';
import { write } from './store-under-test.ts';

/** A place where a store is kept, looked at from outside. */
export type SealedPlace = {
  open(seal: Seal): Promise<Store>;
  rekey(seal: Seal, onProgress?: (done: number) => void): Promise<Rekeyed>;
  /** Every byte that is kept. */
  bytes(): Promise<Buffer>;
  /** What is stored of the one conversation takes the place of what is stored of the other. */
  exchange(one: string, other: string): Promise<void>;
};

/** Words that nothing but these tests knows: one each for what patients and what staff write. */
const PLANTED = [
  'quokka-message',
  'quokka-note',
  'quokka-answer',
  'Quokkalina',
  'quokka-question',
  'quokka-secret',
  'quokka-key',
];

/** What a seal must be worth wherever the store is kept. */
export function sealContract(newPlace: () => Promise<SealedPlace>): void {
  /** Closed again, since one process at a time has the place. */
  async function withStore<Result>(
    place: SealedPlace,
    { seal, work }: { seal: Seal; work: (store: Store) => Promise<Result> },
  ): Promise<Result> {
    const store = await place.open(seal);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  async function aPlace(seal: Seal): Promise<SealedPlace> {
    const place = await newPlace();
    await withStore(place, { seal, work: fill });
    return place;
  }

  test('without keys words lie in the clear; with a key none is found in any byte', async () => {
    const clear = await aPlace(NO_SEAL);
    expect(foundIn(await clear.bytes())).toEqual(PLANTED);

    const sealed = await aPlace(aSeal('a'));
    expect(foundIn(await sealed.bytes())).toEqual([]);
    await withStore(sealed, { seal: aSeal('a'), work: expectFilled });
  });

  test.each([
    ['no key', NO_SEAL, /sealed with the key "a", which STORE_KEYS does not hold/],
    ['another key', aSeal('b'), /sealed with the key "a", which STORE_KEYS does not hold/],
    ['another key of the same name', aSealLike('a'), /does not open with the key "a"/],
  ])('with %s nothing opens and nothing is written over', async (_, seal, message) => {
    const place = await aPlace(aSeal('a'));
    const before = await place.bytes();
    await expect(place.open(seal)).rejects.toThrow(message);
    expect((await place.bytes()).equals(before)).toBe(true);
    await withStore(place, { seal: aSeal('a'), work: expectFilled });
  });

  test('what lies in the clear is not taken for sealed, unless the keys say so', async () => {
    const place = await aPlace(NO_SEAL);
    await expect(place.open(aSeal('a'))).rejects.toThrow(/in the clear.*askwell data rekey/);
    await withStore(place, { seal: aSeal('a', 'clear'), work: expectFilled });
  });

  test('the words of a conversation that was erased are in no byte', async () => {
    const place = await aPlace(NO_SEAL);
    await withStore(place, {
      seal: NO_SEAL,
      work: (store) => store.conversations.erase(aConversationId()),
    });
    const left = PLANTED.filter((word) => !['quokka-message', 'quokka-note'].includes(word));
    expect(foundIn(await place.bytes())).toEqual(left);
  });

  test('a conversation does not open in the place of another', async () => {
    const place = await aPlace(aSeal('a'));
    const [one, other] = [aConversationId(), aConversationId('another')];
    await place.exchange(one, other);
    await withStore(place, {
      seal: aSeal('a'),
      work: (store) => expect(store.conversations.find(other)).rejects.toThrow(/does not open/),
    });
  });

  test('after new keys the old one can go, and one broken off half-way goes on', async () => {
    const place = await aPlace(NO_SEAL);
    await place.rekey(aSeal('a', 'clear'));
    expect(foundIn(await place.bytes())).toEqual([]);
    await expect(place.open(NO_SEAL)).rejects.toThrow('STORE_KEYS');
    await withStore(place, { seal: aSeal('a'), work: addMany });

    const both = aSeal('b', 'a');
    const broken = place.rekey(both, () => {
      throw new Error('the power went');
    });
    await expect(broken).rejects.toThrow('the power went');
    // Served with both in between, as an admin would.
    await withStore(place, { seal: both, work: expectFilled });
    await expect(place.open(aSeal('b'))).rejects.toThrow('STORE_KEYS');

    const { sealed, already } = await place.rekey(both);
    expect(already).toBeGreaterThan(0);
    expect(sealed).toBeGreaterThan(0);
    expect(await place.rekey(both)).toEqual({ sealed: 0, already: already + sealed });
    await withStore(place, { seal: aSeal('b'), work: expectFilled });
    await expect(place.open(aSeal('a'))).rejects.toThrow('the key "b"');
  });

  test('new keys leave the order in which conversations were written', async () => {
    const place = await aPlace(aSeal('a'));
    const order = async (store: Store) => {
      const ids: string[] = [];
      for await (const { id } of store.conversations.scan()) ids.push(id);
      return ids;
    };
    const before = await withStore(place, { seal: aSeal('a'), work: order });
    await place.rekey(aSeal('b', 'a'));
    expect(await withStore(place, { seal: aSeal('b'), work: order })).toEqual(before);
    expect(before).toHaveLength(2);
  });

  test('a backup is sealed too, opens with its key alone, and is restored under another', async () => {
    const place = await aPlace(aSeal('a'));
    const path = await aFile();
    const wanted = await withStore(place, {
      seal: aSeal('a'),
      async work(store) {
        await writeBackup(path, store.archive.dump(), { ...quietly, seal: aSeal('a') });
        return tallyOf(store.archive.dump());
      },
    });
    expect(foundIn(await readFile(path))).toEqual([]);
    const memory = await openMemoryStore({ now: () => AT });
    await expect(loadRecords(readBackup(path), memory)).rejects.toThrow('the key "a"');
    await expect(loadRecords(readBackup(path, aSealLike('a')), memory)).rejects.toThrow(
      /does not open/,
    );

    const target = await newPlace();
    await withStore(target, {
      seal: aSeal('b'),
      async work(store) {
        await loadRecords(readBackup(path, aSeal('b', 'a')), store);
        const restored = await tallyOf(store.archive.dump());
        expect(differences(wanted, restored, { numbers: false })).toEqual([]);
        expect((await store.audit.verify()).brokenAt).toBeUndefined();
      },
    });
    expect(foundIn(await target.bytes())).toEqual([]);
  });

  test('a sealed backup that was cut or changed anywhere is refused', async () => {
    const place = await aPlace(NO_SEAL);
    const path = await aFile();
    await withStore(place, {
      seal: NO_SEAL,
      work: (store) => writeBackup(path, store.archive.dump(), { ...quietly, seal: aSeal('a') }),
    });
    const whole = await readFile(path);
    const refused = async (bytes: Buffer) => {
      await writeFile(path, bytes);
      await expect(tallyOf(readBackup(path, aSeal('a')))).rejects.toThrow(path);
    };
    await refused(whole.subarray(0, whole.length - 1));
    await refused(whole.subarray(0, 60));
    await refused(Buffer.concat([whole, Buffer.from('more')]));
    for (const part of [0.2, 0.5, 0.9]) {
      const changed = Buffer.from(whole);
      const index = Math.floor(part * whole.length);
      changed[index] = (changed[index] ?? 0) ^ 1;
      await refused(changed);
    }
  });
}

const quietly = { madeAt: AT, onProgress: () => undefined };

function foundIn(bytes: Buffer): string[] {
  return PLANTED.filter((word) => bytes.includes(word));
}

/** One of everything that holds words. */
async function fill(store: Store): Promise<void> {
  const offeredKey = { key: 'quokka-key', at: AT };
  const maria = aStaffMember({ schema: 2, firstName: 'Quokkalina', offeredKey });
  await store.staff.update(maria.id, async () => ({ next: maria, result: undefined }));
  const plain = anAnswer();
  const revisions = plain.revisions.map((revision) => ({
    ...revision,
    content: { ...revision.content, text: 'quokka-answer' },
  }));
  const answer = { ...plain, revisions };
  await store.answers.update(answer, async () => ({ next: answer, result: undefined }));
  const question = { text: 'quokka-question', locale: 'en', expect: 'driving' } as const;
  const kept = { ...question, id: 'q_aaaaaaaaaaaaaaaa', by: aStaffId('a'), at: AT } as const;
  await store.documents.update('questions', async () => ({
    next: { schema: 1, questions: [{ ...kept, from: 'written' }] },
    result: undefined,
  }));
  await store.secret('session', () => 'quokka-secret');
  const number = await store.conversations.reserveTicketNumber(aConversationId());
  const notes = [{ by: aStaffId('a'), at: AT, text: 'quokka-note' }];
  const tickets = [aTicket({ number, notes })];
  await write(store, aConversation({ messages: [MESSAGE], tickets, audit: [anEntry('e1')] }));
  await write(store, aConversation({ id: aConversationId('another') }));
}

/** More than is sealed at once. */
async function addMany(store: Store): Promise<void> {
  const ids = Array.from({ length: 30 }, (_, index) => aConversationId(`one of many ${index}`));
  await Promise.all(ids.map((id) => write(store, aConversation({ id }))));
}

const MESSAGE: Message = {
  seq: 1,
  id: 'm1',
  at: AT,
  from: 'patient',
  locale: 'en',
  text: 'quokka-message',
  parts: [],
  choices: [],
};

async function expectFilled(store: Store): Promise<void> {
  const conversation = await store.conversations.find(aConversationId());
  expect(conversation?.messages[0]?.text).toBe('quokka-message');
  const [open] = await store.conversations.openTickets();
  expect(open?.ticket.notes[0]?.text).toBe('quokka-note');
  expect((await store.staff.findByLogin('maria'))?.firstName).toBe('Quokkalina');
  const [answer] = await store.answers.all();
  expect(answer?.revisions[0]?.content.text).toBe('quokka-answer');
  const questions = await store.documents.find('questions');
  expect(questions?.questions[0]?.text).toBe('quokka-question');
  expect(await store.secret('session', () => 'another')).toBe('quokka-secret');
  expect(await store.audit.verify()).toEqual({ entries: 1, brokenAt: undefined });
}

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-sealed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'askwell.backup');
}
