import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { IntentId, type Locale } from '../domain/ids.ts';
import { Topic } from '../domain/topic.ts';
import { sha256 } from '../shared/ids.ts';
import { type OthersAtEnd, readOthers } from './read-others.ts';

const Examples = z.array(z.string().trim().min(1).max(500));

const ByLocale = z.strictObject({ en: Examples.default([]), es: Examples.default([]) });

const IntentFile = z.strictObject({
  topic: Topic,
  intents: z
    .array(
      z.strictObject({
        id: IntentId,
        about: z.string().trim().min(1),
        staffOnly: z.boolean().default(false),
        examples: z.strictObject({ en: Examples.min(1), es: Examples.default([]) }),
      }),
    )
    .min(1),
  /** Questions of the topic that belong to no one intent, or were written without one in mind. */
  others: ByLocale.optional(),
});
type IntentFile = z.infer<typeof IntentFile>;

/** What a patient may want, with utterances that want it. */
type Intent = {
  id: IntentId;
  topic: Topic;
  /** One line for moderators. */
  about: string;
  /** Only staff can do it: the question goes to them, with or without an answer. */
  staffOnly: boolean;
  examples: Record<Locale, string[]>;
};

export type IntentCatalogue = {
  /** In the order of the files' names, then of the file. */
  intents: Intent[];
  /** Utterances of which the topic alone is known. */
  others: { topic: Topic; text: string }[];
  /** Changes with any id, topic, flag or example. */
  contentHash: string;
};

/** The intents cannot be used. Every mistake of every file has its line: `file:line: field: problem`. */
export class IntentFileError extends Error {
  readonly code = 'intents_invalid';
  readonly problems: string[];

  constructor(problems: string[]) {
    const many = problems.length === 1 ? 'One mistake' : `${problems.length} mistakes`;
    super(
      `${many} in the intents:\n${problems.map((problem) => `  ${problem}`).join('\n')}\nMend the lines named and start again.`,
    );
    this.problems = problems;
  }
}

/** An intent file as read, with a way from a field to its line. */
type ReadFile = { file: string; content: IntentFile; lineOf: (path: PropertyKey[]) => number };

/** Reads every `*.yaml` of the folder. Throws `IntentFileError` with all mistakes at once, duplicates included. */
export function loadIntents(folder: string): IntentCatalogue {
  const problems: string[] = [];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readIntentFile(join(folder, name), problems) ?? []);
  if (files.length === 0 && problems.length === 0) problems.push(`${folder}: no .yaml file in it`);
  problems.push(...files.flatMap(findWrongTopics), ...findDuplicates(files));
  if (problems.length > 0) throw new IntentFileError(problems);
  const intents = files.flatMap(({ content }) =>
    content.intents.map((intent) => ({ ...intent, topic: content.topic })),
  );
  const others = files.flatMap(({ content: { topic, others: texts } }) =>
    [...(texts?.en ?? []), ...(texts?.es ?? [])].map((text) => ({ topic, text })),
  );
  return { intents, others, contentHash: sha256(JSON.stringify([intents, others])) };
}

function readIntentFile(file: string, problems: string[]): ReadFile | undefined {
  const text = readFileSync(file, 'utf8');
  const others = readOthers(text);
  const lines = new LineCounter();
  const document = parseDocument(others?.head ?? text, {
    lineCounter: lines,
    prettyErrors: false,
  });
  for (const error of document.errors) {
    problems.push(`${file}:${lines.linePos(error.pos[0]).line}: not YAML: ${error.code}`);
  }
  if (document.errors.length > 0) return undefined;
  const lineOf = (path: PropertyKey[]) =>
    lineOfOther(others, path) ?? lineOfField(document, lines, path);
  const parsed = IntentFile.safeParse({
    ...document.toJS(),
    ...(others && { others: others.texts }),
  });
  if (parsed.success) return { file, content: parsed.data, lineOf };
  for (const { path, message } of parsed.error.issues) {
    problems.push(`${file}:${lineOf(path)}: ${path.join('.') || 'file'}: ${message}`);
  }
  return undefined;
}

function lineOfOther(
  others: OthersAtEnd | undefined,
  [field, locale, place]: PropertyKey[],
): number | undefined {
  if (field !== 'others' || (locale !== 'en' && locale !== 'es')) return undefined;
  return others?.lines[locale][Number(place)];
}

/** The line of a field, or of the nearest thing around it that is there. */
function lineOfField(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: PropertyKey[],
): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    const start = rangeStart(node);
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}

function findWrongTopics({ file, content, lineOf }: ReadFile): string[] {
  return content.intents.flatMap(({ id }, at) => {
    if (id.startsWith(`${content.topic}.`)) return [];
    const path = ['intents', at, 'id'];
    return [
      `${file}:${lineOf(path)}: ${path.join('.')}: an intent of the topic ${content.topic} starts with it`,
    ];
  });
}

/** Ids, and examples within or across intents, that were met before; only case and spaces may differ. */
function findDuplicates(files: ReadFile[]): string[] {
  const firstPlaces = new Map<string, () => string>();
  const problems: string[] = [];
  const note = (read: ReadFile, path: PropertyKey[], kind: string, value: string) => {
    const key = `${kind} ${value.toLowerCase().replace(/\s+/g, ' ').trim()}`;
    const place = () => `${read.file}:${read.lineOf(path)}`;
    const first = firstPlaces.get(key);
    if (first) problems.push(`${place()}: ${path.join('.')}: the same ${kind} is at ${first()}`);
    else firstPlaces.set(key, place);
  };
  for (const read of files) noteAll(read, note);
  return problems;
}

type Note = (read: ReadFile, path: PropertyKey[], kind: string, value: string) => void;

function noteAll(read: ReadFile, note: Note): void {
  const { others } = read.content;
  if (others) noteExamples(read, note, { path: ['others'], examples: others });
  read.content.intents.forEach(({ id, examples }, at) => {
    note(read, ['intents', at, 'id'], 'id', id);
    noteExamples(read, note, { path: ['intents', at, 'examples'], examples });
  });
}

function noteExamples(
  read: ReadFile,
  note: Note,
  { path, examples }: { path: PropertyKey[]; examples: Record<Locale, string[]> },
): void {
  for (const locale of ['en', 'es'] as const) {
    examples[locale].forEach((example, place) => {
      note(read, [...path, locale, place], 'example', example);
    });
  }
}
