import type { Conversation } from '../../../domain/conversation.ts';
import { ConversationId, type Instant } from '../../../domain/ids.ts';
import type { Log } from '../../../shared/log.ts';
import { parseConversation } from '../../format/parse-conversation.ts';
import type { Files } from '../files/files.ts';
import { inBatches } from '../in-batches.ts';
import { CONVERSATIONS, pathOf } from './conversation-file.ts';

const AT_ONCE = 32;
/** The files are read in the order of their last write: so many in a row that are too old, and all others are. */
const OLD_IN_A_ROW = 256;

type Place = { path: string; writtenAt: number };
type Parts = {
  files: Pick<Files, 'where' | 'read' | 'list' | 'writtenAt'>;
  log: Pick<Log, 'error'>;
};

/** A file that cannot be read is left out and logged. Past the cache, so that a look at everything does not push out what the next turns need. */
export async function* scanConversations(
  parts: Parts,
  since: Instant | '',
): AsyncGenerator<Conversation> {
  let old = 0;
  for (const batch of inBatches(await newestFirst(parts.files), AT_ONCE)) {
    const read = await Promise.all(batch.map((place) => readOne(place, parts)));
    const found = read.filter((conversation) => conversation !== undefined);
    const fresh = found.filter(({ updatedAt }) => updatedAt >= since);
    yield* fresh;
    old = fresh.length > 0 ? 0 : old + found.length;
    if (old >= OLD_IN_A_ROW) return;
  }
}

/** Folder by folder, so that not even the names of all are held at once. */
export async function* scanInStretches(parts: Parts): AsyncGenerator<Conversation> {
  for (const folder of await parts.files.list(CONVERSATIONS)) {
    for (const ids of inBatches(await listed([folder], parts.files), AT_ONCE)) {
      const read = await Promise.all(ids.map((id) => readOne({ path: pathOf(id) }, parts)));
      yield* read.filter((conversation) => conversation !== undefined);
    }
  }
}

/** Nothing where it was erased meanwhile. */
async function readOne(
  { path }: Pick<Place, 'path'>,
  { files, log }: Parts,
): Promise<Conversation | undefined> {
  try {
    const text = await files.read(path);
    return text === undefined ? undefined : parseConversation(text, files.where(path));
  } catch (err) {
    log.error({ err }, 'a conversation cannot be read and is left out');
    return undefined;
  }
}

async function newestFirst(files: Parts['files']): Promise<Place[]> {
  const places: Place[] = [];
  for (const ids of inBatches(await listed(await files.list(CONVERSATIONS), files), AT_ONCE)) {
    const found = await Promise.all(
      ids.map(async (id) => {
        const path = pathOf(id);
        return { path, writtenAt: await files.writtenAt(path) };
      }),
    );
    places.push(...found.filter((place): place is Place => place.writtenAt !== undefined));
  }
  return places.sort((a, b) => b.writtenAt - a.writtenAt);
}

async function listed(inside: readonly string[], files: Parts['files']): Promise<ConversationId[]> {
  const names: string[] = [];
  for (const folders of inBatches(inside, AT_ONCE)) {
    const found = await Promise.all(
      folders.map((folder) =>
        folder.endsWith('.json') ? [folder] : files.list(`${CONVERSATIONS}/${folder}`),
      ),
    );
    names.push(...found.flat());
  }
  return names.flatMap((name) => {
    const id = ConversationId.safeParse(/([^/]+)[.]json$/.exec(name)?.[1]);
    return id.success ? [id.data] : [];
  });
}
