import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { pathOf } from '../../../src/store/lowdb/conversations/conversation-file.ts';
import { scanInStretches } from '../../../src/store/lowdb/conversations/scan-conversations.ts';
import { openDiskFiles } from '../../../src/store/lowdb/files/disk-files.ts';
import { aConversation } from '../../contract/examples.ts';
import { aFolder } from './a-folder.ts';

test('a look in any order lists and reads one folder at a time, and finds each conversation once', async () => {
  const folder = await aFolder();
  const files = await openDiskFiles(folder);
  const ids = Array.from({ length: 300 }, (_, index) => conversationIdOf(`patient ${index}`));
  for (const id of ids) {
    const path = join(folder, pathOf(id));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(aConversation({ id })));
  }
  const folders = new Set(ids.map((id) => pathOf(id).split('/')[1]));
  const most = Math.max(
    ...[...folders].map((one) => ids.filter((id) => pathOf(id).includes(`/${one}/`)).length),
  );
  const asked = { lists: 0, reads: 0 };
  const counted = {
    ...files,
    list: (path: string) => {
      asked.lists += 1;
      return files.list(path);
    },
    read: (path: string) => {
      asked.reads += 1;
      return files.read(path);
    },
  };
  const found: string[] = [];
  for await (const { id } of scanInStretches({ files: counted, log: silentLog })) {
    found.push(id);
    expect(asked.reads - found.length).toBeLessThan(most);
    expect(asked.lists).toBeLessThanOrEqual(found.length + 1);
  }
  expect(found.sort()).toEqual(ids.sort());
  expect(asked.lists).toBe(folders.size + 1);
  expect(folders.size).toBeGreaterThan(100);
});
