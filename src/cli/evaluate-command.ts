import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Proportion } from '../classifier/evaluate-own.ts';
import type { AskFresh } from './ask-command.ts';
import { formatTopics } from './evaluate/format-topics.ts';
import { type Gates, passes, readGates } from './evaluate/gates.ts';
import { judgeTopics, type TopicReport } from './evaluate/judge-topics.ts';
import { measureFiles } from './evaluate/measure-files.ts';
import { reportPage } from './evaluate/page/report-page.ts';
import { type Judged, judgeHeldOut, judgeSlices, missed } from './judge-held-out.ts';
import { askHeldOut } from './safety/held-out/ask-held-out.ts';
import { formatFigure, percent } from './safety/held-out/format-figure.ts';
import { type HeldOutSet, readHeldOut } from './safety/held-out/read-held-out.ts';
import { CommandError, type Terminal } from './terminal.ts';

type Deps = { root: URL; ask: () => Promise<AskFresh> };
type Options = {
  train?: string;
  test?: string;
  perIntent?: string;
  seed?: string;
  encoder: boolean;
  set: HeldOutSet | 'all';
  json?: true;
  html?: string;
  missed?: true;
};

/** `askwell evaluate`: the project's held-out sets against the gates, or any pair of labelled files. */
export function evaluateCommand(terminal: Terminal, deps: Deps): Command {
  return new Command('evaluate')
    .description(
      "run the project's held-out messages against the gates, or train and test on files of your own",
    )
    .option('--train <file>', 'lines of {"text","intent"} to train a fresh classifier on')
    .option(
      '--test <file>',
      'lines of {"text","intent"} to test it on; the intent oos is out of scope',
    )
    .option('--per-intent <n>', 'train on this many lines of each intent')
    .option('--seed <n>', 'which lines --per-intent takes')
    .option('--no-encoder', 'measure the words alone, as they decide in a turn; with --train')
    .addOption(
      new Option('--set <set>', 'which of the held-out messages')
        .choices(['working', 'final', 'all'])
        .default('all'),
    )
    .option(
      '--missed',
      'name the messages that should have reached staff and did not, by id; with --set working only',
    )
    .option('--json', 'print one JSON object')
    .option('--html <file>', 'write the figures with charts as one page; of the held-out sets only')
    .action(async (options: Options) => {
      if (options.train === undefined && options.test === undefined)
        return evaluateOwnSets(terminal, deps, options);
      if (options.train === undefined || options.test === undefined) {
        throw new CommandError('evaluate needs both --train and --test, or neither.');
      }
      const figures = await measureFiles(terminal, {
        encoder: options.encoder,
        train: options.train,
        test: options.test,
        ...(options.perIntent !== undefined && {
          perIntent: wholeNumber('--per-intent', options.perIntent),
        }),
        ...(options.seed !== undefined && { seed: wholeNumber('--seed', options.seed) }),
      });
      terminal.out(`${JSON.stringify(figures)}\n`);
    });
}

async function evaluateOwnSets(
  terminal: Terminal,
  { root, ask: open }: Deps,
  options: Options,
): Promise<void> {
  refuseToNameFinal(options);
  const sets = readHeldOut(root);
  const names: HeldOutSet[] = options.set === 'all' ? ['working', 'final'] : [options.set];
  const messages = names.flatMap((name) => sets[name].messages);
  if (messages.length === 0)
    throw new CommandError(`tests/evaluation/${options.set}: there is no message yet.`);
  const gates = readGates(root);
  const judged = await askHeldOut(terminal, await open(), messages);
  const figures = judgeHeldOut(judged);
  const slices = judgeSlices(judged);
  const topics = topicsBySet(names, judged, sets);
  const failed = Object.keys(figures).filter((name) => !passes(figures[name], gates[name]));
  if (options.html !== undefined)
    writePage(options.html, reportPage({ figures, slices, gates, topics }));
  if (options.json) terminal.out(`${JSON.stringify({ figures, slices, topics, failed })}\n`);
  else terminal.out(table(figures, slices, gates) + topicTables(topics));
  if (options.missed) terminal.out(`Missed: ${missed(judged).join(' ')}\n`);
  if (failed.length > 0) throw new CommandError(`Below the gate: ${failed.join(', ')}.`, 1);
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (cause) {
    const { code = '' } = cause as { code?: string };
    throw new CommandError(
      `--html ${file}: cannot be written (${code}). Name a file in a folder that is there.`,
    );
  }
}

/** What was judged, in the order of the sets, cut into them again. */
function topicsBySet(
  names: readonly HeldOutSet[],
  judged: readonly Judged[],
  sets: ReturnType<typeof readHeldOut>,
): Record<string, TopicReport> {
  let from = 0;
  return Object.fromEntries(
    names.map((name) => {
      const to = from + sets[name].messages.length;
      const own = judged.slice(from, to);
      from = to;
      return [name, judgeTopics(own)];
    }),
  );
}

function topicTables(topics: Record<string, TopicReport>): string {
  return Object.entries(topics)
    .map(([name, report]) => formatTopics(name, report))
    .join('');
}

/** A message of the final set that was once looked at is a message that somebody works on. */
function refuseToNameFinal({ missed: naming, set }: Options): void {
  if (!naming || set === 'working') return;
  throw new CommandError(
    '--missed names messages one by one, and the final set is looked at for figures only. Use it with --set working.',
  );
}

function table(
  figures: Record<string, Proportion>,
  slices: Record<string, Proportion>,
  gates: Gates,
): string {
  const rows = Object.entries(figures).map(([name, figure]) => {
    const { least, most, policy } = gates[name] ?? {};
    const gate =
      least !== undefined
        ? `at least ${percent(least)}`
        : most !== undefined
          ? `at most ${percent(most)}`
          : '';
    const asked = policy === undefined ? '' : `policy ${percent(policy)}`;
    const verdict = passes(figure, gates[name]) ? '' : ' FAILS';
    return `${row(name, figure).padEnd(70)}  ${gate.padEnd(17)} ${asked.padEnd(14)}${verdict}`.trimEnd();
  });
  const sliceRows = Object.entries(slices).map(([name, figure]) => row(name, figure));
  return `${[...rows, '', 'Reached staff, of those that must, by style and language:', ...sliceRows].join('\n')}\n`;
}

function row(name: string, figure: Proportion): string {
  return `${name.padEnd(26)}${formatFigure(figure)}`.trimEnd();
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new CommandError(`${option}: ${text} is no whole number.`);
  return number;
}
