import { folded, isGiven, isVerbLike, leading } from './name-shapes.ts';
import { NO_ONE, NOT_FIRST_NAMES } from './name-words.ts';

type Told = (kind: string) => string;

const KIN =
  '(?:wife|husband|spouse|partner|mother|mom|mum|father|dad|daughter|son|sister|brother|aunt|uncle|cousin|neighbou?r|niece|nephew|boyfriend|girlfriend|fianc[eé]e?|in[\\s-]law|twin|grand(?:son|daughter|mother|father|ma|pa)|ex|kid|baby|esposa?|marido|mujer|mam[áa]|madre|pap[áa]|padre|hij[oa]|herman[oa]|t[íi][oa]|prim[oa]|vecin[oa]|niet[oa]|sobrin[oa]|novi[oa]|suegr[oa]|cu[ñn]ad[oa]|yerno|nuera|abuel[oa]|prometid[oa])';
/** Who is met at work, in the clinic and on the way there. */
const ROLE =
  '(?:friend|boss|manager|supervisor|roommate|flatmate|care(?:r|taker|giver)|nurse|therapist|psychiatrist|psychologist|counsell?or|neurologist|surgeon|an(?:ae|e)sthe(?:tist|siologist)|pharmacist|physician|pcp|doctor|provider|receptionist|lawyer|attorney|accountant|social\\sworker|assistant|aide|driver|ride|teacher|coach|pastor|contact|landlord|coworker|colleague|patient|lady|guy|person|someone|amig[oa]|jef[ea]|patr[óo]na?|enfermer[oa]|recepcionista|doctora?|m[ée]dic[oa]|neur[óo]log[oa]|psic[óo]log[oa]|psiquiatra|terapeuta|farmac[ée]utic[oa]|abogad[oa]|contadora?|compa[ñn]er[oa]|cuidadora?|chofer|paciente|se[ñn]or(?:a|ita)?|contacto\\sde\\semergencia)';
const TITLE =
  '(?:dra?|mrs?|ms|miss|mister|prof(?:essor)?|rev(?:erend)?|fr|sra?|srta|don|do[ñn]a|lic|ing)\\.?';
const CALLED =
  "(?:['’]?s\\sname)?(?:\\s(?:is|was|called|named|is\\scalled|was\\scalled|es|era|se\\sllama|llamad[oa]|still))?";
/** What is done to a person and hardly ever to a thing that is written with a capital. */
const TOWARDS =
  '(?:ask(?:ed|ing)?(?:\\sfor)?|tell|told\\sby|seen\\sby|spoke\\s(?:to|with)|talk(?:ed|ing)?\\s(?:to|with)|meant\\sfor|writ(?:e|ten)\\sto|wrote\\sto|referred\\sby|signed\\sby|sent\\sby|brought|cc|appointment\\s(?:for|under)|cita\\spara|avisen?\\sa|d[ií]ganle\\sa|pregunten?\\spor|nombre\\sde|parte\\sde|firma(?:do)?|se\\sdespide|att?e|les?\\sescribe|yours\\s(?:truly|sincerely|faithfully)|(?:kind|best|warm)\\s(?:regards|wishes)|cheers|maiden\\sname|surname|(?:first|last)\\sname|(?<!\\p{L}\\s)name)';
