import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { join, relative } from 'node:path';
import type { Deed, Step } from './steps.ts';

/**
 * Runs inside the program, before it. Every write to its folder passes here: it is noted in the file FAULT_RECORD, and
 * fails as on a full disk where the test said so by a message.
 */
const { DATA_DIR: folder = '', FAULT_RECORD: record, FAULT_FULL_FROM: fullFrom } = process.env;

/** Tells the disk to refuse these writes, counted from this message on; both ends belong to it. */
export type BeFull = { from: number; to: number };
/** How many writes there were since, and how many of them were refused. */
export type Fullness = { writes: number; refused: number };

let full: BeFull = fullFrom ? { from: Number(fullFrom), to: Infinity } : { from: Infinity, to: 0 };
let fullness: Fullness = { writes: 0, refused: 0 };
process.on('message', (message: BeFull | 'how full?') => {
  if (message !== 'how full?') {
    full = { from: message.from, to: message.to < 0 ? Infinity : message.to };
    fullness = { writes: 0, refused: 0 };
  }
  process.send?.(fullness);
});
process.channel?.unref();

const recording = record === undefined ? undefined : fs.openSync(record, 'a');
const writeNow = fs.writeSync;
const note = (step: Step) => {
  if (recording !== undefined) writeNow(recording, `${JSON.stringify(step)}\n`);
};

function pathInside(path: unknown): string | undefined {
  const inside = relative(folder, String(path));
  return inside.startsWith('..') ? undefined : inside;
}

function refuseWhenFull(path: string): void {
  fullness.writes += 1;
  if (fullness.writes < full.from || fullness.writes > full.to) return;
  fullness.refused += 1;
  const where = join(folder, path);
  throw Object.assign(new Error(`ENOSPC: no space left on device, '${where}'`), { code: 'ENOSPC' });
}

let count = 0;
const newId = () => `${process.pid}.${++count}`;

type Doing<Result> = { path: string; needsSpace: boolean; deed: (result: Result) => Deed };

/** Does it, with its beginning and its end noted. */
async function noted<Result>(work: () => Promise<Result>, doing: Doing<Result>): Promise<Result> {
  const id = newId();
  note({ at: 'begin', id });
  if (doing.needsSpace) refuseWhenFull(doing.path);
  const result = await work();
  note({ at: 'end', id, deed: doing.deed(result) });
  return result;
}

const real = { ...fs.promises };
type Of<Name extends keyof typeof real> = (typeof real)[Name];
const handles = new WeakMap<FileHandle, { name: string; path: string }>();

async function open(...[path, flags = 'r', mode]: Parameters<Of<'open'>>): Promise<FileHandle> {
  const inside = pathInside(path);
  if (inside === undefined) return real.open(path, flags, mode);
  const isThere = fs.existsSync(path as string);
  const creates =
    !isThere && (typeof flags === 'number' ? (flags & fs.constants.O_CREAT) !== 0 : flags !== 'r');
  const name = newId();
  const handle = await noted(() => real.open(path, flags, mode), {
    path: inside,
    needsSpace: creates,
    deed: () => ({ kind: 'open', path: inside, handle: name, creates, empties: flags === 'w' }),
  });
  handles.set(handle, { name, path: inside });
  patch(Object.getPrototypeOf(handle));
  return handle;
}

type Written = [bytes: Buffer, from: number, length: number, place: number];
const bytesOf = (data: unknown) => Buffer.from(data as string).toString('base64');
let isPatched = false;

/** The class of a file handle is known to those who have one only. */
function patch(handle: FileHandle): void {
  if (isPatched) return;
  isPatched = true;
  const { writeFile, write, truncate, sync, datasync } = handle;
  const about = (file: FileHandle) => handles.get(file) ?? { name: '', path: '' };
  const syncing = (work: typeof sync) =>
    function (this: FileHandle) {
      const { name, path } = about(this);
      const deed: Deed = { kind: 'sync', handle: name };
      return noted(() => work.call(this), { path, needsSpace: false, deed: () => deed });
    };
  Object.assign(handle, {
    writeFile(this: FileHandle, data: string) {
      const { name, path } = about(this);
      const deed: Deed = { kind: 'write', handle: name, place: 0, bytes: bytesOf(data) };
      return noted(() => writeFile.call(this, data), { path, needsSpace: true, deed: () => deed });
    },
    write(this: FileHandle, bytes: Buffer, from: number, length: number, place: number) {
      const { name, path } = about(this);
      return noted(
        () =>
          write.call<FileHandle, Written, Promise<{ bytesWritten: number }>>(
            this,
            bytes,
            from,
            length,
            place,
          ),
        {
          path,
          needsSpace: true,
          deed: ({ bytesWritten }) => ({
            kind: 'write',
            handle: name,
            place,
            bytes: bytesOf(bytes.subarray(from, from + bytesWritten)),
          }),
        },
      );
    },
    truncate(this: FileHandle, length = 0) {
      const { name, path } = about(this);
      const deed: Deed = { kind: 'truncate', handle: name, length };
      return noted(() => truncate.call(this, length), {
        path,
        needsSpace: false,
        deed: () => deed,
      });
    },
    sync: syncing(sync),
    datasync: syncing(datasync),
  });
}

Object.assign(fs.promises, {
  open,
  async mkdir(...args: Parameters<Of<'mkdir'>>) {
    const path = pathInside(args[0]);
    if (path === undefined) return real.mkdir(...args);
    if (fs.existsSync(String(args[0]))) return real.mkdir(...args);
    const deed: Deed = { kind: 'mkdir', path };
    return noted(() => real.mkdir(...args), { path, needsSpace: true, deed: () => deed });
  },
  rename(...args: Parameters<Of<'rename'>>) {
    const [from, to] = args.map(pathInside);
    if (from === undefined || to === undefined) return real.rename(...args);
    const deed: Deed = { kind: 'rename', from, to };
    return noted(() => real.rename(...args), { path: to, needsSpace: true, deed: () => deed });
  },
  rm(...args: Parameters<Of<'rm'>>) {
    const path = pathInside(args[0]);
    if (path === undefined) return real.rm(...args);
    const deed: Deed = { kind: 'remove', path };
    return noted(() => real.rm(...args), { path, needsSpace: false, deed: () => deed });
  },
});
syncBuiltinESMExports();

const { end } = ServerResponse.prototype;
Object.assign(ServerResponse.prototype, {
  end(this: ServerResponse, ...args: Parameters<typeof end>) {
    const message =
      this.statusCode === 200 ? /"id":"([0-9a-f-]{36})"/.exec(String(args[0]))?.[1] : undefined;
    if (message !== undefined) note({ at: 'acknowledged', message });
    return end.apply(this, args);
  },
});
