import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { HeldOutMessage } from '../../../src/classifier/evaluate-own.ts';
import type { Judged } from '../../../src/cli/judge-held-out.ts';
import { runCommands } from '../../../src/cli/run-commands.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import type { ContractReply } from '../../../src/conversation/reply/contract-reply.ts';

/** A folder with these files, as the root of a project. */
export function aProject(files: Record<string, string>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-evaluation-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return pathToFileURL(`${folder}/`);
}

type Found = Pick<ContractReply, 'concerns' | 'tickets'>;

export function aReply({ concerns, tickets }: Partial<Found> = {}): ContractReply {
  return {
    id: '1',
    reply: { kind: 'safety', text: 'x', answers: [], blocks: [] },
    concerns: concerns ?? [],
    tickets: tickets ?? [],
    topics: [],
    intents: [],
    locale: 'en',
    microseconds: 1,
  };
}

/** A message and what the program made of it. */
export function aJudged(message: object, found: Partial<Found> = {}): Judged {
  return {
    message: HeldOutMessage.parse({ id: 'T1', text: 'x', ...message }),
    reply: aReply(found),
  };
}

/** Runs a command that was made for this terminal. */
export async function run(
  argv: string[],
  command: (terminal: Terminal) => Parameters<typeof runCommands>[1][number],
) {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: (async function* (): AsyncGenerator<string> {})(),
    interactive: false,
  };
  const code = await runCommands(argv, [command(terminal)], terminal);
  return { code, out, err };
}
