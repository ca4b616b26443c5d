import { StoreError } from '../../store.ts';

const REMEDIES: Record<string, string> = {
  ENOSPC: 'Free some space on its disk',
  EDQUOT: 'Free some space, or raise the quota of the account that runs Askwell',
  EFBIG: 'Raise the limit on file sizes (ulimit -f)',
  EACCES: 'Let the account that runs Askwell read and write there',
  EPERM: 'Let the account that runs Askwell read and write there',
  EROFS: 'Its disk is read-only: mount it for writing, or set DATA_DIR to another folder',
  ENOTDIR: 'Something on this path is a file: set DATA_DIR to a folder',
  EEXIST: 'Something on this path is a file: set DATA_DIR to a folder',
  EMFILE: 'Raise the limit on open files (ulimit -n)',
};

/** The error of a file system call as one that says where, what and what to do. A `StoreError` stays as it is. */
export function storeErrorOf(
  cause: unknown,
  { path, doing }: { path: string; doing: 'read' | 'written' | 'locked' },
): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = codeOf(cause);
  const remedy = REMEDIES[code] ?? 'Check the disk and its connection';
  return new StoreError(`${path}: cannot be ${doing} (${code}). ${remedy}.`, { cause });
}

export function codeOf(err: unknown): string {
  return err instanceof Error && 'code' in err ? String(err.code) : 'unknown error';
}
