import { type Piece, parseText } from './parse-text.ts';

/** What each slot says now, by its name without braces: `clinic.phone`. What is not known is not there. */
export type SlotValues = Readonly<Record<string, string>>;

/** A text that cannot be filled: it is not sent, neither half nor with its braces. */
export class SlotError extends Error {
  readonly code = 'slot_unfilled';
}

/**
 * The text with the clinic's facts in it: each slot is replaced, and of each passage what fits is kept. Always the same
 * bytes for the same text and values. Throws a SlotError when a slot has no value or a passage is broken.
 */
export function render(text: string, values: SlotValues): string {
  const { pieces, problems } = parseText(text);
  const [problem] = problems;
  if (problem) throw new SlotError(`${problem.problem} (${problem.excerpt})`);
  return written(pieces, values, ({ raw }) => {
    throw new SlotError(`${raw} has no value`);
  });
}

/** For a draft as one types: what cannot be filled is left to be seen. */
export function renderLoosely(text: string, values: SlotValues): string {
  return written(parseText(text).pieces, values, ({ raw }) => raw);
}

type Slot = Extract<Piece, { kind: 'slot' }>;

function written(pieces: Piece[], values: SlotValues, missing: (slot: Slot) => string): string {
  const text = pieces.map((piece) => wordsOf(piece, values, missing)).join('');
  return pieces.some(({ kind }) => kind === 'passage') ? tidied(text) : text;
}

function wordsOf(piece: Piece, values: SlotValues, missing: (slot: Slot) => string): string {
  switch (piece.kind) {
    case 'words':
      return piece.text;
    case 'slot':
      return Object.hasOwn(values, piece.name) ? (values[piece.name] ?? '') : missing(piece);
    case 'passage': {
      const chosen = Object.hasOwn(values, piece.asks) ? piece.known : piece.otherwise;
      return chosen.map((inner) => wordsOf(inner, values, missing)).join('');
    }
  }
}

/** What a passage leaves behind where it says nothing: doubled spaces and empty lines. */
function tidied(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
