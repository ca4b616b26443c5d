import { eld } from 'eld/extrasmall';
import type { Locale } from '../domain/ids.ts';

/**
 * Tells in which language a message should be answered, and whether it is one we have texts for.
 * Says `supported: false` only when sure: a patient with typos must never be sent to an interpreter.
 * `previous` is the language of the conversation so far; text that could be either keeps it.
 */
export function detectLanguage(
  text: string,
  previous: Locale | undefined,
): { locale: Locale; supported: boolean } {
  const letters = readable(text);
  const kept = previous ?? 'en';
  if (isOtherScript(letters)) return { locale: kept, supported: false };

  const words = letters.match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
  const signal = signalOf(words, letters);
  if (signal) return { locale: signal, supported: true };

  const detected = eld.detect(words.filter((word) => !MEDICINE.test(word)).join(' '));
  if (isOtherLanguage(words, detected)) return { locale: kept, supported: false };
  return { locale: closer(detected, words, previous) ?? kept, supported: true };
}

type Detected = ReturnType<typeof eld.detect>;

/** What a person wrote in words: no addresses, no codes, no marks left by redaction. The beginning is enough. */
function readable(text: string): string {
  return text.slice(0, READ_CHARACTERS).normalize('NFKC').toLowerCase().replace(NO_WORD, ' ');
}

const READ_CHARACTERS = 1000;
const NO_WORD =
  /\[[a-z ]{1,20}\](?:[^\s\d\]]*\d\S*)?|https?:\/\/\S+|\S{1,64}@\S+|(?<!\S)[^\s\d]*\d\S*/gu;

/** Chinese, Arabic, Russian …: most letters are not Latin. Look-alike letters inside Latin words stay a minority. */
function isOtherScript(letters: string): boolean {
  const all = letters.match(/\p{L}/gu) ?? [];
  const latin = letters.match(/\p{Script=Latin}/gu) ?? [];
  const other = all.length - latin.length;
  const enough = DENSE_SCRIPT.test(letters) ? 2 : 3;
  return other >= enough && other > latin.length;
}

/** A word takes one or two letters here. */
const DENSE_SCRIPT = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** Everyday words that settle it: detectors that count letters are weak on texts as short as "hi" or "la cita". */
function signalOf(words: string[], letters: string): Locale | undefined {
  const english = count(words, isEnglish);
  const spanish = count(words, isSpanish) + (/[¿¡ñ]/.test(letters) ? 1 : 0);
  const lead = spanish - english;
  const needed = words.length <= SHORT_WORDS ? 1 : 2;
  if (Math.abs(lead) < needed || words.some(isForeign)) return undefined;
  return lead > 0 ? 'es' : 'en';
}

/** Up to here one everyday word is enough, and a language's score alone is not. */
const SHORT_WORDS = 3;

/** Sure of a third language: enough words, a clear lead, and more of its marks than of our everyday words. */
function isOtherLanguage(words: string[], detected: Detected): boolean {
  const distinct = new Set(words.filter((word) => word.length > 1 && !MEDICINE.test(word)));
  if (distinct.size < 3 || [...distinct].join('').length < 10) return false;
  const foreign = count(words, isForeign);
  const ours = count(words, (word) => isEnglish(word) || isSpanish(word));
  if (foreign > ours) return leadOfOthers(detected) >= MARKED_LEAD;
  return ours === 0 && detected.isReliable() && leadOfOthers(detected) >= UNMARKED_LEAD;
}

function leadOfOthers(detected: Detected): number {
  const scores = detected.getScores();
  return (scores[detected.language] ?? 0) - Math.max(scores.en ?? 0, scores.es ?? 0);
}

/** Scores run from 0 to 1. Measured on the examples of intents and concerns: none of them passes as foreign. */
const MARKED_LEAD = 0.04;
const UNMARKED_LEAD = 0.3;

/** The likelier of our two languages; none when the lead is too small to leave the language of the conversation. */
function closer(
  detected: Detected,
  words: string[],
  previous: Locale | undefined,
): Locale | undefined {
  if (words.join('').length < 4) return undefined;
  const scores = detected.getScores();
  const lead = (scores.es ?? 0) - (scores.en ?? 0);
  const needed = previous !== undefined && words.length < SHORT_WORDS ? 0.15 : 0.03;
  if (Math.abs(lead) < needed) return undefined;
  return lead > 0 ? 'es' : 'en';
}

const count = (words: string[], is: (word: string) => boolean): number => words.filter(is).length;
const isEnglish = (word: string): boolean => ENGLISH.test(word.replace(/['’]/g, ''));
const isSpanish = (word: string): boolean => SPANISH.test(word);
const isForeign = (word: string): boolean => OTHER.test(word) || OTHER_LETTER.test(word);

/** Names of medicines and of the illness look Estonian or French to a detector that counts letters. */
const MEDICINE =
  /^(?:(?:es)?ketamin[ea]s?|ket|spravato|migra[nñi]\p{L}*|infusi[oó]n(?:es|s)?|iv|vs)$/u;

const ENGLISH =
  /^(?:hi+|hello+|helo|he+y+|howdy|yall|thanks?|thx|ty|the|is|are|my|can|cant|what|whats|how|when|where|why|who|you|your|yes|yeah|and|with|for|this|that|should|would|could|does|did|dont|have|has|had|im|ive|need|want|after|before|about|if|its|not|please|pls|plz|help|kill|bye|cool|it|i|be|or|too|much|many|get|take|took|any|from|there|hours|cost|price|pregnant|u|r|ur)$/;
const SPANISH =
  /^(?:h?ola+s?|gracias|buenas|buenos|buen[oa]s|adi[oó]s|sí|el|los|las|estoy|tengo|puedo|puede|pueden|cu[aá]nt[oa]s?|quiero|muy|pero|hay|soy|eres|d[oó]nde|cu[aá]ndo|qui[eé]n|necesito|duele|despu[eé]s|ma[nñ]ana|usted|ustedes|hace|hasta|esto|eso|tiene|tienen|ayuda|porfavor|cita|horario|precio|embarazo|embarazada|y|su|mis?|del|al|para|con|una|q|qu[eé]|vale|chao|oye)$/;

/** Everyday words of other languages spoken here that neither English nor Spanish has. */
const OTHER =
  /^(?:(?:[jln]|qu)['’]\p{L}+|não|nao|voc[eê]s?|estou|preciso|posso|quanto|custa|uma|minha|meu|muit[oa]|depois|tratamento|eu|je|suis|est|une|des|vous|avez|bonjour|merci|et|ich|ist|und|nicht|wie|haben|sie|der|il|che|ho|sono|quando|mwen|konbyen|kijan|eske|tretman|ou|ap|ak|ako|ang|mga|po|ba|hindi)$/u;
const OTHER_LETTER = /[^\P{Script=Latin}a-záéíóúüñªº]/u;
