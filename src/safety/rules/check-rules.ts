import type { Concern, Level, Modifier, Urgency } from '../../domain/concern.ts';
import { readWords } from '../text/read-words.ts';
import { createSpelling } from '../text/spelling.ts';
import { type Candidates, indexCues } from './cue-index.ts';
import type { Pattern } from './cue-pattern.ts';
import type { Cue, CueBook } from './load-cues.ts';
import type { Passage, Span } from './passage.ts';
import { type View, viewsOf } from './views.ts';

type RuleHit = { concern: Concern; level: Level; urgency: Urgency; cue: string };
type RuleFindings = { hits: RuleHit[]; modifiers: Set<Modifier> };

export type Rules = {
  /** All cues of the message, of each of its lines, and of the window that need words of the message. */
  check(text: string, recent: readonly string[]): RuleFindings;
};

/** The first detector: cues that a clinician can read, on words that are spelled in many ways. */
export function createRules(book: CueBook): Rules {
  const candidates = {
    alone: indexCues(book.cues),
    together: indexCues(book.cues.filter(isGrave)),
  };
  const reread = createSpelling({ lexicon: book.lexicon, ordinary: book.ordinary });
  const read = (text: string) => readWords(text, book.shorthand, reread);
  return {
    check(text, recent) {
      const findings: RuleFindings = { hits: [], modifiers: new Set() };
      const found = new Set<Cue>();
      const earlier = recent.flatMap((message) => read(message.slice(-LONGEST_EARLIER)));
      for (const piece of piecesOf(text)) {
        const words = read(piece);
        for (const view of viewsOf(words, earlier, book.lists))
          checkView(view, { candidates, findings, found });
      }
      return findings;
    },
  };
}

const LONGEST_EARLIER = 1000;
const PIECE_LENGTH = 4000;
const OVERLAP = 400;

/** A long text in overlapping pieces, so that no text is too long to be checked. */
export function piecesOf(text: string): string[] {
  if (text.length <= PIECE_LENGTH) return [text];
  const pieces: string[] = [];
  for (let at = 0; at < text.length - OVERLAP; at += PIECE_LENGTH - OVERLAP)
    pieces.push(text.slice(at, at + PIECE_LENGTH));
  return pieces;
}

type Search = {
  candidates: { alone: Candidates; together: Candidates };
  findings: RuleFindings;
  found: Set<Cue>;
};

function checkView(view: View, { candidates, findings, found }: Search): void {
  const among = view.together ? candidates.together : candidates.alone;
  for (const [cue, patterns] of among(view.passage, view.from)) {
    if (found.has(cue) || !belongs(cue, view)) continue;
    const spans = findCue(cue, patterns, view);
    if (spans.length === 0) continue;
    const milder = record(cue, { spans, passage: view.passage, findings });
    if (!milder) found.add(cue);
  }
}

/** Only danger may be spread over sentences. */
function isGrave({ meaning }: Cue): boolean {
  return meaning.kind === 'modifier' || meaning.level <= 1;
}

/** In a long story a dose is about a medicine that is named. */
function belongs({ meaning }: Cue, { story, around }: View): boolean {
  if (!story || meaning.kind === 'modifier' || meaning.concern !== 'dose') return true;
  return around.ofList('dose_anchor').length > 0;
}

function findCue(cue: Cue, patterns: Pattern[], { passage, from, story }: View): Span[] {
  const words = story ? LONG_STORY : passage.words.length;
  if (words > cue.atMostWords) return [];
  let denied: Span[] | undefined;
  for (const pattern of patterns) {
    const spans = spansOf(pattern, passage, from);
    if (!spans) continue;
    denied ??= cue.unless.flatMap((one) => exceptionsOf(one, passage));
    const stand = spans.filter(
      (span) => isFree(span, denied ?? []) && !(cue.negatable && isNegated(span, passage)),
    );
    if (stand.length > 0) return stand;
  }
  return [];
}

