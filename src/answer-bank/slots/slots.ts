import { FACT_NAMES, type FactName } from '../../domain/clinic.ts';
import type { Locale } from '../../domain/ids.ts';
import type { SlotValues } from './render.ts';

/**
 * What may stand where. `words` go anywhere. A `time` comes with its unit and belongs to some answers alone, in a sentence
 * that says what it is about. A `list` is a paragraph of its own, a `link` the address of a link, and a `yes` only asks.
 */
type SlotKind = 'words' | 'time' | 'list' | 'link' | 'yes';

export type SlotSpec = {
  /** For whoever writes an answer. */
  means: string;
  kind: SlotKind;
  /** The settings fill it, so it needs no passage. */
  isSure?: true;
  /** Of a `time`: the intents whose answers may name it, and words of which its sentence holds one. */
  onlyIn?: readonly string[];
  about?: Record<Locale, RegExp>;
};

const FOOD: Pick<SlotSpec, 'kind' | 'onlyIn'> = {
  kind: 'time',
  onlyIn: ['prep.food_drink', 'prep.before_visit'],
};

export const SLOTS: Record<FactName, SlotSpec> = {
  name: { means: 'Name of the clinic', kind: 'words', isSure: true },
  phone: { means: 'Phone in opening hours', kind: 'words', isSure: true },
  phone24: { means: 'Phone at all hours', kind: 'words', isSure: true },
  address: { means: 'Address', kind: 'words', isSure: true },
  hours: { means: 'Opening hours', kind: 'words', isSure: true },
  languages: { means: 'Languages that staff speak', kind: 'words' },
  interpreter: { means: 'Free interpreters can be had', kind: 'yes' },
  parking: { means: 'There is parking at the clinic', kind: 'yes' },
  stepFree: { means: 'One gets in without steps', kind: 'yes' },
  arriveEarlyMinutes: {
    means: 'How early to come',
    kind: 'time',
    onlyIn: ['prep.arrival', 'prep.before_visit'],
    about: { en: /\b(?:come|arrive|early|before)\b/, es: /\b(?:llegue|llegar|venga|antes)\b/ },
  },
  guestMayStay: { means: 'The escort may sit with the patient', kind: 'yes' },
  fastingFoodHours: {
    ...FOOD,
    means: 'How long not to eat before a visit',
    about: { en: /\b(?:eat|eating|food|meal)\b/, es: /\b(?:coma|comer|comida|alimentos)\b/ },
  },
  fastingDrinkHours: {
    ...FOOD,
    means: 'How long not to drink before a visit',
    about: { en: /\b(?:drink|drinking|water)\b/, es: /\b(?:beba|beber|bebidas|agua|tome nada)\b/ },
  },
  prices: { means: 'Price list', kind: 'list' },
  plans: { means: 'Health plans that the clinic works with', kind: 'list' },
  paymentPlan: { means: 'One may pay over time', kind: 'yes' },
  savingsCards: { means: 'Health savings cards (HSA, FSA) are taken', kind: 'yes' },
  videoVisits: { means: 'Some visits are held by video', kind: 'yes' },
  finderUrl: { means: 'Page to find a headache specialist', kind: 'link' },
  financialHelpUrl: { means: 'Page on help with the cost', kind: 'link' },
  portalUrl: { means: 'Patient portal', kind: 'link' },
};

/** What `{…}` or `{if …}` names, without the braces: the fact, or nothing where there is no such slot. */
export function factOf(name: string): FactName | undefined {
  return FACT_NAMES.find((fact) => name === `clinic.${fact}`);
}

/** How a fact is put into a text: the slot, or the passage that asks. */
export function slotOf(fact: FactName): string {
  switch (SLOTS[fact].kind) {
    case 'yes':
      return `{if clinic.${fact}}…{end}`;
    case 'link':
      return `[words]({clinic.${fact}})`;
    default:
      return `{clinic.${fact}}`;
  }
}

/** What a menu puts into a text: with the words for the case that nobody has said it, where that can be. */
function passageOf(fact: FactName): string {
  const { kind, isSure } = SLOTS[fact];
  if (isSure || kind === 'yes') return slotOf(fact);
  const otherwise = kind === 'link' ? '' : '{else}…';
  return `{if clinic.${fact}}${slotOf(fact)}${otherwise}{end}`;
}

/** Every slot for a menu, with what it says now; `null` while nobody has said it. */
export function slotList(
  values: SlotValues,
): { slot: string; means: string; value: string | null }[] {
  return FACT_NAMES.map((fact) => ({
    slot: passageOf(fact),
    means: SLOTS[fact].means,
    value: values[`clinic.${fact}`] ?? null,
  }));
}
