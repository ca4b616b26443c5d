import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from '../terminal.ts';

/** Lies in every folder that the demo made, and in no other. */
const MARK = 'demo.json';

const Mark = z.object({
  note: z.string(),
  /** False while the weeks are played: such a folder is filled again. */
  filled: z.boolean(),
  signIns: z.array(z.object({ login: z.string(), password: z.string(), role: z.string() })),
});
export type Mark = z.infer<typeof Mark>;

/**
 * The mark of a filled demo folder; `undefined` where it is to be filled, and then it is empty. Throws when the folder holds
 * anything that no demo made: it is left alone, whatever was asked.
 */
export function readDemoFolder(folder: string, { fresh }: { fresh: boolean }): Mark | undefined {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return undefined;
  const path = join(folder, MARK);
  if (!existsSync(path)) {
    throw new CommandError(
      `${folder} exists and is no demo folder, so it is left alone. Choose another one with --folder.`,
    );
  }
  const mark = Mark.safeParse(jsonOf(readFileSync(path, 'utf8'))).data;
  if (mark?.filled && !fresh) return mark;
  rmSync(folder, { recursive: true });
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function markDemoFolder(folder: string, mark: Omit<Mark, 'note'>): void {
  mkdirSync(folder, { recursive: true });
  const note = 'Made by `npm run demo`. Everything here is made up; --fresh empties this folder.';
  const text = JSON.stringify({ note, ...mark }, null, 2);
  writeFileSync(join(folder, MARK), `${text}\n`, { mode: 0o600 });
}
