import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Answer } from '../../domain/answer.ts';
import type { Clock } from '../../shared/clock.ts';
import type { AskFresh } from '../ask-command.ts';
import type { Terminal } from '../terminal.ts';
import { readHazardLog } from './hazards/hazard-log.ts';
import { hazardPage } from './hazards/hazard-page.ts';
import { askHeldOut } from './held-out/ask-held-out.ts';
import { readHeldOut } from './held-out/read-held-out.ts';
import { buildReport, type SafetyReport } from './report/build-report.ts';
import { formatReport } from './report/format-report.ts';
import { type Versions, versionOfAnswers, versionOfBlocks } from './report/versions.ts';
import { securityPage } from './security/security-page.ts';
import { readSecurityTable } from './security/security-table.ts';

/** The running program, as far as its safety case speaks of it. */
type SafetyParts = {
  ask: AskFresh;
  versions: Pick<Versions, 'program' | 'gate' | 'classifier'>;
  answers: Answer[];
  /** How many approvals an answer needs. */
  approvals: number;
  now: Clock;
};

type Deps = { root: URL; open: () => Promise<SafetyParts> };

/** `askwell safety`: the safety case with its figures, and the page of the hazard log. */
export function safetyCommand(terminal: Terminal, deps: Deps): Command {
  const command = new Command('safety').description(
    'the safety case, the hazard log and the security table',
  );
  command
    .command('report')
    .description('what the safety case holds for, its figures beside the policy, and what it lacks')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: true }) => {
      const report = await makeReport(terminal, deps);
      terminal.out(json ? `${JSON.stringify(report)}\n` : formatReport(report));
    });
  command
    .command('hazards')
    .description('write docs/hazard-log.md from docs/hazards.yaml')
    .action(() => {
      const page = hazardPage(readHazardLog(deps.root));
      writeFileSync(new URL('docs/hazard-log.md', deps.root), page);
      terminal.out('docs/hazard-log.md is written.\n');
    });
  command
    .command('security')
    .description(
      'print how each requirement of the security standard is met, and write docs/security.md',
    )
    .action(() => {
      const page = securityPage(readSecurityTable(deps.root));
      writeFileSync(new URL('docs/security.md', deps.root), page);
      terminal.out(page);
    });
  return command;
}

async function makeReport(terminal: Terminal, { root, open }: Deps): Promise<SafetyReport> {
  const { working, final } = readHeldOut(root);
  const log = readHazardLog(root);
  const { ask, versions, answers, approvals, now } = await open();
  const judged = await askHeldOut(terminal, ask, [...working.messages, ...final.messages]);
  return buildReport({
    at: now(),
    versions: {
      ...versions,
      answers: versionOfAnswers(answers, approvals),
      blocks: versionOfBlocks(),
    },
    sets: {
      working: { ...working, judged: judged.slice(0, working.messages.length) },
      final: { ...final, judged: judged.slice(working.messages.length) },
    },
    log,
  });
}
