import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import type { Trail, Verdict } from './trail.ts';

type Options = { head?: string; json: boolean };

const HASH = /^[0-9a-f]{64}$/;

/** Prints how many entries there are and whether the chain holds. Fails with exit code 1 where it does not. */
export async function verifyTrail(
  terminal: Terminal,
  trail: Trail,
  { head, json }: Options,
): Promise<void> {
  if (head !== undefined && !HASH.test(head)) {
    throw new CommandError('--head is the 64 characters that an earlier verify printed as head.');
  }
  const progress = startProgress(terminal, 'Entries');
  const onProgress = progress.at;
  const verdict = await trail
    .verify({ onProgress, ...(head !== undefined && { head }) })
    .finally(progress.end);
  const problem = problemOf(verdict, head);
  const { broken = null, entries, months } = verdict;
  if (json) {
    const object = { ok: problem === undefined, entries, months, head: verdict.head, broken };
    terminal.out(`${JSON.stringify(object)}\n`);
  } else terminal.out(inWords(verdict));
  if (problem) throw new CommandError(problem, 1);
  if (!json) terminal.out(`The chain holds. Head: ${verdict.head}\n`);
}

function problemOf({ broken, holdsHead }: Verdict, head: string | undefined): string | undefined {
  if (broken) {
    return `The chain breaks at ${broken.file}, line ${broken.line}: ${broken.problem}. Keep this file as evidence, and compare it with a backup.`;
  }
  return head !== undefined && !holdsHead
    ? 'No entry has the head that was noted: entries were taken away. Compare the trail with a backup.'
    : undefined;
}

function inWords({ entries, months }: Verdict): string {
  const lines = months.map(({ month, entries: some }) => `${month}  ${some} entries\n`);
  return `${lines.join('')}${entries} entries.\n`;
}
