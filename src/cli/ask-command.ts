import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { z } from 'zod';
import type { ContractReply } from '../conversation/reply/contract-reply.ts';
import { startProgress } from './progress.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** Asks one fresh conversation, on a store in memory, message after message, and gives the last reply. */
export type AskFresh = (id: string, turns: string[]) => Promise<ContractReply>;

const Line = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String),
    text: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
  })
  .refine((line) => (line.text === undefined) !== (line.turns === undefined), {
    path: ['text'],
    message: 'a line has either text or turns',
  });

type Options = { jsonl?: true; json?: true };

/** `askwell ask`: one question from the arguments, or a JSON object a line from standard input with `--jsonl`. */
export function askCommand(terminal: Terminal, open: () => Promise<AskFresh>): Command {
  return new Command('ask')
    .description('ask one question, or a file of them, each in a fresh conversation')
    .argument('[question...]', 'the question')
    .option(
      '--jsonl',
      'read {"id","text"} or {"id","turns":[…]} a line from standard input, write a JSON line each',
    )
    .option('--json', 'print the whole reply as JSON')
    .addHelpText('after', '\nExample:\n  askwell ask can I drive home after my infusion?')
    .action(async (words: string[], options: Options) => {
      if (options.jsonl) return askLines(terminal, await open());
      const question = words.join(' ');
      if (question === '')
        throw new CommandError('ask needs a question. Example: askwell ask can I eat before?');
      const reply = await (await open())('1', [question]);
      terminal.out(options.json ? `${JSON.stringify(reply)}\n` : `${reply.reply.text}\n`);
    });
}

async function askLines(terminal: Terminal, ask: AskFresh): Promise<void> {
  const progress = startProgress(terminal, 'answered');
  let number = 0;
  for await (const text of createInterface({
    input: Readable.from(terminal.stdin),
    crlfDelay: Infinity,
  })) {
    number += 1;
    if (text.trim() === '') continue;
    const line = readLine(text, number);
    terminal.out(`${JSON.stringify(await ask(line.id, line.turns ?? [line.text ?? '']))}\n`);
    progress.at(number);
  }
  progress.end();
}

function readLine(text: string, number: number): z.infer<typeof Line> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError(
      `standard input, line ${number}: this is not JSON. Give one JSON object a line.`,
    );
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'line'}: ${message}`,
  );
  throw new CommandError(
    `standard input, line ${number}: ${problems.join('; ')}. Mend the line and try again.`,
  );
}
