import type { FactName } from '../../domain/clinic.ts';
import type { Locale } from '../../domain/ids.ts';
import { type Piece, parseText } from '../slots/parse-text.ts';
import { factOf, SLOTS, slotOf } from '../slots/slots.ts';
import type { Finding } from './lint-problem.ts';
import type { ReadText } from './read-text.ts';
import { askedFacts, MOST_ASKED, markOf, type Rendering } from './renderings.ts';
import { fold } from './words/fold.ts';

/** Slots and passages of the Markdown itself: whether they exist, are closed, and always have something to say. */
export function checkSlots(markdown: string): Finding[] {
  const { pieces, problems } = parseText(markdown);
  const asked = askedFacts(markdown);
  return [
    ...problems.map(({ problem, excerpt }) => finding(problem, excerpt)),
    ...pieces.flatMap(checkPiece),
    ...(asked.length > MOST_ASKED
      ? [finding(`Passages ask for ${asked.length} facts; ${MOST_ASKED} are the most.`)]
      : []),
  ];
}

function checkPiece(piece: Piece): Finding[] {
  switch (piece.kind) {
    case 'words':
      return [];
    case 'slot':
      return checkSlot(piece, undefined);
    case 'passage': {
      const fact = factOf(piece.asks);
      const inner = [
        ...[piece.known, piece.otherwise].flatMap((half) => checkWritten(half, piece.raw)),
        ...piece.known.flatMap((one) => (one.kind === 'slot' ? checkSlot(one, fact) : [])),
        ...piece.otherwise.flatMap((one) => (one.kind === 'slot' ? checkSlot(one, undefined) : [])),
      ];
      if (fact === undefined) return [unknown(piece.raw), ...inner];
      if (SLOTS[fact].isSure) {
        return [
          finding('The settings always fill this: it needs no passage.', piece.raw),
          ...inner,
        ];
      }
      return inner;
    }
  }
}

/** The menu of facts puts dots where words belong. */
function checkWritten(half: Piece[], raw: string): Finding[] {
  const [only, ...rest] = half;
  const isOpen = only?.kind === 'words' && rest.length === 0 && /^\s*…\s*$/.test(only.text);
  return isOpen ? [finding('Write the words of this passage in place of “…”.', raw)] : [];
}

/** `known`: the fact that the passage around it asks for. */
function checkSlot(slot: Extract<Piece, { kind: 'slot' }>, known: FactName | undefined): Finding[] {
  if (slot.name === '') return []; // told as a problem of the braces
  const fact = factOf(slot.name);
  if (fact === undefined) return [unknown(slot.raw)];
  const { kind, isSure } = SLOTS[fact];
  if (kind === 'yes') {
    return [finding(`This is known or not, and has no words: ${slotOf(fact)}.`, slot.raw)];
  }
  if (isSure || fact === known) return [];
  const passage = `{if clinic.${fact}}… ${slot.raw} …{else}…{end}`;
  return [finding(`Nobody may have said this yet. Put it in a passage: ${passage}.`, slot.raw)];
}

/** Lists, links and times where they belong, in one way that the text can come out. */
export function checkSlotPlaces(
  { marked }: Rendering,
  { blocks, links, sentences }: ReadText,
  { intents, locale }: { intents: readonly string[]; locale: Locale },
): Finding[] {
  const facts = (Object.keys(SLOTS) as FactName[]).filter((fact) => marked.includes(markOf(fact)));
  return facts.flatMap((fact) => {
    const mark = markOf(fact);
    switch (SLOTS[fact].kind) {
      case 'list':
        return blocks.includes(mark) ? [] : [finding(LIST_ALONE, `{clinic.${fact}}`)];
      case 'link':
        return marked.split(mark).length - 1 === links.filter(({ url }) => url === mark).length
          ? []
          : [finding(`It is the address of a link: ${slotOf(fact)}.`, `{clinic.${fact}}`)];
      case 'time':
        return checkTime(fact, { intents, locale, sentences: sentences.filter(holds(mark)) });
      default:
        return [];
    }
  });
}

type TimePlace = { intents: readonly string[]; locale: Locale; sentences: string[] };

/** Hours of fasting beside a medicine would be a schedule; minutes of arriving in another answer would be anything. */
function checkTime(fact: FactName, { intents, locale, sentences }: TimePlace): Finding[] {
  const { onlyIn = [], about, means } = SLOTS[fact];
  const slot = `{clinic.${fact}}`;
  const isElsewhere = !intents.every((intent) => onlyIn.includes(intent));
  const strays = sentences
    .map(fold)
    .some((sentence) => !about?.[locale].test(sentence) || MEDICINE.test(sentence));
  return [
    ...(isElsewhere ? [finding(`Only answers to ${onlyIn.join(' and ')} name it.`, slot)] : []),
    ...(strays ? [finding(`Its sentence says just this: ${means.toLowerCase()}.`, slot)] : []),
  ];
}

const MEDICINE =
  /\b(?:ketamin\w*|esketamin\w*|spravato|medicines?|medicinas?|medicament\w*|drugs?|dos[ei]s?|doses?|sprays?|aerosol\w*|tablets?|pills?|lozenges?|troches?|pastillas?|infusi\w*|injections?|inyecci\w*)\b/;

const LIST_ALONE = 'A list stands in a paragraph of its own, with empty lines around it.';

function holds(mark: string): (sentence: string) => boolean {
  return (sentence) => sentence.includes(mark);
}

function unknown(excerpt: string): Finding {
  const names = (Object.keys(SLOTS) as FactName[]).map((fact) => `clinic.${fact}`).join(', ');
  return finding(`There is no such slot. These exist: ${names}.`, excerpt);
}

function finding(problem: string, excerpt?: string): Finding {
  return { rule: 'slot', problem, ...(excerpt !== undefined && { excerpt }) };
}
