import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { evaluateOnFiles } from '../classifier/evaluate.ts';
import type { Proportion } from '../classifier/evaluate-own.ts';
import type { AskFresh } from './ask-command.ts';
import { judgeHeldOut, judgeSlices, missed } from './judge-held-out.ts';
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
  set: HeldOutSet | 'all';
  json?: true;
  missed?: true;
};

/**
 * `least` or `most` is the gate: a figure beyond it fails the command, so that nothing gets worse unseen. `policy` is
 * what the safety policy asks of a release.
 */
const Gate = z.object({
  least: z.number().optional(),
  most: z.number().optional(),
  policy: z.number().optional(),
});
const Gates = z.record(z.string(), Gate);
type Gates = z.infer<typeof Gates>;

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
    .action(async (options: Options) => {
      if (options.train === undefined && options.test === undefined)
        return evaluateOwnSets(terminal, deps, options);
      if (options.train === undefined || options.test === undefined) {
        throw new CommandError('evaluate needs both --train and --test, or neither.');
      }
      const figures = await evaluateOnFiles({
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
  const messages =
    options.set === 'all'
      ? [...sets.working.messages, ...sets.final.messages]
      : sets[options.set].messages;
  if (messages.length === 0)
    throw new CommandError(`tests/evaluation/${options.set}: there is no message yet.`);
  const gates = Gates.parse(
    JSON.parse(readFileSync(new URL('tests/evaluation/gates.json', root), 'utf8')),
  );
  const judged = await askHeldOut(terminal, await open(), messages);
  const figures = judgeHeldOut(judged);
  const slices = judgeSlices(judged);
  const failed = Object.keys(figures).filter((name) => !passes(figures[name], gates[name]));
  if (options.json) terminal.out(`${JSON.stringify({ figures, slices, failed })}\n`);
  else terminal.out(table(figures, slices, gates));
  if (options.missed) terminal.out(`Missed: ${missed(judged).join(' ')}\n`);
  if (failed.length > 0) throw new CommandError(`Below the gate: ${failed.join(', ')}.`, 1);
}

/** A message of the final set that was once looked at is a message that somebody works on. */
function refuseToNameFinal({ missed: naming, set }: Options): void {
  if (!naming || set === 'working') return;
  throw new CommandError(
    '--missed names messages one by one, and the final set is looked at for figures only. Use it with --set working.',
  );
}

function passes(figure: Proportion | undefined, gate: Gates[string] | undefined): boolean {
  if (!figure || !gate || figure.of === 0) return true;
  return figure.share >= (gate.least ?? 0) && figure.share <= (gate.most ?? 1);
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
