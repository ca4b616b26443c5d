import { digitsOf, type Rule } from './rule.ts';

const LOCAL_PART = "[\\p{L}\\d._%+'-]";
const PROVIDER =
  '(?:g\\s?mail|yahoo|hotmail|outlook|icloud|aol|live|msn|proton(?:mail)?|comcast|verizon|att)';
/** Never the patient's own: emergency, crisis and toll-free lines. */
const TOLL_FREE = /^1?8(?:00|88|77|66|55|44|33)\d{7}$/;
const isPrivate = (number: string): boolean => !TOLL_FREE.test(digitsOf(number));
/** A key held down: `1111111111`. */
const isNoRow = (number: string): boolean => isPrivate(number) && !/^(\d)\1*$/.test(number);

const PHONE_WORD =
  '(?:my\\s#|calls?|called|phone|cell|mobile|numbers?|nbr|text|tel|reach|fax|contact|llam[ae](?:r?me|n|r)?|ll[aá]m[ae]nme|ll[aá]meme|m[aá]rc(?:ame|ar|a|enme)|celular|cel|tel[eé]fono|fono|n[uú]mero|whats?app)';
const UNIT = '(?!\\s?(?:mg|mcg|ml|dollars|d[oó]lares|pesos|usd|mil|%))';

/** A figure as it is said or typed one by one. */
const SAID =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|\\d{1,4})';
const NEXT = '(?:\\s?[,–-]\\s?|\\.(?=\\S)|\\s{1,2})(?:then\\s|y\\s|dash\\s)?';

