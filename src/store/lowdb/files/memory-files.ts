import type { Files } from './files.ts';

type Content = { bytes: Buffer; length: number; writtenAt: number };

/** The files of a store that forgets everything at exit. */
export function memoryFiles(): Files {
  const contents = new Map<string, Content>();
  let writes = 0;

  function writtenBytes(path: string): Buffer {
    const content = contents.get(path);
    return content ? content.bytes.subarray(0, content.length) : Buffer.alloc(0);
  }

  function append(path: string, addition: Buffer, at: number): number {
    const length = at + addition.length;
    const before = contents.get(path)?.bytes ?? Buffer.alloc(0);
    // Doubles, so that a file that grows by lines is not copied for each of them.
    const bytes = length <= before.length ? before : Buffer.alloc(2 * length);
    if (bytes !== before) before.copy(bytes);
    addition.copy(bytes, at);
    contents.set(path, { bytes, length, writtenAt: ++writes });
    return length;
  }

  function replace(path: string, text: string): void {
    const bytes = Buffer.from(text);
    contents.set(path, { bytes, length: bytes.length, writtenAt: ++writes });
  }

  return {
    where: (path) => path,
    read: async (path) => (contents.has(path) ? writtenBytes(path).toString() : undefined),
    readRange: async (path, { from, to }) => Buffer.from(writtenBytes(path).subarray(from, to)),
    size: async (path) => writtenBytes(path).length,
    replace: async (path, text) => replace(path, text),
    append: async (path, text, { at }) => append(path, Buffer.from(text), at),
    mark: async (path) => replace(path, ''),
    remove: async (path) => void contents.delete(path),
    erase: async (path) => void contents.delete(path),
    writtenAt: async (path) => contents.get(path)?.writtenAt,
    list: async (folder) =>
      [...contents.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
  };
}
