import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { AnswerLife } from '../answer-bank/answer-life.ts';
import { type LintedLine, lintAnswerFile } from '../answer-bank/lint/lint-answer-file.ts';
import { checkStarterBank } from '../answer-bank/load-starter-bank.ts';
import { loadIntents } from '../classifier/load-intents.ts';
import type { Store } from '../store/store.ts';
import { diffAnswers } from './answers/diff-answers.ts';
import { exportAnswers } from './answers/export-answers.ts';
import { importAnswers } from './answers/import-answers.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** The parts of the program that the commands on the store need; `close` gives the store back. */
type OpenBank = {
  store: Pick<Store, 'answers' | 'staff'>;
  answerLife: Pick<AnswerLife, 'propose'>;
  close(): Promise<void>;
};

type Deps = {
  /** Folder of the package: `intents/` and `answers/` lie in it. */
  root: URL;
  /** Without it there is only `check`. */
  open?: () => Promise<OpenBank>;
};

/** `askwell answers …`: the bank as files. */
export function answersCommand(terminal: Terminal, { root, open }: Deps): Command {
  const command = new Command('answers')
    .description('check the answer files; take the bank out to files, compare, bring drafts in')
    .addCommand(checkCommand(terminal, root));
  if (!open) return command;
  return command
    .addCommand(exportCommand(terminal, open))
    .addCommand(importCommand(terminal, open))
    .addCommand(diffCommand(terminal, open));
}

function checkCommand(terminal: Terminal, root: URL): Command {
  return new Command('check')
    .description('schema, lint and coverage of every answer file')
    .argument('[folder]', 'the answers', fileURLToPath(new URL('answers/', root)))
    .option('--json', 'print one JSON object')
    .action((folder: string, { json }: { json?: true }) => {
      const { intents } = loadIntents(fileURLToPath(new URL('intents/', root)));
      const { answers, problems } = checkStarterBank(folder, intents);
      const lint = answers.flatMap(lintAnswerFile);
      const all: Partial<LintedLine>[] = [...problems, ...lint];
      if (json) terminal.out(`${JSON.stringify({ answers: answers.length, problems: all })}\n`);
      else terminal.out(all.map(inWords).join(''));
      if (all.length > 0) {
        const summary = `${all.length} problems in ${answers.length} answers. Mend the lines named.`;
        throw new CommandError(summary, problems.length > 0 ? 2 : 1);
      }
      if (!json) terminal.out(`${answers.length} answers, no problem.\n`);
    });
}

function exportCommand(terminal: Terminal, open: () => Promise<OpenBank>): Command {
  return new Command('export')
    .description('write each published answer to a file of a folder')
    .argument('<folder>', 'where to')
    .option('--overwrite', 'replace files that differ')
    .action((folder: string, { overwrite = false }: { overwrite?: boolean }) =>
      withBank(open, ({ store }) => exportAnswers(terminal, store, { folder, overwrite })),
    );
}

function importCommand(terminal: Terminal, open: () => Promise<OpenBank>): Command {
  return new Command('import')
    .description('make a draft of each file whose words are new; nothing is published')
    .argument('<folder>', 'where from')
    .requiredOption('--by <login>', 'the moderator or admin who proposes the drafts')
    .action((folder: string, { by: login }: { by: string }) =>
      withBank(open, (bank) => importAnswers(terminal, bank, { folder, login })),
    );
}

function diffCommand(terminal: Terminal, open: () => Promise<OpenBank>): Command {
  return new Command('diff')
    .description('what the files would change: [-taken out-] {+put in+}')
    .argument('<folder>', 'the files')
    .action((folder: string) =>
      withBank(open, ({ store }) => diffAnswers(terminal, store, folder)),
    );
}

async function withBank(
  open: () => Promise<OpenBank>,
  work: (bank: OpenBank) => Promise<void>,
): Promise<void> {
  const bank = await open();
  try {
    await work(bank);
  } finally {
    await bank.close();
  }
}

function inWords({ file, line, field, rule, problem, excerpt }: Partial<LintedLine>): string {
  const place = [`${file}:${line}`, field, rule].filter((part) => part !== undefined).join(': ');
  return `${place}: ${problem}${excerpt === undefined ? '' : ` (“${excerpt}”)`}\n`;
}