export const CONTACT_RULES: Rule[] = [
  // As it is dictated: "keisha dot cole at example dot com", "ana arroba example punto com".
  {
    kind: 'email',
    pattern: new RegExp(
      `(?<!${LOCAL_PART})${LOCAL_PART}+(?:\\s(?:dot|punto|underscore|dash|guion(?:\\sbajo)?)\\s${LOCAL_PART}+){0,3}\\s(?:\\(?(?:at|arroba)\\)?)\\s(?!(?:the|an?|my|our|la|el|mi)\\s)[\\p{L}\\d-]+(?:\\s(?:dot|punto)\\s[\\p{L}\\d]{2,15}){0,2}\\s(?:dot|punto)\\s(?:com|net|org|edu|gov|info|biz|health|example|mx|es|us|uk|ca|co|io|me|ie)(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  {
    kind: 'email',
    pattern: new RegExp(
      `(?<label>(?<!\\p{L})(?:e?-?mail|correo|gmail|write|send|escr[ií]ba(?:n|me)?)(?!\\p{L})[^\\n@]{0,20}(?<!${LOCAL_PART}))${LOCAL_PART}{2,40}\\s?\\(?(?:at|arroba)\\)?\\s[\\p{L}\\d-]+\\.[a-z]{2,6}(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  {
    kind: 'email',
    pattern: new RegExp(
      `(?<!${LOCAL_PART})${LOCAL_PART}+\\s?@\\s?[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+)+`,
      'gu',
    ),
  },
  {
    kind: 'email',
    pattern: new RegExp(
      `(?<!${LOCAL_PART})${LOCAL_PART}+\\s?(?:@|\\(?\\[?(?<!\\p{L})(?:at|arroba)\\]?\\)?)\\s?${PROVIDER}(?:\\s?(?:\\.|dot|punto)\\s?(?:com|net|org|es|mx))?(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  { kind: 'link', pattern: /(?<![\p{L}\d])(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)]/giu },
  {
    kind: 'link',
    pattern:
      /(?<![\p{L}\d@.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:(?:com|org|net|edu|gov)(?:\.mx)?(?:\/[^\s<>"]*[^\s<>".,;:!?)])?|[a-z]{2,6}\/[^\s<>"]*[^\s<>".,;:!?)])(?![\p{L}\d])/giu,
  },
  { kind: 'number', pattern: /(?<![\p{L}\d-])[a-z]{1,4}-?\d{7,30}(?![\p{L}\d])/giu },
  {
    kind: 'phone',
    pattern:
      /(?<![\d$€.,/-])(?:\+?1(?:[._]|\s?[–-]\s?|\s{0,2}))?(?:\([2-9]\d\d\)|[2-9]\d\d)(?:[._·•]|,\s|\s?[–‑/-]\s?|\sthen\s|\s{0,2})\d{3}(?:[._·•]|,\s|\s?[–‑/-]\s?|\sthen\s|\s{0,2})(?:\d{4}|\d\d\s\d\d)(?:[\s,]{0,2}(?:x|ext\.?|extension|extensi[oó]n)\s?\d{1,6})?(?!\d)/giu,
    holds: isPrivate,
  },
  {
    kind: 'phone',
    pattern: /(?<![\d+])(?:\+|00(?=\d{1,3}[ .-]))\d(?:[ .()-]?\d|\) \d| \(\d){7,14}(?!\d)/g,
    holds: isPrivate,
  },
  { kind: 'phone', pattern: /(?<![\d$€.,/-])\d{2}[ .-]\d{4}[ .-]\d{4}(?![\d-])/g },
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<label>(?<![\\p{L}\\[])${PHONE_WORD}(?!\\p{L})\\.?[^\\d\\n$€.!?[\\]]{0,25})(?:\\d{3}[\\s.-]\\d{4}|0\\d{2,4}[\\s.-]\\d{3}[\\s.-]\\d{3,4}|[6-9]\\d\\d[\\s.-]\\d{3}[\\s.-]\\d{3}|(?:\\d{2}[\\s.-]){3,4}\\d{2}|\\d{7})(?![\\d/:])${UNIT}`,
      'giu',
    ),
  },
  { kind: 'phone', pattern: saidAloud(), holds: isSaidNumber },
  // An answer to "what number can we call?".
  { kind: 'phone', pattern: /^\s*\d{3}[-. ]\d{4}(?=[\s.!]*$)/g },
  // What is left of long numbers and codes names someone or something of theirs: no amount has eight digits.
  {
    kind: 'number',
    pattern:
      /(?<![\p{L}\d$€.,-])\d{8,30}(?![\p{L}\d])(?!\s?(?:units?|unidades|dollars|d[oó]lares|pesos|cells))/gu,
    holds: isNoRow,
  },
];

function saidAloud(): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\d$€.,/:-])${SAID}(?:${NEXT}${SAID}){4,13}(?![\\p{L}\\d%/:])`,
    'giu',
  );
}

const FIGURES = [
  ['zero', 'oh', 'cero'], ['one', 'uno'], ['two', 'dos'], ['three', 'tres'], ['four', 'cuatro'], ['five', 'cinco'],
  ['six', 'seis'], ['seven', 'siete'], ['eight', 'ocho'], ['nine', 'nueve'],
]; // biome-ignore format: one table
const figureOf = (word: string): string => {
  const figure = FIGURES.findIndex((words) => words.includes(word.toLowerCase()));
  return figure < 0 ? word : String(figure);
};

/** Seven or ten figures, said or spaced one by one; neither amounts nor somebody who counts: "1 2 3 4 5 6 7". */
function isSaidNumber(run: string): boolean {
  const parts = run.match(/\p{L}+|\d+/gu) ?? [];
  const figures = digitsOf(parts.map(figureOf).join(''));
  const isOneByOne = parts.every((part) => part.length === 1);
  const isSaid = parts.filter((part) => /\p{L}/u.test(part)).length > 2;
  const counts =
    '0123456789'.includes(figures.slice(0, 7)) || '9876543210'.includes(figures.slice(0, 7));
  return (
    (isOneByOne || isSaid) && [7, 10, 11].includes(figures.length) && !counts && isNoRow(figures)
  );
}
