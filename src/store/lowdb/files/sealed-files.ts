import type { Seal } from '../../seal/create-seal.ts';
import type { Files, ReadFiles } from './files.ts';

/**
 * The same files with their words sealed: each that is read and replaced as a whole, bound to its path. What is read and
 * appended by lines stays in the clear: the audit trail and the ticket numbers, which hold ids and no words.
 */
export function sealedFiles(files: Files, seal: Seal): Files {
  return {
    ...files,
    read: sealedFilesToRead(files, seal).read,
    replace: (path, text, keeping) => files.replace(path, seal.seal(text, path), keeping),
  };
}

export function sealedFilesToRead(files: ReadFiles, seal: Seal): ReadFiles {
  return {
    ...files,
    read: async (path) => {
      const stored = await files.read(path);
      return stored === undefined
        ? undefined
        : seal.open(stored, { name: path, where: files.where(path) });
    },
  };
}
