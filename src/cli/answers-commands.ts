import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type LintedLine, lintAnswerFile } from '../answer-bank/lint/lint-answer-file.ts';
import { checkStarterBank } from '../answer-bank/load-starter-bank.ts';
import { loadIntents } from '../classifier/load-intents.ts';
import { systemClock } from '../shared/clock.ts';
import { StoreInUseError } from '../store/store.ts';
import { checkQuestions } from './answers/check-questions.ts';
import { diffAnswers } from './answers/diff-answers.ts';
import { exportAnswers } from './answers/export-answers.ts';
import { type GitReview, type ImportBank, importAnswers } from './answers/import-answers.ts';
import { problemLine } from './answers/problem-line.ts';
import { commitOf } from './answers/review/commit-of.ts';
import { moderatorBy, reviewersOf } from './answers/review/reviewers.ts';
import { CommandError, type Terminal } from './terminal.ts';
import { withOpened } from './with-opened.ts';

/** The parts of the program that the commands on the store need; `close` gives the store back. */
type OpenBank = ImportBank & { close(): Promise<void> };

type Deps = {
  /** Folder of the package: `intents/` and `answers/` lie in it. */
  root: URL;
  /** Without it there is only `check`. */
  open?: () => Promise<OpenBank>;
};

const ALONE =
  '\nStop the server before export, import and diff, unless STORE is postgres: its folder is for one process.';

/** `askwell answers …`: the bank as files. */
export function answersCommand(terminal: Terminal, { root, open }: Deps): Command {
  const command = new Command('answers')
    .description('check the answer files; take the bank out to files, compare, bring drafts in')
    .addCommand(checkCommand(terminal, root));
  if (!open) return command;
  return command
    .addHelpText('after', ALONE)
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
      const catalogue = loadIntents(fileURLToPath(new URL('intents/', root)));
      const { answers, problems, outdated } = checkStarterBank(folder, catalogue.intents);
      const questions = checkQuestions(folder, catalogue);
      const lint = answers.flatMap((answer) => lintAnswerFile(answer, systemClock()));
      const all: Partial<LintedLine>[] = [...problems, ...questions, ...lint, ...outdated];
      if (json) terminal.out(`${JSON.stringify({ answers: answers.length, problems: all })}\n`);
      else terminal.out(all.map(problemLine).join(''));
      if (all.length > 0) {
        const summary = `${all.length} problems in ${answers.length} answers. Mend the lines named.`;
        throw new CommandError(summary, problems.length > 0 ? 2 : 1);
      }
      if (!json) terminal.out(`${answers.length} answers, no problem.\n`);
    });
}

type Open = () => Promise<OpenBank>;

function exportCommand(terminal: Terminal, open: Open): Command {
  return new Command('export')
    .description('write each published answer to a file of a folder')
    .argument('<folder>', 'where to')
    .option('--overwrite', 'replace files that differ', false)
    .option('--json', 'print one JSON object', false)
    .action((folder: string, options: { overwrite: boolean; json: boolean }) =>
      withBank(open, ({ store }) => exportAnswers(terminal, store, { folder, ...options })),
    );
}

type ImportOptions = {
  by: string;
  approve: string[];
  commit?: string;
  basedOnLive: boolean;
  dryRun: boolean;
  json: boolean;
};

function importCommand(terminal: Terminal, open: Open): Command {
  const collect = (one: string, all: string[]) => [...all, one];
  return new Command('import')
    .description('make a draft of each file whose words are new; nothing is published')
    .argument('<folder>', 'where from')
    .requiredOption('--by <login>', 'the moderator or admin who proposes the drafts')
    .option(
      '--approve <login:kind>',
      'who approved the commit, as clinical or plain_language',
      collect,
      [],
    )
    .option('--commit <id>', 'the commit that was approved; the folder must be as it has it')
    .option(
      '--based-on-live',
      'the files were compared with what is live, and take its place though they were not exported from it',
      false,
    )
    .option('--dry-run', 'say what would be done, and change nothing', false)
    .option('--json', 'print one JSON object', false)
    .action((folder: string, options: ImportOptions) =>
      withBank(open, (bank) => importFolder(terminal, bank, { folder, ...options })),
    );
}

async function importFolder(
  terminal: Terminal,
  bank: ImportBank,
  { folder, by, approve, commit, ...options }: ImportOptions & { folder: string },
): Promise<void> {
  const { staff } = bank.store;
  const author = await moderatorBy(staff, by, '--by');
  const review = await reviewOf({ folder, approve, commit }, { staff, author });
  const now = systemClock;
  await importAnswers(terminal, bank, { folder, author, review, ...options, now });
}

async function reviewOf(
  { folder, approve, commit }: { folder: string; approve: string[]; commit: string | undefined },
  people: Parameters<typeof reviewersOf>[1],
): Promise<GitReview | undefined> {
  if (approve.length === 0 && commit === undefined) return undefined;
  if (approve.length === 0 || commit === undefined) {
    throw new CommandError('--approve and --commit belong together: who approved what.');
  }
  const reviewers = await reviewersOf(approve, people);
  return { commit: await commitOf(folder, commit), reviewers };
}

function diffCommand(terminal: Terminal, open: Open): Command {
  return new Command('diff')
    .description('what the files would change: [-taken out-] {+put in+}')
    .argument('<folder>', 'the files')
    .option('--json', 'print one JSON object', false)
    .action((folder: string, { json }: { json: boolean }) =>
      withBank(open, ({ store }) => diffAnswers(terminal, store, { folder, json })),
    );
}

async function withBank(open: Open, work: (bank: OpenBank) => Promise<void>): Promise<void> {
  await withOpened(() => open().catch(sayWhatElse), work);
}

function sayWhatElse(error: unknown): never {
  if (!(error instanceof StoreInUseError)) throw error;
  throw new CommandError(
    `${error.message} While it runs, change answers in the console; "askwell data backup FILE" copies everything beside it.`,
  );
}
