import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Concern, Level, Modifier, Urgency } from '../../domain/concern.ts';
import { sha256 } from '../../shared/ids.ts';
import type { Shorthand } from '../text/read-words.ts';
import { foldPattern, type Pattern, parsePattern, wordsOfPattern } from './cue-pattern.ts';
import type { ListEntry, WordLists } from './passage.ts';

const Texts = z.array(z.string().min(1)).default([]);

const CueInFile = z
  .strictObject({
    cue: z.string().min(3),
    concern: Concern.optional(),
    modifier: Modifier.optional(),
    level: Level.optional(),
    urgency: Urgency.optional(),
    /** "no chest pain" takes this cue back. */
    negatable: z.boolean().default(false),
    /** A clearly past event ("in 2019", "years ago") is a question about the person, not an alarm. */
    pastIsPersonal: z.boolean().default(false),
    /** Counts only in a passage of at most so many words, such as a bare "help". */
    atMostWords: z.number().int().positive().optional(),
    en: Texts,
    es: Texts,
    /** A hit that one of these overlaps does not count. */
    unless: Texts,
  })
  .refine(({ en, es }) => en.length + es.length > 0, {
    error: 'a cue without a pattern finds nothing: give it one, or take it out',
  });

/** A file of cues that belong together. Its concern, level and urgency hold for each cue that says nothing else. */
const CueFile = z.strictObject({
  concern: Concern.optional(),
  modifier: Modifier.optional(),
  level: Level.optional(),
  urgency: Urgency.optional(),
  lists: z.record(z.string().regex(/^[a-z0-9_]+$/), z.array(z.coerce.string().min(1))).default({}),
  cues: z.array(CueInFile).default([]),
});
type CueFile = z.infer<typeof CueFile>;

const WordsFile = z.strictObject({
  fillers: z.array(z.coerce.string()),
  shorthand: z.record(z.string(), z.string()),
});

/** What a cue stands for when it is found. */
type CueMeaning =
  | { kind: 'concern'; concern: Concern; level: Level; urgency: Urgency }
  | { kind: 'modifier'; modifier: Modifier };

export type Cue = {
  name: string;
  meaning: CueMeaning;
  negatable: boolean;
  pastIsPersonal: boolean;
  atMostWords: number;
  patterns: Pattern[];
  unless: Pattern[];
};

export type CueBook = {
  cues: Cue[];
  lists: WordLists;
  shorthand: Shorthand;
  /** Words of the cues, which misspelt words may be repaired to. */
  lexicon: Set<string>;
  ordinary: Set<string>;
  /** SHA-256 over all files, for the version of the gate. */
  hash: string;
};

/** Reads every cue file below `folder`. Throws with file and place when one is wrong: a gate with half its rules must not start. */
export function loadCues(folder: URL): CueBook {
  const texts = cueFilesIn(folder).map((path) => ({
    path,
    text: readFileSync(new URL(path, folder), 'utf8'),
  }));
  const words = readWordsFile(new URL('words/reading.yaml', folder));
  const shorthand = new Map(
    Object.entries(words.shorthand).map(([short, long]) => [
      short.includes("'") ? short : foldPattern(short),
      foldPattern(long).split(' '),
    ]),
  );
  const files = texts.map(({ path, text }) => ({
    path,
    file: writtenOut(readCueFile(path, text), shorthand),
  }));
  const lists = mergeLists(files);
  const cues = files.flatMap(({ path, file }) =>
    file.cues.map((cue) => compile(cue, { path, file, lists })),
  );
  return {
    cues,
    lists: {
      ...indexLists(lists),
      fillers: new Set(words.fillers.map(foldPattern)),
      beginningsOf: beginningsAmong(files.flatMap(({ file }) => file.cues.flatMap(sourcesOf))),
    },
    shorthand,
    lexicon: lexiconOf(files.map(({ file }) => file)),
    ordinary: new Set(
      readFileSync(new URL('words/ordinary.txt', folder), 'utf8')
        .split('\n')
        .filter((w) => w && !w.startsWith('#')),
    ),
    hash: sha256([...texts.map(({ text }) => text), JSON.stringify(words)].join('\0')),
  };
}

function cueFilesIn(folder: URL): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml') && path !== 'words/reading.yaml')
    .sort();
}

function readWordsFile(file: URL) {
  return WordsFile.parse(parse(readFileSync(file, 'utf8')));
}

function readCueFile(path: string, text: string): CueFile {
  const parsed = CueFile.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`cues/${path}: ${z.prettifyError(parsed.error)}. Mend it before starting.`);
}

