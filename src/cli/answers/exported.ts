import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AnswerFileError } from '../../answer-bank/files/answer-file.ts';
import { answerFilePath } from '../../answer-bank/files/format-answer-file.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import type { Answer } from '../../domain/answer.ts';

/** Beside the exported files: which words of the store each was, so that an import sees what changed since. */
export const EXPORTED_FILE = 'exported.json';

const Exported = z.object({
  unfinished: z.literal(true).optional(),
  answers: z.record(z.string(), z.object({ revision: z.number().int(), contentHash: z.string() })),
});
export type Exported = z.infer<typeof Exported>;

/** Stands there until the last file of an export is written. */
export const UNFINISHED = `${JSON.stringify({ unfinished: true, answers: {} })}\n`;

/** The same bytes for the same answers. */
export function formatExported(answers: readonly Answer[]): string {
  const entries = answers.flatMap((answer) => {
    const live = liveRevision(answer);
    if (!live) return [];
    const { number: revision, contentHash } = live;
    return [[answerFilePath(answer), { revision, contentHash }] as const];
  });
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ answers: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/** Empty where the folder was not exported by this program. Throws where an export was broken off. */
export function readExported(folder: string): Exported {
  const path = join(folder, EXPORTED_FILE);
  if (!existsSync(path)) return { answers: {} };
  const exported = parsed(path);
  if (exported.unfinished)
    throw unusable('the export into this folder was broken off: export anew');
  return exported;
}

function parsed(path: string): Exported {
  try {
    return Exported.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw unusable('is not as the export wrote it: take it out, or export anew', { cause });
  }
}

function unusable(problem: string, options?: ErrorOptions): AnswerFileError {
  return new AnswerFileError([{ file: EXPORTED_FILE, line: 1, problem }], options);
}
