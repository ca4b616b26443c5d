import { diffWords, type WordChange } from '../../answer-bank/diff-words.ts';
import { AnswerFileError } from '../../answer-bank/files/answer-file.ts';
import {
  answerFilePath,
  formatAnswerFile,
  formatRevision,
} from '../../answer-bank/files/format-answer-file.ts';
import { readAnswerFolder } from '../../answer-bank/files/read-answer-folder.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import type { Store } from '../../store/store.ts';
import type { Terminal } from '../terminal.ts';

const MARKS: Record<WordChange['kind'], (text: string) => string> = {
  same: (text) => text,
  added: (text) => `{+${text}+}`,
  removed: (text) => `[-${text}-]`,
};

/** Prints what differs between the published answers and the files, front matter included. */
export async function diffAnswers(
  terminal: Terminal,
  { answers }: Pick<Store, 'answers'>,
  { folder, json }: { folder: string; json: boolean },
): Promise<void> {
  const { answers: files, problems } = readAnswerFolder(folder);
  if (problems.length > 0) throw new AnswerFileError(problems);
  const inFiles = new Map(
    files.map((file) => [answerFilePath(file), formatAnswerFile(file, file.content)]),
  );
  const inStore = new Map(
    (await answers.all()).flatMap((answer): [string, string][] => {
      const live = liveRevision(answer);
      return live ? [[answerFilePath(answer), formatRevision(answer, live)]] : [];
    }),
  );
  const paths = [...new Set([...inStore.keys(), ...inFiles.keys()])].sort();
  const differing = paths.filter((path) => inStore.get(path) !== inFiles.get(path));
  const found = differing.map((path) => ({
    path,
    difference: difference(inStore.get(path), inFiles.get(path)),
  }));
  if (json) {
    terminal.out(`${JSON.stringify({ answers: paths.length, differing: found })}\n`);
    return;
  }
  for (const one of found) terminal.out(`${one.path}\n${one.difference}\n`);
  terminal.out(`${differing.length} of ${paths.length} answers differ.\n`);
}

function difference(stored: string | undefined, file: string | undefined): string {
  if (file === undefined) return 'only in the store';
  if (stored === undefined) return 'only in the folder';
  const changes = diffWords(stored, file);
  return changes.map(({ kind, text }) => MARKS[kind](text)).join('');
}
