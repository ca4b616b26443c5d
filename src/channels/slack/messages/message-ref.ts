import { ConversationId } from '../../../domain/ids.ts';

/** Names one message of a conversation in the id of a block, so that whatever is pressed below it finds its way back. */
export type MessageRef = { conversation: ConversationId; seq: number };

/** `said`: its words; `choices`: its menu; `helped`: "Did this help?". */
export type RefKind = 'said' | 'choices' | 'helped';

const REF = /^(said|choices|helped)_(\d+)_(c_[a-z0-9]{26})$/;

export function blockIdOf(kind: RefKind, { conversation, seq }: MessageRef): string {
  return `${kind}_${seq}_${conversation}`;
}

/** `undefined` when the block is none of ours, or of another kind. */
export function readRef(blockId: string | undefined, wanted: RefKind): MessageRef | undefined {
  const [, kind, seq, conversation] = REF.exec(blockId ?? '') ?? [];
  if (kind !== wanted || seq === undefined) return undefined;
  return { conversation: ConversationId.parse(conversation), seq: Number(seq) };
}
