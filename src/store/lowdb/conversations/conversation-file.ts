import type { ConversationId } from '../../../domain/ids.ts';

export const CONVERSATIONS = 'conversations';

/** The first two characters of the id's random part spread the files over 1,024 folders. */
export function pathOf(id: ConversationId): string {
  return `${CONVERSATIONS}/${id.slice(2, 4)}/${id}.json`;
}
