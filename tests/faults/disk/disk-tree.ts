import { basename, dirname } from 'node:path';
import type { Deed, Step } from './steps.ts';

export type Entry = { of: number; isFolder: boolean };

/** A change of one thing on the disk: the bytes of a file, its length, or an entry of a folder. */
export type Change =
  | { of: number; at: number; kind: 'bytes'; place: number; bytes: Buffer }
  | { of: number; at: number; kind: 'length'; length: number }
  | { of: number; at: number; kind: 'entry'; name: string; to: Entry | undefined };

export type Folder = { folders: string[]; files: Map<string, Buffer> };

type Node = { bytes: Buffer; entries: Map<string, Entry> };
type Found = Extract<Step, { at: 'found' }>;
type Where = { at: number; opened: Map<string, number> };

const ROOT: Entry = { of: 0, isFolder: true };

/** Files and folders by number, as a disk has them: a name is an entry of a folder, and a rename moves a number. */
export function createTree() {
  const nodes = new Map<number, Node>();
  let last = ROOT.of;
  const node = (of: number): Node => {
    const known = nodes.get(of) ?? { bytes: Buffer.alloc(0), entries: new Map() };
    nodes.set(of, known);
    return known;
  };
  const find = (path: string): Entry | undefined =>
    path === '' || path === '.'
      ? ROOT
      : path
          .split('/')
          .reduce<Entry | undefined>((in_, name) => in_ && node(in_.of).entries.get(name), ROOT);
  const entry = (path: string, to: Entry | undefined, at: number): Change[] => {
    const folder = find(dirname(path));
    return folder ? [{ of: folder.of, at, kind: 'entry', name: basename(path), to }] : [];
  };
  const newEntry = (path: string, isFolder: boolean, at: number) =>
    entry(path, { of: ++last, isFolder }, at);

  function apply(change: Change): void {
    const one = node(change.of);
    switch (change.kind) {
      case 'bytes':
        one.bytes = withBytes(one.bytes, change);
        return;
      case 'length':
        one.bytes = withBytes(Buffer.alloc(change.length), {
          place: 0,
          bytes: one.bytes.subarray(0, change.length),
        });
        return;
      case 'entry':
        if (change.to) one.entries.set(change.name, change.to);
        else one.entries.delete(change.name);
    }
  }

  function opening({ path, handle, ...deed }: Extract<Deed, { kind: 'open' }>, where: Where) {
    const { at, opened } = where;
    const known = find(path);
    const made = !known && deed.creates ? newEntry(path, false, at) : [];
    const of = known?.of ?? last;
    opened.set(handle, of);
    return known && deed.empties ? [{ of, at, kind: 'length' as const, length: 0 }] : made;
  }

  /** What a deed changes, of the tree as it stands. */
  function changesOf(deed: Deed, where: Where): Change[] {
    const { at, opened } = where;
    const ofHandle = (handle: string) => opened.get(handle) ?? -1;
    switch (deed.kind) {
      case 'open':
        return opening(deed, where);
      case 'write': {
        const bytes = Buffer.from(deed.bytes, 'base64');
        return [{ of: ofHandle(deed.handle), at, kind: 'bytes', place: deed.place, bytes }];
      }
      case 'truncate':
        return [{ of: ofHandle(deed.handle), at, kind: 'length', length: deed.length }];
      case 'mkdir':
        return find(deed.path) ? [] : newEntry(deed.path, true, at);
      case 'rename':
        return [...entry(deed.to, find(deed.from), at), ...entry(deed.from, undefined, at)];
      case 'remove':
        return find(deed.path) ? entry(deed.path, undefined, at) : [];
      case 'sync':
        return [];
    }
  }

  /** What a killed process had done without its end being noted: it is there, and no sync is known of it. */
  function adopt({ files, folders }: Found, at: number): Change[] {
    const adopted: Change[] = [];
    const add = (more: Change[]) => {
      for (const one of more) apply(one);
      adopted.push(...more);
    };
    for (const path of folders.toSorted()) add(find(path) ? [] : newEntry(path, true, at));
    const there = folder().files;
    const bytesOf = (path: string) => Buffer.from(files[path] ?? '', 'base64');
    const gone = [...there.keys()].filter((path) => !(path in files));
    const changed = Object.keys(files).filter((path) => !there.get(path)?.equals(bytesOf(path)));
    gone.forEach((path) => void add(entry(path, undefined, at)));
    changed.forEach((path) => void rewrite(path, { bytes: bytesOf(path), at, add }));
    return adopted;
  }

  function rewrite(
    path: string,
    { bytes, at, add }: { bytes: Buffer; at: number; add: (changes: Change[]) => void },
  ): void {
    if (!find(path)) add(newEntry(path, false, at));
    const of = find(path)?.of ?? -1;
    add([{ of, at, kind: 'length', length: 0 }]);
    add([{ of, at, kind: 'bytes', place: 0, bytes }]);
  }

  function folder(): Folder {
    const found: Folder = { folders: [], files: new Map() };
    const walk = (of: number, path: string): void => {
      const entries = [...node(of).entries];
      for (const [name, to] of entries.filter((one) => !one[1].isFolder)) {
        found.files.set(path + name, node(to.of).bytes);
      }
      for (const [name, to] of entries.filter((one) => one[1].isFolder)) {
        found.folders.push(path + name);
        walk(to.of, `${path}${name}/`);
      }
    };
    walk(ROOT.of, '');
    return found;
  }

  return { apply, changesOf, adopt, folder };
}

function withBytes(before: Buffer, { place, bytes }: { place: number; bytes: Buffer }): Buffer {
  const next = Buffer.alloc(Math.max(before.length, place + bytes.length));
  before.copy(next);
  bytes.copy(next, place);
  return next;
}
