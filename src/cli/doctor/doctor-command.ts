import { Command } from 'commander';
import { CommandError, type Terminal } from '../terminal.ts';
import { type DoctorTools, examine } from './examine.ts';
import type { Finding } from './finding.ts';

type Options = { json: boolean; backups?: string };

/** `askwell doctor`: works beside a running server, and where none can start. */
export function doctorCommand(terminal: Terminal, open: () => DoctorTools): Command {
  return new Command('doctor')
    .description(
      'look at settings, clock, store, people, answers and connections, and say what to do',
    )
    .option('--backups <folder>', 'where your backups are, to look how old the newest is')
    .option('--json', 'print one JSON object', false)
    .action(async ({ json, backups }: Options) => {
      const findings = await examine(open(), { backups });
      const count = {
        ok: countOf('ok', findings),
        warn: countOf('warn', findings),
        fail: countOf('fail', findings),
      };
      const ok = count.fail === 0;
      const text = json ? JSON.stringify({ ok, count, findings }, null, 2) : inWords(findings);
      terminal.out(`${text}\n`);
      const summary = `${count.fail} to mend, ${count.warn} to look at, ${count.ok} in order.`;
      if (!ok) throw new CommandError(summary, 1);
      if (!json) terminal.out(`\n${summary}\n`);
    });
}

function countOf(level: Finding['level'], findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.level === level).length;
}

/** A line for each finding, what to do below it; the word says whether it is good, so that no colour is needed. */
function inWords(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ id }) => id.length));
  return findings
    .flatMap(({ id, level, found, todo }) => [
      `${level.padEnd(4)}  ${id.padEnd(width)}  ${found}`,
      ...(todo !== undefined ? [`      ${' '.repeat(width)}  → ${todo}`] : []),
    ])
    .join('\n');
}
