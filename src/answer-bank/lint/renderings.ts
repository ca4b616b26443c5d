import {
  type ClinicFacts,
  type ClinicProfile,
  FACT_NAMES,
  type FactName,
} from '../../domain/clinic.ts';
import type { Locale } from '../../domain/ids.ts';
import { parseText } from '../slots/parse-text.ts';
import { renderLoosely, type SlotValues } from '../slots/render.ts';
import { slotValues } from '../slots/slot-values.ts';
import { factOf, SLOTS } from '../slots/slots.ts';

/** One way in which a text can come out: some of the facts that its passages ask for are known, the others are not. */
export type Rendering = {
  asked: readonly FactName[];
  known: readonly FactName[];
  /** With a word of its own in each slot, so that no fact is taken for the writer's word. */
  marked: string;
  /** With the longest facts there can be; lists are marked, since their lines are short by their schema. */
  longest: string;
};

/** Sixteen ways a text; more, and nobody could read them all before approving. */
export const MOST_ASKED = 4;

/** Every way in which a text can come out, the one with all facts first. */
export function renderings(text: string, locale: Locale): Rendering[] {
  const asked = askedFacts(text).slice(0, MOST_ASKED);
  return subsets(asked).map((known) => {
    const isOpen = (fact: FactName) => asked.includes(fact) && !known.includes(fact);
    const fill = (values: SlotValues) => renderLoosely(text, without(values, isOpen));
    return { asked, known, marked: fill(MARKED), longest: fill(LONGEST[locale]) };
  });
}

/** The facts that the passages of a text ask for, each once. */
export function askedFacts(text: string): FactName[] {
  const asked = parseText(text).pieces.flatMap((piece) =>
    piece.kind === 'passage' ? (factOf(piece.asks) ?? []) : [],
  );
  return [...new Set(asked)];
}

/** The word or address that stands for a fact in a marked rendering. */
export function markOf(fact: FactName): string {
  switch (SLOTS[fact].kind) {
    case 'words':
      return 'clinic';
    case 'link':
      return `https://example.org/${fact}`;
    default:
      return `zq${String.fromCharCode(97 + FACT_NAMES.indexOf(fact))}`; // one syllable, in no language
  }
}

const MARKED: SlotValues = Object.fromEntries(
  FACT_NAMES.map((fact) => [
    `clinic.${fact}`,
    SLOTS[fact].kind === 'list' ? `- ${markOf(fact)}` : markOf(fact),
  ]),
);

/** As long as the schema of the facts lets them be; opening hours count with two of their lines. */
const LONGEST_FACTS: ClinicFacts = {
  name: 'The Old Springfield Headache and Pain Center',
  phone: '+1 (555) 555-0100',
  phone24: '+1 (555) 555-0199',
  address: 'Old Mill Hill Medical Arts Plaza, North Tower, Suite B, West Springfield, New York',
  hours: [
    { from: 'we', to: 'sa', opens: '10:30', closes: '12:30' },
    { from: 'su', to: 'su', opens: '10:30', closes: '12:30' },
  ],
  languages: ['en', 'es', 'ht', 'vi', 'zh', 'pt'],
  arriveEarlyMinutes: 60,
  fastingFoodHours: 24,
  fastingDrinkHours: 12,
};

const LONGEST: Record<Locale, SlotValues> = { en: longest('en'), es: longest('es') };

function longest(locale: Locale): SlotValues {
  return { ...MARKED, ...slotValues({} as ClinicProfile, LONGEST_FACTS, locale) };
}

function without(values: SlotValues, isOpen: (fact: FactName) => boolean): SlotValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const fact = factOf(name);
      return fact === undefined || !isOpen(fact);
    }),
  );
}

function subsets(facts: FactName[]): FactName[][] {
  const [first, ...rest] = facts;
  if (first === undefined) return [[]];
  const others = subsets(rest);
  return [...others.map((other) => [first, ...other]), ...others];
}
