import type { TextFiles } from '../files/json-file.ts';

/**
 * Keeps the texts used last, so that a turn does not read what the turn before wrote. Texts rather than objects:
 * each caller parses its own copy and cannot change another's. A text from disk is checked once, a written one is
 * trusted.
 */
export function createTextCache(options: {
  files: TextFiles;
  /** Throws on a text that must not be taken for data. */
  check: (text: string, where: string) => void;
  /** Over all texts; the one unused for longest goes first. */
  maxCharacters: number;
}): TextFiles & { forget(path: string): void } {
  const { files, check, maxCharacters } = options;
  const texts = new Map<string, string>();
  const reads = new Map<string, Promise<string | undefined>>();
  let characters = 0;

  function forget(path: string): void {
    characters -= texts.get(path)?.length ?? 0;
    texts.delete(path);
  }

  function keep(path: string, text: string): void {
    forget(path);
    texts.set(path, text);
    characters += text.length;
    for (const oldest of texts.keys()) {
      if (characters <= maxCharacters) return;
      forget(oldest);
    }
  }

  async function readNow(path: string): Promise<string | undefined> {
    const text = await files.read(path);
    if (text !== undefined) check(text, files.where(path));
    return text;
  }

  async function readFromDisk(path: string): Promise<string | undefined> {
    const reading = reads.get(path) ?? readNow(path);
    reads.set(path, reading);
    try {
      const text = await reading;
      // A write that came in between has taken this read off the list: what it wrote is newer.
      if (text !== undefined && reads.get(path) === reading) keep(path, text);
      return text;
    } finally {
      if (reads.get(path) === reading) reads.delete(path);
    }
  }

  return {
    where: files.where,
    forget: (path) => {
      forget(path);
      // A read under way would bring back what was there before.
      reads.delete(path);
    },
    read: async (path) => {
      const text = texts.get(path);
      if (text === undefined) return readFromDisk(path);
      keep(path, text);
      return text;
    },
    replace: async (path, text) => {
      await files.replace(path, text);
      reads.delete(path);
      keep(path, text);
    },
  };
}
