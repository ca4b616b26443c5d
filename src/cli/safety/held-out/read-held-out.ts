import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { HeldOutMessage } from '../../../classifier/evaluate-own.ts';
import { sha256 } from '../../../shared/ids.ts';
import { CommandError } from '../../terminal.ts';

/** `working` may be looked at message by message; `final` is looked at for figures only. */
export type HeldOutSet = 'working' | 'final';

/** `hash` is over the bytes of its files, so that a figure names the messages it is of. */
export type HeldOutMessages = { messages: HeldOutMessage[]; hash: string };

/** Reads both sets below `tests/evaluation/`. Throws a `CommandError` that names file and line, also for an id used twice. */
export function readHeldOut(root: URL): Record<HeldOutSet, HeldOutMessages> {
  const seen = new Map<string, string>();
  const read = (set: HeldOutSet) => readSet(new URL(`tests/evaluation/${set}/`, root), set, seen);
  return { working: read('working'), final: read('final') };
}

function readSet(folder: URL, set: HeldOutSet, seen: Map<string, string>): HeldOutMessages {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.jsonl'))
        .sort()
    : [];
  const texts = files.map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const messages = texts.flatMap((text, index) => readLines(text, `${set}/${files[index]}`, seen));
  return { messages, hash: sha256(texts.join('\u0000')) };
}

function readLines(text: string, file: string, seen: Map<string, string>): HeldOutMessage[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const where = `${file}, line ${index + 1}`;
    const message = readMessage(line, where);
    const other = seen.get(message.id);
    if (other !== undefined)
      throw new CommandError(`${where}: the id is used in ${other} too. Give it one of its own.`);
    seen.set(message.id, where);
    return [message];
  });
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
