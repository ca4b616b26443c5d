import type { ClinicFacts, FactName, OpenHours, PriceItem } from '../../../domain/clinic.ts';

/** The facts as they stand in the fields of the form: what is empty is not said. */
export type FactsDraft = {
  words: Partial<Record<WordsFact, string>>;
  yes: Partial<Record<YesFact, boolean>>;
  hours: OpenHours[];
  languages: string[];
  prices: Partial<Record<PriceItem, { dollars: string; from: boolean }>>;
  /** One a line. */
  plans: string;
  note: string;
  basedOn: number;
};

export type WordsFact =
  | 'name'
  | 'phone'
  | 'phone24'
  | 'address'
  | 'finderUrl'
  | 'financialHelpUrl'
  | 'portalUrl'
  | NumberFact;
type NumberFact = 'arriveEarlyMinutes' | 'fastingFoodHours' | 'fastingDrinkHours';
export type YesFact = Extract<
  FactName,
  | 'interpreter'
  | 'parking'
  | 'stepFree'
  | 'guestMayStay'
  | 'paymentPlan'
  | 'savingsCards'
  | 'videoVisits'
>;

const NUMBERS: readonly string[] = [
  'arriveEarlyMinutes',
  'fastingFoodHours',
  'fastingDrinkHours',
] satisfies NumberFact[];

export function draftOf(facts: ClinicFacts, basedOn: number): FactsDraft {
  const { hours = [], languages = [], prices = [], plans = [], ...rest } = facts;
  const entries = Object.entries(rest);
  return {
    words: Object.fromEntries(
      entries.filter(([, value]) => value !== true).map(([fact, value]) => [fact, String(value)]),
    ),
    yes: Object.fromEntries(entries.filter(([, value]) => value === true)) as FactsDraft['yes'],
    hours,
    languages,
    prices: Object.fromEntries(
      prices.map(({ item, dollars, from }) => [item, { dollars: String(dollars), from }]),
    ),
    plans: plans.join('\n'),
    note: '',
    basedOn,
  };
}

/** What is sent: the server says what is wrong with it. */
export function factsOf({ words, yes, hours, languages, prices, plans }: FactsDraft): object {
  const said = Object.entries(words).filter(([, text]) => text.trim() !== '');
  const priced = Object.entries(prices).filter(([, { dollars }]) => dollars.trim() !== '');
  const named = plans.split('\n').map((line) => line.trim());
  return {
    ...Object.fromEntries(
      said.map(([fact, text]) => [fact, NUMBERS.includes(fact) ? numberOf(text) : text.trim()]),
    ),
    ...Object.fromEntries(Object.entries(yes).filter(([, isSo]) => isSo)),
    ...filled('hours', hours),
    ...filled('languages', languages),
    ...filled(
      'prices',
      priced.map(([item, { dollars, from }]) => ({ item, dollars: numberOf(dollars), from })),
    ),
    ...filled(
      'plans',
      named.filter((name) => name !== ''),
    ),
  };
}

function filled(fact: FactName, values: readonly unknown[]): object {
  return values.length > 0 ? { [fact]: values } : {};
}

/** What is no number stays as it was typed, and is refused with its field named. */
function numberOf(text: string): number | string {
  const plain = text.trim().replaceAll(/[$,\s]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : text;
}
