import { DATE } from '../birth-rules.ts';
import { folded, isGiven, isVerbLike, leading } from './name-shapes.ts';
import { NOT_FIRST_NAMES } from './name-words.ts';
import { redactPeople } from './redact-people.ts';

/** What follows these is a name. */
const TELLING =
  "my\\s(?:full\\s|legal\\s)?name(?:\\sis|['’]?s)|(?:patient(?:['’]s)?\\s|full\\s|first\\s|last\\s|legal\\s)?name\\s?(?=:)|(?:full|first|last|legal|maiden|family|patient(?:['’]s)?)\\sname\\sis|(?:mi\\s)?apellidos?(?:\\ses|:)|me\\sllamo|mi\\snombre(?:\\scompleto)?\\ses|nombre(?:\\sdel\\spaciente|\\scompleto)?\\s?(?=:)";
const KIN =
  '(?:wife|husband|spouse|partner|mother|mom|father|dad|daughter|son|sister|brother|aunt|uncle|cousin|neighbor|niece|nephew|boyfriend|girlfriend|esposa?|marido|mujer|mam[áa]|madre|pap[áa]|padre|hij[oa]|herman[oa]|t[íi][oa]|prim[oa]|vecin[oa]|niet[oa]|sobrin[oa])';
/** What follows these is a mood or an illness more often than a name. */
const VAGUE = `(?:my|mi|his|her|su)\\s${KIN}(?:\\s(?:is|se\\sllama))?,?|(?:his|her)\\sname\\sis|(?:she|he)\\sis\\scalled|thanks,|thx,?|cheers,?|regards,?|sincerely,?|signed,?|gracias,|atentamente,?|(?:the|la|el)\\s(?:patient|paciente)|i\\sam|i['’]?m|this\\sis|call\\sme|name\\sis|soy|habla|se\\sllama|ll[aá]m[ae]me`;
const TITLE =
  '(?:(?:dr|dra|mr|mrs|ms|miss|sr|sra|srta|don|do[ñn]a|(?:el|la)\\s(?:se[ñn]ora?|doctora?))\\.?\\s)';
const WORD = "(?:\\p{L}[\\p{L}'’-]{1,30}|\\p{L}\\.?)";

const AFTER = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<telling>${TELLING})|(?<vague>${VAGUE}))\\s?[:,=-]?\\s{0,2}(?<title>${TITLE})?(?<=[\\s:=,-])(?=(?<words>${WORD}(?:\\s${WORD}){0,4}))`,
  'giu',
);
const BIRTH_AFTER_NAME = new RegExp(`(?<=\\[name\\][\\s,;:(-]{1,3})(?:${DATE})(?![\\d:%])`, 'giu');

type Told = (kind: string) => string;

/** Full names after "I am", "my name is", "me llamo" and the like, and a date that follows one. */
export function redactNames(text: string, told: Told): string {
  let out = '';
  let end = 0;
  for (const match of text.matchAll(AFTER)) {
    const start = match.index + match[0].length;
    const length = start < end ? 0 : nameLength(match.groups ?? {});
    if (length === 0) continue;
    out += text.slice(end, start) + told('name');
    end = start + length;
  }
  return redactPeople(out + text.slice(end), told).replace(BIRTH_AFTER_NAME, () =>
    told('birth date'),
  );
}

/** Characters of the name at the beginning of `words`; 0 when it is no name. */
function nameLength({
  telling,
  vague,
  title,
  words: run = '',
}: Record<string, string | undefined>): number {
  const words = run.split(/\s/);
  const capitals = leading(words, (word) => /^\p{Lu}/u.test(word));
  const taken = telling
    ? capitals ||
      Math.min(
        leading(words, (word) => !isVerbLike(word)),
        isGiven(words[1]) ? 3 : 2,
      )
    : isNameAfterAm({ begin: vague ?? '', title, words, capitals })
      ? capitals
      : smallNameLength(words);
  return words.slice(0, taken).join(' ').length;
}

type AfterAm = { begin: string; title: string | undefined; words: string[]; capitals: number };

/** "I am Maria Lopez", but not "I am Pregnant", "I Am Very Scared", "I'M DYING". */
function isNameAfterAm({ begin, title, words, capitals }: AfterAm): boolean {
  const [first = ''] = words;
  if (capitals === 0) return false;
  if (title !== undefined || isGiven(first)) return true;
  const shouts = /^\p{Lu}{2}/u.test(first) || /.\p{Lu}/u.test(begin);
  return capitals > 1 && !shouts && !isVerbLike(first) && !NOT_FIRST_NAMES.has(folded(first));
}

/** "i am linda gomez": without capitals only a known given name with a family name behind it. */
function smallNameLength(words: string[]): number {
  if (!isGiven(words[0]) || /\p{Lu}/u.test(words.join(''))) return 0;
  const length = leading(words.slice(0, 3), (word) => !isVerbLike(word));
  return length < 2 ? 0 : Math.min(length, isGiven(words[1]) ? 3 : 2);
}
