/**
 * A text with its places for facts taken apart. The grammar has two things and nothing nests:
 *   {clinic.phone}                               a slot
 *   {if clinic.plans}…{else}…{end}               a passage: the first words where the fact is known, else the second;
 *                                                {else} may be left out, and then nothing is said where it is not known
 */
export type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'slot'; name: string; raw: string }
  | Passage;

type Passage = {
  kind: 'passage';
  asks: string;
  raw: string;
  known: Piece[];
  otherwise: Piece[];
};

/** What is wrong, in words for whoever wrote it, and the place. */
export type TextProblem = { problem: string; excerpt: string };

/** Always gives pieces, whatever is wrong: a mark that fits nowhere stands as a slot that has no value. */
export function parseText(text: string): { pieces: Piece[]; problems: TextProblem[] } {
  const pieces: Piece[] = [];
  const problems: TextProblem[] = [];
  let open: { passage: Passage; half: 'known' | 'otherwise' } | undefined;
  const add = (piece: Piece) => (open ? open.passage[open.half] : pieces).push(piece);
  const refuse = (problem: string, raw: string) => {
    problems.push({ problem, excerpt: raw });
    add({ kind: 'slot', name: '', raw });
  };
  const take: Record<Mark, (raw: string) => void> = {
    words: (raw) => add({ kind: 'words', text: raw }),
    slot: (raw) => add({ kind: 'slot', name: raw.slice(1, -1), raw }),
    stray: (raw) => refuse(STRAY, raw),
    if(raw) {
      if (open) return refuse(NESTED, raw);
      const asks = raw.slice('{if '.length, -1);
      const passage: Passage = { kind: 'passage', asks, raw, known: [], otherwise: [] };
      pieces.push(passage);
      open = { passage, half: 'known' };
    },
    else(raw) {
      if (open?.half !== 'known') return refuse(ELSE_ALONE, raw);
      open.half = 'otherwise';
    },
    end(raw) {
      if (!open) return refuse(END_ALONE, raw);
      open = undefined;
    },
  };
  for (const raw of text.split(/(\{[^{}]*\}|[{}])/)) take[markOf(raw)](raw);
  if (open) problems.push({ problem: UNCLOSED, excerpt: open.passage.raw });
  return { pieces, problems };
}

type Mark = 'words' | 'slot' | 'stray' | 'if' | 'else' | 'end';

function markOf(raw: string): Mark {
  if (raw === '{' || raw === '}') return 'stray';
  if (!raw.startsWith('{')) return 'words';
  if (raw === '{else}') return 'else';
  if (raw === '{end}') return 'end';
  return /^\{if [^\s]+\}$/.test(raw) ? 'if' : 'slot';
}

const UNCLOSED = 'This passage is not closed. Put {end} where it ends.';
const NESTED = 'A passage holds no other passage. Close the one before with {end}.';
const ELSE_ALONE = '{else} stands once, between {if clinic.…} and {end}.';
const END_ALONE = '{end} closes a passage that began with {if clinic.…}.';
const STRAY = 'A brace belongs to a slot or a passage: {clinic.phone}, {if clinic.plans}…{end}.';
