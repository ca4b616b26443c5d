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

export const CONTACT_RULES: Rule[] = [
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
      /(?<![\d$€.,/-])(?:\+?1(?:[._]|\s?[–-]\s?|\s{0,2}))?(?:\([2-9]\d\d\)|[2-9]\d\d)(?:[._]|\s?[–/-]\s?|\s{0,2})\d{3}(?:[._]|\s?[–-]\s?|\s{0,2})\d{4}(?:[\s,]{0,2}(?:x|ext\.?|extension|extensi[oó]n)\s?\d{1,6})?(?!\d)/giu,
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
