import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { conversationIdOf } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/shared/log.ts';
import { aConversation } from '../support/turn-kit.ts';
import { openHastyStore } from './open-hasty-store.ts';

const ROOT = new URL('../../', import.meta.url);
const TURNS = 300;
const AT_ONCE = 500;

/** A data folder with this many stored conversations of two turns each, written without waiting for the disk. */
export async function folderWith(conversations: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-bench-'));
  const store = await openHastyStore(folder);
  for (let from = 0; from < conversations; from += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, conversations - from) }, (_, i) => write(from + i)),
    );
  }
  await store.close();
  return folder;

  async function write(number: number) {
    const id = conversationIdOf(`bench ${number}`);
    const said = { at: aConversation().createdAt, locale: 'en' as const, parts: [], choices: [] };
    const messages = Array.from({ length: 4 }, (_, index) => ({
      ...said,
      seq: index + 1,
      id: `${number}/${index}`,
      from: 'patient' as const,
      text: 'can i drive home after my infusion?',
    }));
    await store.conversations.update(id, async () => ({
      next: aConversation({ id, messages }),
      result: undefined,
    }));
  }
}

/** Milliseconds a turn takes on this folder, one after another: median and 99th percentile. */
export async function turnCost(
  folder: string,
  settings: Record<string, string> = {},
): Promise<{ p50Ms: number; p99Ms: number }> {
  const config = readConfig({ DATA_DIR: folder, ...settings });
  const app = await openApp({ config, root: ROOT, log: silentLog });
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const conversationId = conversationIdOf(`cost ${turn % 20} ${Date.now()}`);
    const startedAt = performance.now();
    await app.receive({
      conversationId,
      messageId: `cost ${turn}`,
      text: 'can i drive home after my infusion?',
      channel: 'api',
    });
    times.push(performance.now() - startedAt);
  }
  await app.close();
  times.sort((a, b) => a - b);
  return {
    p50Ms: times[Math.floor(TURNS * 0.5)] ?? 0,
    p99Ms: times[Math.floor(TURNS * 0.99)] ?? 0,
  };
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