/** Behind these one word with a capital is a person. */
const PERSONAL = new RegExp(
  `(?<![\\p{L}\\d\\[-])(?:${TITLE}\\s{1,2}(?:(?:de|la|las|los|del|van|von|der|da|di|al)\\s){0,2}|(?:(?:${KIN}|${ROLE})${CALLED}|${TOWARDS})[,:]?\\s{1,2})$`,
  'iu',
);
const GREETING =
  /^\s*(?:(?:hi|hello|hey|hola|good\s\p{L}+|buen[oa]s\s\p{L}+)[\s,!.]{1,3})?(?:(?:it['’]?s|this\sis|soy|habla|aqu[ií])\s)?$/iu;
const SPEAKING =
  /^,?\s(?:here|from|again|speaking|calling|por\saqu[ií]|aqu[ií]|la\sde|el\sde)(?!\p{L})/iu;
/** "does Quentin still work fridays" */
const ASKED_AFTER = /(?<!\p{L})(?:does|did|is|was)\s$/iu;
const AT_WORK = /^\s(?:still|work|here|there|in\stoday)(?!\p{L})/iu;
/** Two words with capitals are a place or a thing behind these. */
const PLACED =
  /(?<!\p{L})(?:in|near|at|from|to|into|around|through|via|outside|the|an?|this|that|on|en|de|del|la|el|los|las|hacia|desde)\s$/iu;
const DASH = /(?:^|\s)[-–—~]\s?$/u;
/** A new sentence, or line, begins: its first word has a capital anyway. */
const BEGINS = /(?:^|[.!?\n•"“(]\s*)$/u;
const INTRODUCED = /^(?:$|[.,:;)\n]|\s(?:here|dob|d\.o\.b|born|mrn|\[|[-–—])|['’]s\s)/iu;

const WORD = "\\p{Lu}(?:[\\p{L}'’-]{1,30}|\\.(?=\\s\\p{Lu}))";
const PARTICLES = '(?:(?:de|la|las|los|del|van|von|der|da|di|al)\\s){0,2}';
const RUN = new RegExp(
  `(?<![\\p{L}\\d\\[@&'’-])${PARTICLES}${WORD}(?:\\s${PARTICLES}${WORD}){0,4}(?!\\p{L})`,
  'gu',
);
const SMALL_TITLED =
  /(?<![\p{L}\d])(?<before>(?:mr|mrs|ms)\.?\s)(?<name>\p{Ll}[\p{Ll}'’-]{3,30})(?![\p{L}\]])/gu;

/** Names of other people: behind who they are ("my nurse Tamsin"), and two words together that only a name can be. */
export function redactPeople(text: string, told: Told): string {
  const typedAsTitle = isTitleCase(text);
  const named = text.replace(RUN, (run, at: number) => {
    const found = findName(run);
    if (found === undefined) return run;
    const { from, name } = found;
    const place = {
      name,
      before: text.slice(Math.max(0, at + from - 60), at + from),
      after: text.slice(at + from + name.length, at + from + name.length + 30),
      typedAsTitle,
    };
    if (!isPerson(place)) return run;
    return run.slice(0, from) + told('name') + run.slice(from + name.length);
  });
  return named.replace(SMALL_TITLED, (all, before: string, name: string) =>
    isNameWord(name) && !isVerbLike(name) ? before + told('name') : all,
  );
}

/** The part of a run of capital words that could be a name. */
function findName(run: string): { from: number; name: string } | undefined {
  const whole = run.replace(/['’]s?$/u, '');
  const words = whole.split(/\s/);
  const skipped = words.findIndex((word) => /^\p{Lu}/u.test(word) && isNameWord(word));
  if (skipped < 0) return undefined;
  const taken = leading(words.slice(skipped), isNameWord);
  const name = words.slice(skipped, skipped + taken).join(' ');
  const from = words.slice(0, skipped).join(' ').length + (skipped > 0 ? 1 : 0);
  return /\p{L}{2}/u.test(name) ? { from, name } : undefined;
}

type Place = { name: string; before: string; after: string; typedAsTitle: boolean };

function isPerson(place: Place): boolean {
  const { name, before, after } = place;
  if (PERSONAL.test(before)) return !isShouted(before, name);
  if (isVerbLike(name.split(/\s/)[0] ?? '')) return false;
  if (DASH.test(before) && after.trim() === '') return true;
  if (ASKED_AFTER.test(before) && AT_WORK.test(after)) return true;
  if (GREETING.test(before) && SPEAKING.test(after)) return before.trim() !== '' || isKnown(name);
  return isPair(place);
}

/** "Leroy Stubblefield", but not "Botox Injections", "Baton Rouge" nor a text that is All Written Like This. */
function isPair({ name, before, after, typedAsTitle }: Place): boolean {
  const words = name.split(/\s/);
  if (words.length < 2 || words.some((word) => /^\p{Lu}{2}/u.test(word))) return false;
  if (NOT_FIRST_NAMES.has(folded(words[0] ?? ''))) return false;
  if (isKnown(name)) return true;
  return !typedAsTitle && !PLACED.test(before) && (!BEGINS.test(before) || INTRODUCED.test(after));
}

const isKnown = (name: string): boolean => isGiven(name.split(/\s/)[0]);

const isNameWord = (word: string): boolean => {
  const form = folded(word);
  const isNoOne = NO_ONE.has(form) || NO_ONE.has(form.replace(/s$/, ''));
  return !isNoOne && !/^\p{Lu}{2,5}$/u.test(word);
};

const isShouted = (before: string, name: string): boolean =>
  /\p{Lu}{2}/u.test(before) && /^\p{Lu}{2}/u.test(name);

/** More than half of the words begin with a capital: then a capital says nothing. */
function isTitleCase(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}'’]*/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return words.length > 4 && capitals > words.length * 0.6;
}
