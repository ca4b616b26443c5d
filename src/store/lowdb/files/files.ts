/**
 * What the store does to its folder. Paths are relative to it and use `/`; every failure is a `StoreError` that
 * names the file. Two fulfil it: `openDiskFiles` and `memoryFiles`.
 */
export type Files = {
  /** The path as an admin would type it, for messages. */
  where(path: string): string;
  /** `undefined` when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** The bytes from `from` up to, not including, `to`; fewer where the file ends sooner. */
  readRange(path: string, range: { from: number; to: number }): Promise<Buffer>;
  /** In bytes; 0 when there is no such file. */
  size(path: string): Promise<number>;
  /**
   * The file has the old text or the new one at every moment, and the new one for good once this resolves. `writtenAt`:
   * when it is said to have been written, where that is not now.
   */
  replace(path: string, text: string, keeping?: { writtenAt: number }): Promise<void>;
  /**
   * Writes at byte `at` and drops what lay beyond, such as the torn end of a write that failed. Durable once it
   * resolves; gives the new length in bytes.
   */
  append(path: string, text: string, place: { at: number }): Promise<number>;
  /** Makes an empty file that is there for good once this resolves. */
  mark(path: string): Promise<void>;
  /** Not durable: after a power cut the file may be back. */
  remove(path: string): Promise<void>;
  /** As `remove`, and gone for good once this resolves. */
  erase(path: string): Promise<void>;
  /** When it was last written, in milliseconds since 1970; `undefined` when there is no such file. */
  writtenAt(path: string): Promise<number | undefined>;
  /** The names in a folder; none when there is no such folder. */
  list(folder: string): Promise<string[]>;
};

/** What reading a folder needs. */
export type ReadFiles = Pick<Files, 'where' | 'read' | 'readRange' | 'size' | 'list' | 'writtenAt'>;
