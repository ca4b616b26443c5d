import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { z } from 'zod';
import type { QuestionExplanation } from '../classifier/explain/explain.ts';
import type { ContractReply } from '../conversation/reply/contract-reply.ts';
import { formatExplanation } from './ask/format-explanation.ts';
import { startProgress } from './progress.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** Asks one fresh conversation, on a store in memory, message after message, and gives the last reply. */
export type AskFresh = (id: string, turns: string[]) => Promise<ContractReply>;

export type AskTools = {
  ask: AskFresh;
  /** Why the classifier understands a message as it does; its words come back redacted. */
  explain: (text: string) => QuestionExplanation[];
};

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

type Options = { jsonl?: true; json?: true; explain?: true };

/** `askwell ask`: one question from the arguments, or a JSON object a line from standard input with `--jsonl`. */
export function askCommand(terminal: Terminal, open: () => Promise<AskTools>): Command {
  return new Command('ask')
    .description('ask one question, or a file of them, each in a fresh conversation')
    .argument('[question...]', 'the question')
    .option(
      '--jsonl',
      'read {"id","text"} or {"id","turns":[…]} a line from standard input, write a JSON line each',
    )
    .option('--json', 'print the whole reply as JSON')
    .option(
      '--explain',
      'say which words and examples decided; with --json and --jsonl as "explanation", of the last message',
    )
    .addHelpText('after', '\nExample:\n  askwell ask can I drive home after my infusion?')
    .action(async (words: string[], options: Options) => {
      if (options.jsonl) return askLines(terminal, await open(), options);
      const question = words.join(' ');
      if (question === '')
        throw new CommandError('ask needs a question. Example: askwell ask can I eat before?');
      const asked = await askOne(await open(), { id: '1', turns: [question] }, options);
      terminal.out(options.json ? `${JSON.stringify(asked)}\n` : inWords(asked));
    });
}

/** The object of the contract; `explanation` is there only where it was asked for. */
type Asked = ContractReply & { explanation?: QuestionExplanation[] };

async function askOne(
  { ask, explain }: AskTools,
  { id, turns }: { id: string; turns: string[] },
  options: Options,
): Promise<Asked> {
  const reply = await ask(id, turns);
  return options.explain ? { ...reply, explanation: explain(turns.at(-1) ?? '') } : reply;
}

function inWords({ explanation, ...reply }: Asked): string {
  const why = explanation ? `\n${formatExplanation(explanation, reply)}` : '';
  return `${reply.reply.text}\n${why}`;
}

async function askLines(terminal: Terminal, tools: AskTools, options: Options): Promise<void> {
  const progress = startProgress(terminal, 'answered');
  let number = 0;
  for await (const text of createInterface({
    input: Readable.from(terminal.stdin),
    crlfDelay: Infinity,
  })) {
    number += 1;
    if (text.trim() === '') continue;
    const { id, turns, text: only = '' } = readLine(text, number);
    const asked = await askOne(tools, { id, turns: turns ?? [only] }, options);
    terminal.out(`${JSON.stringify(asked)}\n`);
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
