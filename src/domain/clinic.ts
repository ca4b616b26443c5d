import { z } from 'zod';
import { Instant, StaffId } from './ids.ts';
import { Credential } from './staff.ts';

/** What the settings say about the one clinic that runs this installation. It fills the fixed texts, and stands where no signed fact does. */
export const ClinicProfile = z.object({
  name: z.string().min(1),
  phone: z.string().min(1),
  /** Reached at all hours; without it live mode does not start. */
  phone24: z.string().min(1),
  hours: z.string().min(1),
  address: z.string().min(1),
});
export type ClinicProfile = z.infer<typeof ClinicProfile>;

/** What stands in the slots while nothing is set: plainly a sample, with a number that is reserved for fiction. */
export const SAMPLE_CLINIC: ClinicProfile = {
  name: 'Sample Clinic',
  phone: '555-0100 (sample number)',
  phone24: '555-0199 (sample number)',
  hours: 'Monday to Friday, 9 a.m. to 5 p.m. (sample hours)',
  address: 'Sample Street (sample address)',
};

/** A digit beside a unit of strength, or beside what a medicine comes in: no fact of a clinic holds one. */
const AMOUNT =
  /\d\s*(?:mg|mcg|µg|ug|g|kg|ml|cc|iu|milli\w*|micro\w*|mili\w*|units?|unidades|%|sprays?|puffs?|pills?|tablets?|troches?|lozenges?|drops?|doses?|pastillas?|gotas?)(?![\p{L}\p{N}])/iu;

