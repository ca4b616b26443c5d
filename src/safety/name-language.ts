import { eld } from 'eld/extrasmall';

const OURS: readonly string[] = ['en', 'es'];
const NO_WORD =
  /\[[a-z ]{1,20}\](?:[^\s\d\]]*\d\S*)?|https?:\/\/\S+|\S{1,64}@\S+|(?<!\S)[^\s\d]*\d\S*/gu;
const READ_CHARACTERS = 1000;

/** The detector does not know Haitian Creole, which many patients of American clinics speak. */
const HAITIAN =
  /(?<!\p{L})(?:mwen|konbyen|kijan|eske|èske|tretman|genyen|pou|nan|kapab|doktè)(?!\p{L})/giu;
const HAITIAN_WORDS = 2;

/**
 * Which language a message is in that we have no texts for, as ISO 639-1; `undefined` where it cannot be told. For figures
 * alone: what is answered is decided by `detectLanguage`.
 */
export function nameLanguage(text: string): string | undefined {
  const words = text.slice(0, READ_CHARACTERS).normalize('NFC').replace(NO_WORD, ' ').trim();
  if (new Set(words.toLowerCase().match(HAITIAN)).size >= HAITIAN_WORDS) return 'ht';
  const { language } = eld.detect(words);
  return language === '' || OURS.includes(language) ? undefined : language;
}
