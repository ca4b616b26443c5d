import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Clock } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import { markDemoFolder, readDemoFolder } from './demo-folder.ts';
import type { DemoParts } from './demo-parts.ts';
import { fillDemo } from './fill-demo.ts';
import { readDemoQuestions } from './read-questions.ts';
import { type SignIn, signInsOf } from './scenes/sample-people.ts';

export type DemoTools = {
  /** The program on this folder and this clock, with nothing listening and nothing of the environment's settings. */
  open(folder: string, clock: Clock): Promise<DemoParts>;
  /** Serves it until the process is told to stop; calls `ready` once it listens. */
  serve(folder: string, ready: (url: string) => void): Promise<void>;
  now: Clock;
  stop: AbortSignal;
};

type Options = { folder: string; fresh: boolean; conversations?: number; serve: boolean };

/** `askwell demo`: four made-up weeks to look at, as each role. */
export function demoCommand(terminal: Terminal, tools: DemoTools): Command {
  return new Command('demo')
    .description('fill a folder with four made-up weeks, and serve it')
    .option('--folder <path>', 'where it lies; made if it is not there', 'demo-data')
    .option('--fresh', 'empty the demo folder first', false)
    .option('--conversations <n>', 'only so many past conversations', count)
    .option('--no-serve', 'fill it and end')
    .action(async (options: Options) => {
      const folder = resolve(options.folder);
      const signIns =
        readDemoFolder(folder, options)?.signIns ??
        (await fill(folder, { options, terminal, tools }));
      if (!options.serve) return terminal.out(lines(signIns));
      await tools.serve(folder, (url) => terminal.out(`${addresses(url)}${lines(signIns)}`));
    });
}

const STOPPED = 'Stopped half-way. Run it again: it begins anew.';

type Filling = { options: Options; terminal: Terminal; tools: DemoTools };

async function fill(folder: string, { options, terminal, tools }: Filling): Promise<SignIn[]> {
  const startedAt = performance.now();
  const signIns = signInsOf(() => base32(16));
  markDemoFolder(folder, { filled: false, signIns });
  const { past, today } = readDemoQuestions();
  const questions = { past: past.slice(0, options.conversations ?? past.length), today };
  const progress = startProgress(terminal, 'Playing the demo, per cent', 100);
  await fillDemo({
    open: (clock) => tools.open(folder, clock),
    questions,
    signIns,
    endsAtMs: Date.parse(tools.now()),
    onProgress(share) {
      if (tools.stop.aborted) throw new CommandError(STOPPED, 1);
      progress.at(Math.floor(share * 100));
    },
  }).finally(() => progress.end());
  markDemoFolder(folder, { filled: true, signIns });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const asked = questions.past.length + questions.today.length;
  terminal.out(`${asked} made-up conversations over four weeks are in ${folder} (${seconds} s).\n`);
  return signIns;
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError('Give a whole number, 0 or more.');
}

function addresses(url: string): string {
  return [
    'The demo is ready. Everything in it is made up.',
    `  Chat for patients:  ${url}/`,
    `  Console for staff:  ${url}/console`,
    `  Help:               ${url}/help`,
    '',
  ].join('\n');
}

function lines(signIns: readonly SignIn[]): string {
  const rows = signIns.map(
    ({ login, password, role }) => `  ${login.padEnd(20)}${password}   ${role}`,
  );
  return ['Sign in as:', ...rows, ''].join('\n');
}
