import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { IntentId } from '../../../domain/ids.ts';
import { Question } from '../../../domain/question.ts';
import { Topic } from '../../../domain/topic.ts';
import { plainWords } from '../../examples/words/plain-words.ts';

const QuestionFile = z.strictObject({ questions: z.array(Question).min(1) });

/** Where in the file something is wrong, and what; the line counts from 1. */
export type QuestionProblem = { file: string; line: number; field: string; problem: string };

export type ReadQuestions = {
  questions: Question[];
  problems: QuestionProblem[];
  /** Line that each of the questions begins on. */
  lines: number[];
};

/** The questions cannot be used; every mistake has its line. */
class QuestionFileError extends Error {
  readonly code = 'test_questions_invalid';
  readonly problems: QuestionProblem[];
  constructor(problems: QuestionProblem[]) {
    const lines = problems.map(
      ({ file, line, field, problem }) => `  ${file}:${line}: ${field}: ${problem}`,
    );
    super(`These test questions are wrong:\n${lines.join('\n')}\nMend the lines named.`);
    this.problems = problems;
  }
}

/** Throws a `QuestionFileError` that names every mistake. A file that is not there holds no questions. */
export function loadTestQuestions(path: string, intents: readonly string[]): Question[] {
  const { questions, problems } = readTestQuestions(path, intents);
  if (problems.length > 0) throw new QuestionFileError(problems);
  return questions;
}

/** The same, as values. Duplicates and intents that do not exist are mistakes too. */
export function readTestQuestions(path: string, intents: readonly string[]): ReadQuestions {
  const file = basename(path);
  const text = textOf(path);
  if (text === undefined) return { questions: [], problems: [], lines: [] };
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const broken = document.errors.map(({ pos: [start], code }) => ({
    file,
    line: counter.linePos(start).line,
    field: 'file',
    problem: `is no YAML (${code})`,
  }));
  if (broken.length > 0) return { questions: [], problems: broken, lines: [] };
  const lineOf = (path: PropertyKey[]) => lineOfNode(document, counter, path);
  const parsed = QuestionFile.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: at, message }) => ({
      file,
      line: lineOf(at),
      field: at.join('.') || 'file',
      problem: message,
    }));
    return { questions: [], problems, lines: [] };
  }
  const { questions } = parsed.data;
  const lines = questions.map((_, at) => lineOf(['questions', at]));
  return { questions, lines, problems: findMistakes(questions, { file, lines, intents }) };
}

type Places = { file: string; lines: readonly number[]; intents: readonly string[] };

function findMistakes(questions: readonly Question[], places: Places): QuestionProblem[] {
  const { file, lines, intents } = places;
  const known = new Set(intents);
  const first = new Map<string, number>();
  return questions.flatMap(({ text, expect }, at) => {
    const line = lines[at] ?? 1;
    const words = plainWords(text).join(' ');
    const other = first.get(words);
    first.set(words, other ?? line);
    const again = {
      file,
      line,
      field: `questions.${at}.text`,
      problem: `is asked on line ${other} already`,
    };
    const unknown = {
      file,
      line,
      field: `questions.${at}.expect`,
      problem: `${expect} is no intent of the catalogue`,
    };
    return [
      ...(other === undefined ? [] : [again]),
      ...(isIntent(expect) && !known.has(expect) ? [unknown] : []),
    ];
  });
}

export function isIntent(expect: Question['expect']): expect is IntentId {
  return expect !== 'staff' && !Topic.safeParse(expect).success;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The line of a field, or of the nearest thing around it that is there. */
function lineOfNode(
  document: ReturnType<typeof parseDocument>,
  counter: LineCounter,
  path: PropertyKey[],
): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (typeof node !== 'object' || node === null || !('range' in node)) continue;
    if (Array.isArray(node.range)) return counter.linePos(Number(node.range[0])).line;
  }
  return 1;
}
