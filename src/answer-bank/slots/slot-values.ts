import type {
  ClinicFacts,
  ClinicProfile,
  OpenHours,
  Price,
  PriceItem,
  Weekday,
} from '../../domain/clinic.ts';
import type { Locale } from '../../domain/ids.ts';
import type { SlotValues } from './render.ts';

/**
 * What each slot says in a language. Facts stand before the settings; what neither knows has no value. What was said once
 * must come out the same for years, so numbers, times and lists are written by few and steady rules, and a test holds the
 * bytes that `Intl` gives for names of days and languages.
 */
export function slotValues(
  settings: ClinicProfile,
  facts: ClinicFacts | undefined,
  locale: Locale,
): SlotValues {
  const { hours, languages, prices, plans, ...rest } = facts ?? {};
  const { fastingFoodHours, fastingDrinkHours, arriveEarlyMinutes, ...plain } = rest;
  const known: Partial<Record<keyof ClinicFacts, string | true | undefined>> = {
    ...settings,
    ...defined(plain),
    ...(hours && { hours: hours.map((span) => hoursInWords(span, locale)).join('; ') }),
    ...(languages && { languages: languagesInWords(languages, locale) }),
    ...(prices && { prices: bullets(prices.map((price) => priceInWords(price, locale))) }),
    ...(plans && { plans: bullets(plans) }),
    fastingFoodHours: measured(fastingFoodHours, 'hour', locale),
    fastingDrinkHours: measured(fastingDrinkHours, 'hour', locale),
    arriveEarlyMinutes: measured(arriveEarlyMinutes, 'minute', locale),
  };
  return Object.fromEntries(
    Object.entries(known)
      .filter(([, value]) => value !== undefined)
      .map(([fact, value]) => [`clinic.${fact}`, value === true ? YES[locale] : String(value)]),
  );
}

const YES: Record<Locale, string> = { en: 'yes', es: 'sí' };

const ITEMS: Record<Locale, Record<PriceItem, string>> = {
  en: {
    first_visit: 'First visit',
    infusion_visit: 'Infusion visit',
    nasal_spray_visit: 'Nasal spray visit',
    lozenge_program_visit: 'Lozenge program visit',
    follow_up_visit: 'Follow-up visit',
    missed_visit: 'Missed visit',
  },
  es: {
    first_visit: 'Primera visita',
    infusion_visit: 'Visita de infusión',
    nasal_spray_visit: 'Visita de aerosol nasal',
    lozenge_program_visit: 'Visita del programa de pastillas',
    follow_up_visit: 'Visita de control',
    missed_visit: 'Visita perdida',
  },
};

/** "First visit: from $1,200". */
function priceInWords({ item, dollars, from }: Price, locale: Locale): string {
  const sum = `$${String(dollars).replace(/\B(?=(\d{3})+$)/g, ',')}`;
  const least = { en: 'from ', es: 'desde ' }[locale];
  return `${ITEMS[locale][item]}: ${from ? least : ''}${sum}`;
}

/** "Monday to Friday, 9 am to 5 pm": without dots, so that a sentence may end with it. */
function hoursInWords({ from, to, opens, closes }: OpenHours, locale: Locale): string {
  const [first, last] = [from, to].map((day) => dayInWords(day, locale));
  const [open, close] = [opens, closes].map(clockInWords);
  if (locale === 'es') {
    return `${from === to ? first : `de ${first} a ${last}`}, de ${open} a ${close}`;
  }
  return `${from === to ? first : `${first} to ${last}`}, ${open} to ${close}`;
}

/** The first of January 2024 was a Monday. */
const DAY: Record<Weekday, number> = { mo: 1, tu: 2, we: 3, th: 4, fr: 5, sa: 6, su: 7 };

function dayInWords(day: Weekday, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2024, 0, DAY[day]));
}

/** "09:00" is "9 am", "12:30" is "12:30 pm". */
function clockInWords(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

function languagesInWords(codes: readonly string[], locale: Locale): string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return new Intl.ListFormat(locale).format(codes.map((code) => names.of(code) ?? code));
}

const UNITS: Record<Locale, Record<'hour' | 'minute', [one: string, more: string]>> = {
  en: { hour: ['hour', 'hours'], minute: ['minute', 'minutes'] },
  es: { hour: ['hora', 'horas'], minute: ['minuto', 'minutos'] },
};

function measured(
  amount: number | undefined,
  unit: 'hour' | 'minute',
  locale: Locale,
): string | undefined {
  if (amount === undefined) return undefined;
  const [one, more] = UNITS[locale][unit];
  return `${amount} ${amount === 1 ? one : more}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function defined<Fields extends object>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Fields>;
}
