import { readdirSync, readFileSync } from 'node:fs';

/** What processes have used so far. */
export type Use = { cpuSeconds: number; memoryMiB: number };

const TICKS_A_SECOND = 100;

/** CPU time and resident memory of processes and of what they started, as Linux counts them. */
export function useOf(pids: readonly number[]): Use {
  const all = pids.flatMap((pid) => [pid, ...childrenOf(pid)]);
  return {
    cpuSeconds: all.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    memoryMiB: all.reduce((sum, pid) => sum + memoryMiB(pid), 0),
  };
}

export function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0);
}

function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return all.filter((other) => parentOf(other) === pid);
}

/** With that of children that have ended. */
function cpuSeconds(pid: number): number {
  const [user, system, endedUser, endedSystem] = statOf(pid).slice(11, 15).map(Number);
  const ticks = (user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0);
  return ticks / TICKS_A_SECOND;
}

/** Memory that no other process shares, so that many processes of one server are not counted many times. */
function memoryMiB(pid: number): number {
  const rollup = readOrNothing(`/proc/${pid}/smaps_rollup`);
  const kilobytes = /^Pss:\s+(\d+)/m.exec(rollup)?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** The fields behind the name, which may hold spaces. */
function statOf(pid: number): string[] {
  return readOrNothing(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
