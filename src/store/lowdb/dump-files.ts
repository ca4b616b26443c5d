import { z } from 'zod';
import { Answer } from '../../domain/answer.ts';
import { ConversationId, TicketNumber } from '../../domain/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { StoreRecord } from '../archive/store-record.ts';
import { readLink } from '../format/hash-chain.ts';
import { parseStaff } from '../format/parse-staff.ts';
import { damaged, parserOf } from '../format/parser-of.ts';
import { auditFiles } from './audit/open-audit-trail.ts';
import { readLines } from './audit/read-lines.ts';
import { scanConversations } from './conversations/scan-conversations.ts';
import { withoutOwed } from './documents/audited-file.ts';
import type { ReadFiles } from './files/files.ts';

const Secrets = z.object({ secrets: z.record(z.string(), z.string()) });
const Numbered = z.object({ number: TicketNumber, conversationId: ConversationId });

/**
 * Everything in a folder, also beside a process that works on it: each file is replaced as a whole, and the audit trail
 * comes first, so that an entry may be missing there that its conversation still holds, and never the other way round.
 */
export async function* dumpFiles(files: ReadFiles, log: Log): AsyncGenerator<StoreRecord> {
  yield* audit(files);
  yield* secrets(files);
  for await (const { value } of parsed(files, 'staff', parseStaff)) yield { kind: 'staff', value };
  for await (const { value } of parsed(files, 'answers', parserOf(Answer)))
    yield { kind: 'answer', value };
  for await (const { name, value } of parsed(files, 'documents', parserOf(z.unknown()))) {
    yield { kind: 'document', value: { name, body: withoutOwed(value) } };
  }
  let failed: unknown;
  const error: Log['error'] = (about, message) => {
    failed ??= (about as { err?: unknown }).err;
    log.error(about, message);
  };
  for await (const value of scanConversations({ files, log: { error } }, '')) {
    yield { kind: 'conversation', value };
  }
  // A copy that leaves somebody out must not look like a whole one.
  if (failed) throw failed;
  yield* numbers(files);
}

async function* audit(files: ReadFiles): AsyncGenerator<StoreRecord> {
  for (const path of await auditFiles(files)) {
    for await (const lines of readLines(files, path, { to: await files.size(path) })) {
      for (const line of lines) {
        const entry = readLink(line)?.entry;
        if (!entry) throw damaged(files.where(path), 'a line is no audit entry');
        yield { kind: 'audit', value: entry };
      }
    }
  }
}

async function* secrets(files: ReadFiles): AsyncGenerator<StoreRecord> {
  const text = await files.read('secrets.json');
  if (text === undefined) return;
  const kept = parserOf(Secrets)(text, files.where('secrets.json'));
  for (const [name, secret] of Object.entries(kept.secrets)) {
    yield { kind: 'secret', value: { name, secret } };
  }
}

async function* parsed<Value>(
  files: ReadFiles,
  folder: string,
  parse: (text: string, where: string) => Value,
) {
  for (const file of (await files.list(folder)).filter((one) => one.endsWith('.json')).sort()) {
    const path = `${folder}/${file}`;
    const text = await files.read(path);
    if (text === undefined) continue;
    yield { name: file.slice(0, -'.json'.length), value: parse(text, files.where(path)) };
  }
}

async function* numbers(files: ReadFiles): AsyncGenerator<StoreRecord> {
  const path = 'tickets.ndjson';
  for await (const lines of readLines(files, path, { to: await files.size(path) })) {
    for (const line of lines) {
      const { number, conversationId } = Numbered.parse(JSON.parse(line));
      yield { kind: 'number', value: { number, conversation: conversationId } };
    }
  }
}
