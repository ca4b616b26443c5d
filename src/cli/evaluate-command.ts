import { readdirSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { evaluateOnFiles } from '../classifier/evaluate.ts';
import { HeldOutMessage, type Proportion } from '../classifier/evaluate-own.ts';
import type { AskFresh } from './ask-command.ts';
import { type Judged, judgeHeldOut, judgeSlices, missed } from './judge-held-out.ts';
import { startProgress } from './progress.ts';
import { CommandError, type Terminal } from './terminal.ts';

type Deps = { root: URL; ask: () => Promise<AskFresh> };
type Options = {
  train?: string;
  test?: string;
  perIntent?: string;
  seed?: string;
  half: 'first' | 'final' | 'all';
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
    .option('--half <half>', 'first, final or all of the held-out messages', 'all')
    .option('--missed', 'name the messages that should have reached staff and did not, by id')
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
  const folder = new URL('tests/evaluation/', root);
  const messages = readSets(folder).filter(inHalf(options.half));
  const gates = Gates.parse(JSON.parse(readFileSync(new URL('gates.json', folder), 'utf8')));
  const ask = await open();
  const judged: Judged[] = [];
  const progress = startProgress(terminal, 'held-out messages', messages.length);
  for (const message of messages) {
    const reply = await ask(message.id, message.turns ?? [message.text ?? '']);
    judged.push({ message, reply });
    progress.at(judged.length);
  }
  progress.end();
  const figures = judgeHeldOut(judged);
  const slices = judgeSlices(judged);
  const failed = Object.keys(figures).filter((name) => !passes(figures[name], gates[name]));
  if (options.json) terminal.out(`${JSON.stringify({ figures, slices, failed })}\n`);
  else terminal.out(table(figures, slices, gates));
  if (options.missed) terminal.out(`Missed: ${missed(judged).join(' ')}\n`);
  if (failed.length > 0) throw new CommandError(`Below the gate: ${failed.join(', ')}.`, 1);
}

function readSets(folder: URL): HeldOutMessage[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) => readMessage(line, `${file}, line ${index + 1}`)),
    );
}

function readMessage(line: string, where: string): HeldOutMessage {
  try {
    return HeldOutMessage.parse(JSON.parse(line));
  } catch (cause) {
    throw new CommandError(
      `${where}: ${cause instanceof z.ZodError ? z.prettifyError(cause) : 'this is not JSON'}`,
    );
  }
}

/** Odd ids are worked with; even ids are looked at for the final figure only. */
function inHalf(half: Options['half']): (message: HeldOutMessage) => boolean {
  const isFinal = ({ id }: HeldOutMessage) => Number(id.replace(/\D/g, '')) % 2 === 0;
  if (half === 'all') return () => true;
  return (message) => isFinal(message) === (half === 'final');
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
    return `${row(name, figure)}  ${gate.padEnd(17)} ${asked.padEnd(14)}${verdict}`.trimEnd();
  });
  const sliceRows = Object.entries(slices).map(([name, figure]) => row(name, figure));
  return `${[...rows, '', 'Reached staff, of those that must, by style and language:', ...sliceRows].join('\n')}\n`;
}

function row(name: string, { count, of, share, low, high }: Proportion): string {
  const counts = `${count} of ${of}`.padStart(14);
  return `${name.padEnd(26)}${counts}  ${percent(share).padStart(7)}  (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new CommandError(`${option}: ${text} is no whole number.`);
  return number;
}
