import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { liveRevision } from '../../answer-bank/answer-bank.ts';
import { answerFilePath, formatAnswerFile } from '../../answer-bank/files/format-answer-file.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Store } from '../../store/store.ts';
import { CommandError, type Terminal } from '../terminal.ts';

type Written = { path: string; text: string };

/** Writes the published revisions. When a file that differs is there, nothing at all is written, unless told to. */
export async function exportAnswers(
  terminal: Terminal,
  { answers }: Pick<Store, 'answers'>,
  { folder, overwrite }: { folder: string; overwrite: boolean },
): Promise<void> {
  const all = await answers.all();
  const files = all.flatMap(fileOf);
  const differing = files.filter((file) => isThere(folder, file) && !isSame(folder, file));
  if (differing.length > 0 && !overwrite) {
    const names = differing.map(({ path }) => `  ${path}\n`).join('');
    throw new CommandError(
      `${folder} holds other words in:\n${names}Nothing was written. Take an empty folder, or say --overwrite.`,
    );
  }
  const changed = files.filter((file) => !isSame(folder, file));
  for (const { path, text } of changed) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const same = files.length - changed.length;
  terminal.out(`${changed.length} files written, ${same} were there already.\n`);
  const silent = all.length - files.length;
  if (silent > 0) terminal.out(`${silent} answers have no published revision.\n`);
}

function fileOf(answer: Answer): Written[] {
  const live = liveRevision(answer);
  return live
    ? [{ path: answerFilePath(answer), text: formatAnswerFile(answer, live.content) }]
    : [];
}

function isThere(folder: string, { path }: Written): boolean {
  return existsSync(join(folder, path));
}

function isSame(folder: string, file: Written): boolean {
  return isThere(folder, file) && readFileSync(join(folder, file.path), 'utf8') === file.text;
}