/** Cues may use shorthand too ("hes", "bp"): it is written out as it is in messages. */
function writtenOut(file: CueFile, shorthand: Shorthand): CueFile {
  const write = (source: string) =>
    foldPattern(source).replace(LIST_OR_WORD, (found) => shorthand.get(found)?.join(' ') ?? found);
  const lists = Object.entries(file.lists).map(
    ([name, entries]) => [name, entries.map(write)] as const,
  );
  const cues = file.cues.map((cue) => ({
    ...cue,
    en: cue.en.map(write),
    es: cue.es.map(write),
    unless: cue.unless.map(write),
  }));
  return { ...file, lists: Object.fromEntries(lists), cues };
}

const LIST_OR_WORD = /\{[^}]*\}|#?[a-z0-9]+\*?/g;

type NamedFile = { path: string; file: CueFile };

function mergeLists(files: NamedFile[]): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const { path, file } of files) {
    for (const [name, entries] of Object.entries(file.lists)) {
      if (merged.has(name))
        throw new Error(`cues/${path}: list ${name} is written twice. Rename one.`);
      merged.set(name, entries);
    }
  }
  return expandLists(merged);
}

/** An entry `{other}` takes in another list, which must not take in further ones. */
function expandLists(lists: Map<string, string[]>): Map<string, string[]> {
  const expand = (entry: string): string[] => {
    const name = /^\{([a-z0-9_]+)\}$/.exec(entry)?.[1];
    if (!name) return [entry];
    const inner = lists.get(name);
    if (!inner) throw new Error(`cues: there is no list {${name}}. Write it or mend the name.`);
    return inner.flatMap(expand);
  };
  return new Map([...lists].map(([name, entries]) => [name, entries.flatMap(expand)]));
}

function indexLists(lists: Map<string, string[]>): Pick<WordLists, 'byFirstWord' | 'byPrefix'> {
  const byFirstWord = new Map<string, ListEntry[]>();
  const byPrefix = new Map<string, (ListEntry & { prefix: string })[]>();
  for (const [list, entries] of lists) {
    for (const entry of entries) {
      const [first = '', ...rest] = foldPattern(entry).split(/\s+/);
      if (first.endsWith('*'))
        add(byPrefix, first.slice(0, 3), { list, rest, prefix: first.slice(0, -1) });
      else add(byFirstWord, first, { list, rest });
    }
  }
  return { byFirstWord, byPrefix };
}

const sourcesOf = ({ en, es, unless }: z.infer<typeof CueInFile>) => [...en, ...es, ...unless];

/** Gives the beginnings of a word that patterns name, as they write them; each word is looked at once. */
function beginningsAmong(sources: readonly string[]): WordLists['beginningsOf'] {
  const named = new Set(sources.flatMap((source) => source.match(/[a-z0-9]+\*/g) ?? []));
  const remembered = new Map<string, readonly string[]>();
  return (form) => {
    const known = remembered.get(form);
    if (known) return known;
    const found = Array.from(form, (_letter, at) => `${form.slice(0, at + 1)}*`).filter((one) =>
      named.has(one),
    );
    if (remembered.size > MOST_REMEMBERED) remembered.clear();
    remembered.set(form, found);
    return found;
  };
}

const MOST_REMEMBERED = 20_000;

function add<Entry>(index: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = index.get(key);
  if (known) known.push(entry);
  else index.set(key, [entry]);
}

type Place = { path: string; file: CueFile; lists: Map<string, string[]> };

function compile(cue: z.infer<typeof CueInFile>, { path, file, lists }: Place): Cue {
  const names = new Set(lists.keys());
  try {
    return {
      name: cue.cue,
      meaning: meaningOf(cue, file),
      negatable: cue.negatable,
      pastIsPersonal: cue.pastIsPersonal,
      atMostWords: cue.atMostWords ?? Number.POSITIVE_INFINITY,
      patterns: [...cue.en, ...cue.es].map((source) => parsePattern(source, names)),
      unless: cue.unless.map((source) => parsePattern(source, names)),
    };
  } catch (cause) {
    throw new Error(
      `cues/${path}, "${cue.cue}": ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}

function meaningOf(cue: z.infer<typeof CueInFile>, file: CueFile): CueMeaning {
  const modifier = cue.modifier ?? (cue.concern ? undefined : file.modifier);
  if (modifier) return { kind: 'modifier', modifier };
  const concern = cue.concern ?? file.concern;
  const level = cue.level ?? file.level;
  const urgency = cue.urgency ?? file.urgency;
  if (concern === undefined || level === undefined || urgency === undefined) {
    throw new Error(
      'concern, level or urgency is missing. Write it at the cue or at the top of the file.',
    );
  }
  return { kind: 'concern', concern, level, urgency };
}

function lexiconOf(files: CueFile[]): Set<string> {
  const sources = files.flatMap((file) => [
    ...Object.values(file.lists).flat(),
    ...file.cues.flatMap((cue) => [...cue.en, ...cue.es]),
  ]);
  return new Set(sources.flatMap(wordsOfPattern));
}
