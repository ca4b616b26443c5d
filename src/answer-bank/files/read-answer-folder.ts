import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnswerFile, AnswerFileError, type FileProblem } from './answer-file.ts';
import { readAnswerFile } from './read-answer-file.ts';

/** `driving/after-treatment.en.md`; other files, such as `sources.md`, are no answers. */
const ANSWER_FILE = /\.[a-z]{2}\.md$/;

/** Every answer file below the folder, sorted by path, and all that is wrong with them. Paths are inside the folder. */
export function readAnswerFolder(folder: string): {
  answers: AnswerFile[];
  problems: FileProblem[];
} {
  const paths = pathsIn(folder);
  const read = paths.map((path) => readAnswerFile(path, readFileSync(join(folder, path), 'utf8')));
  const answers = read.flatMap((one) => (one.kind === 'read' ? [one.answer] : []));
  const problems = read.flatMap((one) => (one.kind === 'refused' ? one.problems : []));
  return { answers, problems: [...problems, ...duplicates(answers)] };
}

function pathsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => ANSWER_FILE.test(path))
      .sort();
  } catch (cause) {
    const problem = 'this folder of answers cannot be read';
    throw new AnswerFileError([{ file: folder, line: 1, problem }], { cause });
  }
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
