import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AnswerFile, AnswerFileError, type FileProblem } from './answer-file.ts';
import { type ReadAnswerFile, readAnswerFile } from './read-answer-file.ts';
import { readAnswerText } from './read-answer-text.ts';

/** `driving/after-treatment.en.md`; other files, such as `sources.md`, are no answers. */
const ANSWER_FILE = /\.[a-z]{2}\.md$/;

/** Every answer file below the folder, sorted by path, and all that is wrong with them. Paths are inside the folder. */
export function readAnswerFolder(folder: string): {
  answers: AnswerFile[];
  problems: FileProblem[];
} {
  const { paths, links } = pathsIn(folder);
  const read = paths.map((path) => readOne(folder, path));
  const answers = read.flatMap((one) => (one.kind === 'read' ? [one.answer] : []));
  const problems = read.flatMap((one) => (one.kind === 'refused' ? one.problems : []));
  return { answers, problems: [...links, ...problems, ...duplicates(answers)] };
}

function readOne(folder: string, path: string): ReadAnswerFile {
  const text = readAnswerText(folder, path);
  if (typeof text === 'string') return readAnswerFile(path, text);
  return { kind: 'refused', problems: [{ file: path, ...text }] };
}

/** Linked folders are not looked into: a link may lead anywhere, and round in a circle. */
function pathsIn(folder: string): { paths: string[]; links: FileProblem[] } {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const pathOf = (entry: (typeof entries)[number]) =>
      relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    const problem = 'is a link to a folder, which is not followed: put the files here';
    return {
      paths: entries
        .map(pathOf)
        .filter((path) => ANSWER_FILE.test(path))
        .sort(),
      links: entries
        .filter((entry) => entry.isSymbolicLink() && isFolder(join(entry.parentPath, entry.name)))
        .map((entry) => ({ file: pathOf(entry), line: 1, problem })),
    };
  } catch (cause) {
    const problem = 'this folder of answers cannot be read';
    throw new AnswerFileError([{ file: folder, line: 1, problem }], { cause });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function duplicates(answers: AnswerFile[]): FileProblem[] {
  const first = new Map<string, string>();
  return answers.flatMap(({ id, locale, file, lines }) => {
    const key = `${id} ${locale}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, file);
    return other === undefined
      ? []
      : [{ file, line: lines.id ?? 1, field: 'id', problem: `is the id of ${other} as well` }];
  });
}