/** The hits of the first conjunct, when the others hit near enough and the new words are needed for it. */
function spansOf(pattern: Pattern, passage: Passage, from: number): Span[] | undefined {
  const found: Span[][] = [];
  for (const conjunct of pattern.conjuncts) {
    const spans = conjunct(passage);
    if (spans.length === 0) return undefined;
    found.push(spans);
  }
  const [first = [], ...others] = found;
  if (others.length === 0) return nonEmpty(first.filter((span) => span[1] > from));
  if (!found.some((spans) => spans.every((span) => span[1] > from))) return undefined;
  const near = (span: Span) =>
    others.every((spans) => spans.some((one) => distance(one, span) <= REACH));
  return nonEmpty(first.filter(near));
}

/** `a & b` means one thought, not the beginning and the end of a long story. */
const REACH = 22;

/** A short sentence in a long message is no short message. */
const LONG_STORY = 1000;

const nonEmpty = (spans: Span[]) => (spans.length > 0 ? spans : undefined);

/**
 * An exception holds within one thought only: "what does it cost and how many pills" asks two things, and the harmless
 * one must not excuse the other.
 */
function exceptionsOf(pattern: Pattern, passage: Passage): Span[] {
  const own: string[] = pattern.source.match(/[a-z]+/g) ?? [];
  const bridges = THOUGHT_ENDS.filter((word) => !own.includes(word));
  return (spansOf(pattern, passage, 0) ?? []).filter(([start, end]) => {
    const inside = passage.words.slice(start, end);
    return inside.every(
      ({ forms, clause }) => clause === inside[0]?.clause && !bridges.includes(forms[0] ?? ''),
    );
  });
}

const THOUGHT_ENDS = [
  'and',
  'also',
  'but',
  'plus',
  'then',
  'anyway',
  'btw',
  'y',
  'pero',
  'tambien',
  'ademas',
];

const isFree = (span: Span, denied: Span[]) =>
  !denied.some((one) => one[0] < span[1] && span[0] < one[1]);

/** "no chest pain", "without any fever", "I don't have a seizure": said in the same clause, right before the cue. */
function isNegated(span: Span, passage: Passage): boolean {
  const clause = passage.words[span[0]]?.clause;
  return passage.ofList('negation').some((negation) => {
    if (negation[1] > span[0] || span[0] - negation[1] > 3) return false;
    if (passage.words[negation[0]]?.clause !== clause) return false;
    return !passage
      .ofList('subject')
      .some((subject) => subject[0] >= negation[1] && subject[1] <= span[0]);
  });
}

type Found = { spans: Span[]; passage: Passage; findings: RuleFindings };

/** Notes what the cue means here. True when a later passage may still find it in a more serious sense. */
function record(cue: Cue, { spans, passage, findings }: Found): boolean {
  if (cue.meaning.kind === 'modifier') {
    findings.modifiers.add(cue.meaning.modifier);
    return false;
  }
  const { concern, level, urgency } = cue.meaning;
  if (cue.pastIsPersonal && spans.every((span) => isRemotePast(span, passage))) {
    findings.modifiers.add('past');
    findings.hits.push({ concern: 'personal_advice', level: 3, urgency: 'routine', cue: cue.name });
    if (concern === 'self_harm')
      findings.hits.push({ concern, level: 1, urgency: 'urgent', cue: cue.name });
    return true;
  }
  const acute = concern === 'emergency' || concern === 'overdose';
  const hypothetical = acute && spans.every((span) => isHypothetical(span, passage));
  if (hypothetical) findings.modifiers.add('hypothetical');
  findings.hits.push({
    concern,
    level,
    urgency: hypothetical ? 'routine' : urgency,
    cue: cue.name,
  });
  return hypothetical;
}

const distance = (a: Span, b: Span) => Math.max(a[0] - b[1], b[0] - a[1], 0);

function isRemotePast(span: Span, passage: Passage): boolean {
  return (
    passage.ofList('remote_past').some((past) => distance(past, span) <= 7) &&
    !passage.ofList('right_now').some((now) => distance(now, span) <= 7)
  );
}

function isHypothetical(span: Span, passage: Passage): boolean {
  return (
    passage.ofList('hypothetical').some((what) => what[0] <= span[0] && span[0] - what[1] <= 8) &&
    passage.ofList('right_now').length === 0
  );
}
