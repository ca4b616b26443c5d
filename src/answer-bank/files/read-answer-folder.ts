import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AnswerFile, AnswerFileError, type FileProblem } from './answer-file.ts';
import { answerFilePath } from './format-answer-file.ts';
import { type ReadAnswerFile, readAnswerFile } from './read-answer-file.ts';
import { readAnswerText } from './read-answer-text.ts';

/** Texts are meant to be answers, whatever they are called, so that none is passed over because of its name. */
const TEXT_FILE = /\.(?:md|markdown|txt)$/i;
const NO_ANSWER = /(?:^|\/)(?:README|sources)\.md$/i;

const ANSWER_FILE = /^[a-z_-]+\/[a-z-]+\.[a-z]{2}\.md$/;

const BAD_NAME =
  'is not named like an answer: call it as driving/after-treatment.en.md is called, after its id and locale';

/** What editors, systems and Git keep for themselves. */
const HIDDEN = /(?:^|\/)\./;

/** Every answer file below the folder, sorted by path, and all that is wrong with them. Paths are inside the folder. */
export function readAnswerFolder(folder: string): {
  answers: AnswerFile[];
  problems: FileProblem[];
} {
  const { paths, links } = pathsIn(folder);
  const read = paths.map((path) => readOne(folder, path));
  const answers = read.flatMap((one) => (one.kind === 'read' ? [one.answer] : []));
  const problems = read.flatMap((one) => (one.kind === 'refused' ? one.problems : []));
  return { answers, problems: [...links, ...problems, ...misplaced(answers)] };
}

function readOne(folder: string, path: string): ReadAnswerFile {
  const text = readAnswerText(folder, path);
  const read: ReadAnswerFile =
    typeof text === 'string'
      ? readAnswerFile(path, text)
      : { kind: 'refused', problems: [{ file: path, ...text }] };
  if (read.kind === 'read' || ANSWER_FILE.test(path)) return read;
  return {
    kind: 'refused',
    problems: [{ file: path, line: 1, problem: BAD_NAME }, ...read.problems],
  };
}

/** Linked folders are not looked into: a link may lead anywhere, and round in a circle. */
function pathsIn(folder: string): { paths: string[]; links: FileProblem[] } {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const found = entries
      .map((entry) => ({ entry, path: pathIn(folder, entry) }))
      .filter(({ path }) => !HIDDEN.test(path));
    const problem = 'is a link to a folder, which is not followed: put the files here';
    return {
      paths: found
        .map(({ path }) => path)
        .filter((path) => TEXT_FILE.test(path) && !NO_ANSWER.test(path))
        .sort(),
      links: found
        .filter(({ entry, path }) => entry.isSymbolicLink() && isFolder(join(folder, path)))
        .map(({ path }) => ({ file: path, line: 1, problem })),
    };
  } catch (cause) {
    const problem = 'this folder of answers cannot be read';
    throw new AnswerFileError([{ file: folder, line: 1, problem }], { cause });
  }
}

function pathIn(folder: string, { parentPath, name }: Dirent): string {
  return relative(folder, join(parentPath, name)).replaceAll('\\', '/');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The path follows from id and locale, so that no two files are the same answer. */
function misplaced(answers: AnswerFile[]): FileProblem[] {
  const files = new Set(answers.map(({ file }) => file));
  return answers.flatMap((answer) => {
    const { file, lines } = answer;
    const path = answerFilePath(answer);
    const problem = files.has(path)
      ? `is the id of ${path} as well`
      : `belongs to ${path}: call this file that, or mend id and locale`;
    return file === path ? [] : [{ file, line: lines.id ?? 1, field: 'id', problem }];
  });
}
