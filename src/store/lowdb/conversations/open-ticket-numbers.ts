import { z } from 'zod';
import { ConversationId, conversationIdOf, TicketNumber } from '../../../domain/ids.ts';
import type { Log } from '../../../shared/log.ts';
import { damaged } from '../../format/parser-of.ts';
import { createGroupCommit } from '../../order/group-commit.ts';
import type { Files, ReadFiles } from '../files/files.ts';

/** Every ticket number that was given out, with its conversation. Held in memory, kept in one append-only file. */
export type TicketNumbers = {
  reserve(id: ConversationId): Promise<TicketNumber>;
  /** Those beyond the last one, as another store gave them out; in their order. */
  adopt(
    numbers: readonly { number: TicketNumber; conversation?: ConversationId | undefined }[],
  ): Promise<void>;
  conversationOf(number: TicketNumber): ConversationId | undefined;
  /** Newest first; `before`: only smaller numbers. */
  backwards(before?: TicketNumber): Iterable<TicketNumber>;
};

const PATH = 'tickets.ndjson';
/** Under this name a number is noted that was given out and never used. */
const NOBODY = conversationIdOf('nobody');
const Reserved = z.object({ number: TicketNumber, conversationId: ConversationId });
type Reserved = z.infer<typeof Reserved>;

export async function openTicketNumbers(options: {
  files: Files;
  log: Log;
}): Promise<TicketNumbers> {
  const { files } = options;
  const loaded = await load(options);
  const { conversations } = loaded;
  let { last, length } = loaded;

  const write = createGroupCommit<Reserved>(async (batch) => {
    const text = batch.map((reserved) => `${JSON.stringify(reserved)}\n`).join('');
    length = await files.append(PATH, text, { at: length });
    for (const { number, conversationId } of batch) conversations.set(number, conversationId);
  });

  return {
    reserve: async (conversationId) => {
      // Counted before it is written: two who come at once get two numbers, and a failed one stays unused.
      const number = TicketNumber.parse(++last);
      await write({ number, conversationId });
      return number;
    },
    adopt: async (numbers) => {
      const fresh = numbers.filter(({ number }) => number > last);
      last = Math.max(last, ...fresh.map(({ number }) => number));
      await Promise.all(
        fresh.map(({ number, conversation = NOBODY }) =>
          write({ number, conversationId: conversation }),
        ),
      );
    },
    conversationOf: (number) => conversations.get(number),
    *backwards(before) {
      for (let number = Math.min(last, (before ?? last + 1) - 1); number > 0; number--) {
        yield number as TicketNumber;
      }
    },
  };
}

/** Whose a ticket is, for who reads a folder and does not work on it. */
export async function conversationOfTicket(
  number: TicketNumber,
  from: { files: ReadFiles; log: Log },
): Promise<ConversationId | undefined> {
  const { conversations } = await load(from);
  return conversations.get(number);
}

async function load({ files, log }: { files: ReadFiles; log: Log }) {
  const bytes = await files.readRange(PATH, { from: 0, to: await files.size(PATH) });
  const length = bytes.lastIndexOf('\n') + 1;
  if (length < bytes.length) {
    log.warn(
      { path: PATH, bytes: bytes.length - length },
      'cut off a line that a crash left unfinished',
    );
  }
  const conversations = new Map<TicketNumber, ConversationId>();
  let last = 0;
  const lines = bytes.toString('utf8', 0, length).split('\n');
  lines.pop();
  for (const [index, line] of lines.entries()) {
    const reserved = parseLine(line);
    if (!reserved || reserved.number <= last) {
      throw damaged(files.where(PATH), `line ${index + 1}`);
    }
    conversations.set(reserved.number, reserved.conversationId);
    last = reserved.number;
  }
  return { conversations, last, length };
}

function parseLine(line: string): Reserved | undefined {
  try {
    return Reserved.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
