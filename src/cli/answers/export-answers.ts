import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { answerFilePath, formatRevision } from '../../answer-bank/files/format-answer-file.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Store } from '../../store/store.ts';
import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import { EXPORTED_FILE, formatExported, UNFINISHED } from './exported.ts';

type Written = { path: string; text: string };

type Options = { folder: string; overwrite: boolean; json: boolean };

/**
 * Writes the published revisions, and which they are. When a file that differs is there, nothing at all is written, unless
 * told to. Broken off, it leaves whole files and a folder that an import refuses.
 */
export async function exportAnswers(
  terminal: Terminal,
  { answers }: Pick<Store, 'answers'>,
  { folder, overwrite, json }: Options,
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
  write(folder, { path: EXPORTED_FILE, text: UNFINISHED });
  const progress = startProgress(terminal, 'Files', changed.length);
  for (const [done, file] of changed.entries()) {
    write(folder, file);
    progress.at(done + 1);
  }
  progress.end();
  write(folder, { path: EXPORTED_FILE, text: formatExported(all) });
  const figures = {
    written: changed.length,
    same: files.length - changed.length,
    unpublished: all.length - files.length,
  };
  terminal.out(json ? `${JSON.stringify(figures)}\n` : inWords(figures));
}

function inWords({
  written,
  same,
  unpublished,
}: Record<'written' | 'same' | 'unpublished', number>) {
  const silent = unpublished > 0 ? `${unpublished} answers have no published revision.\n` : '';
  return `${written} files written, ${same} were there already.\n${silent}`;
}

function write(folder: string, { path, text }: Written): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileAtomic.sync(join(folder, path), text);
}

function fileOf(answer: Answer): Written[] {
  const live = liveRevision(answer);
  return live ? [{ path: answerFilePath(answer), text: formatRevision(answer, live) }] : [];
}

function isThere(folder: string, { path }: Written): boolean {
  return existsSync(join(folder, path));
}

function isSame(folder: string, file: Written): boolean {
  return isThere(folder, file) && readFileSync(join(folder, file.path), 'utf8') === file.text;
}
