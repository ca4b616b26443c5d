import type { EraseProblem, EraseReply } from '../../chat/erase/erase-schemas.ts';

/** `parts`: what the patient reads of it, approved; empty when the server could not be asked. */
export type Erased = {
  kind: 'erased' | 'needed' | 'failed';
  parts: EraseReply['parts'];
};

const KINDS: Record<number, Erased['kind']> = { 200: 'erased', 409: 'needed' };

/** Asks the server to erase a conversation for good. Never rejects. */
export async function eraseChat(
  server: URL,
  { conversation, locale }: { conversation: string; locale: string },
): Promise<Erased> {
  try {
    const response = await fetch(new URL('api/chat/erase', server), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation, locale }),
    });
    const body: Partial<EraseReply | EraseProblem> = await response.json();
    return { kind: KINDS[response.status] ?? 'failed', parts: body.parts ?? [] };
  } catch {
    return { kind: 'failed', parts: [] };
  }
}
