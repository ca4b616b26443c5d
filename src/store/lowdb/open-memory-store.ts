import type { Clock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';
import type { Store } from '../store.ts';
import { buildStore } from './build-store.ts';
import { memoryFiles } from './files/memory-files.ts';

/** The same store without a disk: it forgets everything at exit. */
export function openMemoryStore({ now }: { now: Clock }): Promise<Store> {
  return buildStore({ files: memoryFiles(), now, log: silentLog, release: async () => undefined });
}