/** One line of plain letters, digits and a few marks: nothing that Markdown or a channel could read as more. */
const line = (most: number, mostWords: number, first: RegExp) =>
  z
    .string()
    .trim()
    .min(2, 'write two characters or more')
    .max(most, `keep it under ${most + 1} characters`)
    .regex(first, 'begin with a letter')
    .regex(/^[\p{L}\p{N} .,'’&()/-]*$/u, "use plain letters, digits and . , ' & ( ) / - only")
    .refine((text) => !/ {2}/.test(text), 'use single spaces')
    .refine((text) => text.split(/[ /]/).length <= mostWords, `use ${mostWords} words or fewer`)
    .refine((text) => !AMOUNT.test(text), 'it holds what can be read as an amount');

const name = line(60, 8, /^\p{L}/u);

const Phone = z
  .string()
  .trim()
  .regex(/^\+?[\d(][\d ().-]{5,20}$/, 'write digits with spaces, dots, dashes or brackets')
  .refine((text) => {
    const digits = text.replace(/\D/g, '').length;
    return digits >= 7 && digits <= 15;
  }, 'a phone number has 7 to 15 digits');

/** https, a host with a name, no sign-in, no port, and no character that ends a Markdown link. */
const WebAddress = z
  .string()
  .trim()
  .max(200)
  .regex(
    /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:[/?][\w./~%=&?+-]*)?$/i,
    'write an address that begins with https:// and holds no sign-in and no port',
  )
  .refine((url) => !AMOUNT.test(url), 'it holds what can be read as an amount');

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export const Weekday = z.enum(DAYS);
export type Weekday = z.infer<typeof Weekday>;

const Clock24 = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write a time such as 09:00');

/** The same hours on each day of a stretch: Monday to Friday, 09:00 to 17:00. */
export const OpenHours = z
  .object({ from: Weekday, to: Weekday, opens: Clock24, closes: Clock24 })
  .refine(({ from, to }) => DAYS.indexOf(from) <= DAYS.indexOf(to), {
    error: 'the first day comes before the last, Monday being the first of all',
    path: ['to'],
  })
  .refine(({ opens, closes }) => opens < closes, {
    error: 'it closes after it opens',
    path: ['closes'],
  });
export type OpenHours = z.infer<typeof OpenHours>;

/** What a clinic may put a price to. There is no item by amount: a price must never tell a dose. */
export const PriceItem = z.enum([
  'first_visit',
  'infusion_visit',
  'nasal_spray_visit',
  'lozenge_program_visit',
  'follow_up_visit',
  'missed_visit',
]);
export type PriceItem = z.infer<typeof PriceItem>;

export const Price = z.object({
  item: PriceItem,
  /** Whole US dollars. */
  dollars: z.number().int().min(0).max(20_000),
  /** "From": the least that it costs. */
  from: z.boolean(),
});
export type Price = z.infer<typeof Price>;

/** Languages that staff speak, by their ISO code: those with the most speakers in the United States. */
export const SpokenLanguage = z.enum([
  'en',
  'es',
  'zh',
  'tl',
  'vi',
  'ar',
  'fr',
  'ko',
  'ru',
  'pt',
  'ht',
  'hi',
  'de',
  'pl',
  'it',
]);
export type SpokenLanguage = z.infer<typeof SpokenLanguage>;

/** Words that all plan names have together at most, so that the longest reply stays within the policy's 160 words. */
const MOST_PLAN_WORDS = 36;

const isTrue = z.literal(true).optional();

/** All that an answer may say about the clinic besides its own words. Every field may be left open. */
const FactFields = z.strictObject({
  name: name.optional(),
  phone: Phone.optional(),
  phone24: Phone.optional(),
  address: line(100, 14, /^(?!\d+[.)])[\p{L}\p{N}]/u).optional(),
  hours: z.array(OpenHours).min(1).max(3).optional(),
  languages: z.array(SpokenLanguage).min(1).max(6).optional(),
  interpreter: isTrue,
  parking: isTrue,
  stepFree: isTrue,
  arriveEarlyMinutes: z.number().int().min(5).max(60).optional(),
  guestMayStay: isTrue,
  fastingFoodHours: z.number().int().min(1).max(24).optional(),
  fastingDrinkHours: z.number().int().min(1).max(12).optional(),
  prices: z.array(Price).min(1).max(PriceItem.options.length).optional(),
  plans: z.array(name).min(1).max(20).optional(),
  paymentPlan: isTrue,
  savingsCards: isTrue,
  videoVisits: isTrue,
  finderUrl: WebAddress.optional(),
  financialHelpUrl: WebAddress.optional(),
  portalUrl: WebAddress.optional(),
});

export const ClinicFacts = FactFields.superRefine((facts, context) => {
  const { prices = [], plans = [], languages = [], fastingFoodHours, fastingDrinkHours } = facts;
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (hasTwins(prices.map(({ item }) => item))) wrong('prices', 'each item has one price');
  if (hasTwins(plans.map((plan) => plan.toLowerCase()))) wrong('plans', 'a plan is named twice');
  if (hasTwins(languages)) wrong('languages', 'a language is named twice');
  if (plans.join(' ').split(/[\s/]+/).length > MOST_PLAN_WORDS) {
    wrong('plans', `keep all names together under ${MOST_PLAN_WORDS + 1} words`);
  }
  if ((fastingDrinkHours ?? 0) > (fastingFoodHours ?? Number.POSITIVE_INFINITY)) {
    wrong('fastingDrinkHours', 'the time without drinks is no longer than that without food');
  }
});
export type ClinicFacts = z.infer<typeof ClinicFacts>;
export type FactName = keyof ClinicFacts;
export const FACT_NAMES = FactFields.keyof().options;

/** What only a clinician may sign: fasting too long or too short does harm (safety policy, hazard H11). */
export const CLINICAL_FACTS = ['fastingFoodHours', 'fastingDrinkHours'] as const;

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

const FactsSignature = z.object({
  by: StaffId,
  at: Instant,
  /** SHA-256 of the facts that were read. */
  hash: z.string(),
  /** What the person was when they signed. */
  credential: Credential.optional(),
});

/** One state of the facts as somebody wrote it down; never edited, only followed by another. */
export const FactsRevision = z.object({
  number: z.number().int().positive(),
  facts: ClinicFacts,
  hash: z.string(),
  author: StaffId,
  createdAt: Instant,
  note: z.string().max(500).optional(),
  signatures: z.array(FactsSignature),
});
export type FactsRevision = z.infer<typeof FactsRevision>;

/** Facts as they came into force, kept so that all that was said under them can be rendered again. */
const FactsInForce = z.object({
  /** What a part of a message names as its `profile`. */
  number: z.number().int().positive(),
  revision: z.number().int().positive(),
  facts: ClinicFacts,
  at: Instant,
});

/** All revisions of the clinic's facts, and all that was ever in force; both oldest first. */
export const ClinicRecord = z.object({
  schema: z.literal(1),
  revisions: z.array(FactsRevision),
  inForce: z.array(FactsInForce),
});
export type ClinicRecord = z.infer<typeof ClinicRecord>;

/** Fills `{clinic.…}` slots of a fixed text from the settings. Throws on any other, so that no half-filled text is ever sent. */
export function fillSlots(text: string, clinic: ClinicProfile): string {
  return text.replace(/\{([^{}]*)\}/g, (slot, name: string) => {
    const field = name.startsWith('clinic.') ? name.slice('clinic.'.length) : '';
    if (!Object.hasOwn(clinic, field)) throw new Error(`${slot} is no slot of the clinic profile`);
    return clinic[field as keyof ClinicProfile];
  });
}
