import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readBackup } from '../../src/store/archive/backup-file.ts';
import { aFolder } from '../support/program.ts';

const MB = 1024 * 1024;

test('a backup that unpacks to a line without end is refused before it fills the memory', async () => {
  const path = join(aFolder(), 'bomb.backup');
  const zeros = Buffer.alloc(MB, '0');
  const bytes = function* () {
    yield '{"askwellBackup":1,"madeAt":"2026-11-22T15:00:00.000Z"}\n';
    for (let megabyte = 0; megabyte < 70; megabyte++) yield zeros;
  };
  await pipeline(Readable.from(bytes()), createGzip({ level: 1 }), createWriteStream(path));
  const before = process.memoryUsage().rss;
  const read = async () => {
    for await (const _ of readBackup(path));
  };
  await expect(read()).rejects.toThrow(/a line that never ends/);
  expect(process.memoryUsage().rss - before).toBeLessThan(500 * MB);
});

test('YAML that grows by its aliases is refused by the library that reads every file of ours', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++)
    bomb.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  expect(() => parse(bomb.join('\n'))).toThrow(/alias/i);
});
