import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type AnswerFile, type FileProblem, FrontMatter } from './answer-file.ts';

export type ReadAnswerFile =
  | { kind: 'read'; answer: AnswerFile }
  | { kind: 'refused'; problems: FileProblem[] };

/** More than any answer needs, and little enough that no file can tie up the parsers. */
const MOST_CHARACTERS = 50_000;

const CUT_OFF =
  'ends in the middle of a line, as if it were cut off: see that nothing is missing, then end it with a line break';

/** Front matter begins on the second line, behind the first `---`. */
const FIRST_LINE = 2;

type FrontMatterText = {
  yaml: string;
  text: string;
  textLine: number;
  /** Of a file that breaks off in the middle of it. */
  cutLine?: number;
};

/** Reads one file's content; `file` only names it in problems. Every mistake is told with its line and field. */
export function readAnswerFile(file: string, content: string): ReadAnswerFile {
  if (content.length > MOST_CHARACTERS) {
    return refused(file, [{ line: 1, problem: `is longer than ${MOST_CHARACTERS} characters` }]);
  }
  const parts = split(content.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  if (!parts) {
    const problem = 'begins with front matter between two lines of ---, and then the text';
    return refused(file, [{ line: 1, problem }]);
  }
  const lines = new LineCounter();
  const document = parseYaml(parts.yaml, lines);
  if ('problem' in document) return refused(file, [document]);
  const broken = [
    ...[...document.errors, ...document.warnings].map((error) => ({
      line: lineAt(lines, error.pos[0]),
      problem: yamlProblem(error.code),
    })),
    ...aliasesIn(document, lines),
  ];
  if (broken.length > 0) return refused(file, broken);
  return check(file, parts, { document, lines });
}

function check(
  file: string,
  { text, textLine, cutLine }: FrontMatterText,
  yaml: { document: Document; lines: LineCounter },
): ReadAnswerFile {
  const parsed = FrontMatter.safeParse(yaml.document.toJS());
  const missing = [
    ...(text === '' ? [{ line: textLine, field: 'text', problem: 'is empty' }] : []),
    ...(cutLine === undefined ? [] : [{ line: cutLine, field: 'text', problem: CUT_OFF }]),
  ];
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, yaml));
    return refused(file, [...problems, ...missing]);
  }
  if (missing.length > 0) return refused(file, missing);
  const { id, locale, translates, ...fields } = parsed.data;
  const lines = { ...fieldLines(yaml), text: textLine };
  const content = { ...fields, text };
  const answer = { id, locale, content, ...(translates && { translates }), file, lines };
  return { kind: 'read', answer };
}

function split(content: string): FrontMatterText | undefined {
  const match = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(content);
  if (!match) return undefined;
  const rest = content.slice(match[0].length);
  const blankLines = /^\s*/.exec(rest)?.[0].split('\n').length ?? 1;
  return {
    yaml: match[1] ?? '',
    text: rest.trim(),
    textLine: match[0].split('\n').length + blankLines - 1,
    ...(!content.endsWith('\n') && { cutLine: content.split('\n').length }),
  };
}

/** A file that nests deeper than the parser can follow is refused like any other mistake. */
function parseYaml(yaml: string, lineCounter: LineCounter): Document | Omit<FileProblem, 'file'> {
  try {
    // The library's own warnings quote the file.
    const quietly = { prettyErrors: false, logLevel: 'error' } as const;
    return parseDocument(yaml, { lineCounter, schema: 'core', ...quietly });
  } catch {
    return { line: FIRST_LINE, problem: 'has front matter that cannot be read as YAML' };
  }
}

/** A field says its words itself, so that a reader of the file sees them where they count. */
function aliasesIn(document: Document, lines: LineCounter): Omit<FileProblem, 'file'>[] {
  const found: Omit<FileProblem, 'file'>[] = [];
  visit(document, {
    Alias(_key, { range }) {
      found.push({
        line: lineAt(lines, range?.[0] ?? 0),
        problem: 'uses a YAML alias: write it out',
      });
    },
  });
  return found;
}

/** Our own words: the parser's messages may quote the file. */
function yamlProblem(code: string): string {
  return code === 'DUPLICATE_KEY'
    ? 'has a field twice'
    : `is no valid YAML (${code.toLowerCase().replaceAll('_', ' ')})`;
}

type Yaml = { document: Document; lines: LineCounter };

function problemsOf(issue: z.core.$ZodIssue, yaml: Yaml): Omit<FileProblem, 'file'>[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf([...path, key], yaml),
      field: [...path, key].join('.'),
      problem: 'is no field of an answer',
    }));
  }
  const problem = { line: lineOf(path, yaml), problem: issue.message };
  return [path.length > 0 ? { ...problem, field: path.join('.') } : problem];
}

/** The line of a field, or of what it is missing from. */
function lineOf(path: string[], yaml: Yaml): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetOf(path.slice(0, length), yaml.document);
    if (offset !== undefined) return lineAt(yaml.lines, offset);
  }
  return FIRST_LINE;
}

/** Where a field's name begins, or the item of a list. */
function offsetOf(path: string[], document: Document): number | undefined {
  const keys = path.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const parent = keys.length > 1 ? document.getIn(keys.slice(0, -1), true) : document.contents;
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined;
  const node = pair ? pair.key : document.getIn(keys, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function fieldLines(yaml: Yaml): Record<string, number> {
  const names = Object.keys(FrontMatter.shape);
  return Object.fromEntries(names.map((name) => [name, lineOf([name], yaml)]));
}

function lineAt(lines: LineCounter, offset: number): number {
  return lines.linePos(offset).line + FIRST_LINE - 1;
}

function refused(file: string, problems: Omit<FileProblem, 'file'>[]): ReadAnswerFile {
  return { kind: 'refused', problems: problems.map((problem) => ({ file, ...problem })) };
}
