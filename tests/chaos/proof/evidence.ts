import { readdir } from 'node:fs/promises';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { ConversationId } from '../../../src/domain/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import type { SlackEmulator, SlackMessage } from '../../support/slack-emulator.ts';
import type { Said, SentByStaff } from '../people/said.ts';
import type { SlackHome } from '../people/slack-patient.ts';
import type { WebhookSide } from '../sides/webhook-side.ts';

/** A message that stands in Slack, as it was when it was posted. */
export type Posted = {
  channel: string;
  thread: string | undefined;
  ts: string;
  text: string;
  /** What its blocks say they are: `said_4_c_…`, `ticket_12`. */
  blockIds: string[];
  /** Our own id, which rides along. */
  mark: string;
};

/** All that is left when the program has stopped: on the disk, in Slack, at the receiver of pages, and in people's hands. */
export type Evidence = {
  conversations: Conversation[];
  waiting: string[];
  trail: { brokenAt: string | undefined; entries: AuditEntry[] };
  posted: Posted[];
  /** What stands in the staff channel at the end. */
  staffChannel: SlackMessage[];
  pages: ReturnType<WebhookSide['taken']>;
  said: Said[];
  sent: SentByStaff[];
  homes: Map<string, SlackHome>;
  names: Map<string, string>;
  /** What each web patient's page got in the end: ids of messages by the secret. */
  webChats: Map<string, string[]>;
};

export async function readStored(folder: string) {
  const store = await openLowdbStore({
    folder,
    now: () => new Date().toISOString(),
    log: silentLog,
  });
  const files = await readdir(`${folder}/conversations`, { recursive: true });
  const ids = files.flatMap((file) => /c_[a-z0-9]{26}/.exec(file)?.[0] ?? []);
  const conversations: Conversation[] = [];
  for (const id of new Set(ids)) {
    const found = await store.conversations.find(ConversationId.parse(id));
    if (found) conversations.push(found);
  }
  const { brokenAt } = await store.audit.verify();
  const entries = await store.audit.latest(10_000_000);
  const waiting = await store.conversations.withOutbox();
  await store.close();
  return { conversations, waiting, trail: { brokenAt, entries } };
}

/** Every post that Slack took, also those whose answer was lost. */
export function readPosted({ calls }: SlackEmulator): Posted[] {
  return calls.flatMap(({ method, params, answer }) => {
    const { ok, ts } = JSON.parse(answer);
    if (method !== 'chat.postMessage' || !ok) return [];
    const blocks = JSON.parse(params.get('blocks') ?? '[]') as { block_id?: string }[];
    const metadata = JSON.parse(params.get('metadata') ?? '{}');
    return [
      {
        channel: params.get('channel') ?? '',
        thread: params.get('thread_ts') ?? undefined,
        ts,
        text: params.get('text') ?? '',
        blockIds: blocks.flatMap(({ block_id }) => block_id ?? []),
        mark: metadata.event_payload?.id ?? '',
      },
    ];
  });
}
