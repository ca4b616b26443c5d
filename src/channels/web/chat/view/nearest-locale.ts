import { Locale } from '../../../../domain/ids.ts';

/** Of a language tag such as `es-MX`; English where there are no words. */
export function nearestLocale(tag = 'en'): Locale {
  const parsed = Locale.safeParse(tag.slice(0, 2).toLowerCase());
  return parsed.success ? parsed.data : 'en';
}
