import { type Piece, parseText } from './parse-text.ts';
import { renderLoosely, type SlotValues } from './render.ts';
import { factOf, SLOTS } from './slots.ts';

/** Words of a text that stand there only once a fact `isKnown`, or is not, which is the other way now. */
export type OtherWords = { means: string; isKnown: boolean; text: string };

/** What the facts of now leave out of a text, so that whoever approves it reads all of it. */
export function otherWords(text: string, values: SlotValues): OtherWords[] {
  return parseText(text).pieces.flatMap((piece) => {
    const fact = piece.kind === 'passage' ? factOf(piece.asks) : undefined;
    if (piece.kind !== 'passage' || fact === undefined) return [];
    const isKnown = !Object.hasOwn(values, piece.asks);
    const half = isKnown ? piece.known : piece.otherwise;
    return { means: SLOTS[fact].means, isKnown, text: renderLoosely(rawOf(half), values).trim() };
  });
}

function rawOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'words' ? piece.text : piece.raw)).join('');
}
