import type { Rule } from './rule.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)(?!\\p{L})';
/** First to thirty-first as words, and so in Spanish: as people dictate. */
const DAY_WORD =
  '(?:(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\p{L}{3,6}|veint(?:e|i\\p{L}{2,6})|treinta(?: y uno)?)';
const DAY = `(?:\\d{1,2}(?:st|nd|rd|th|ro|º)?|${DAY_WORD})`;
const YEAR_WORD =
  '(?:(?:nineteen|twenty|two thousand|mil novecientos|dos mil)(?:[ -](?:and |y )?(?!(?:and|y) )[a-záéíóú]{2,10}y?(?:(?:-| y )[a-z]{2,6}| (?:one|two|three|four|five|six|seven|eight|nine))?)?)';
const YEAR = `(?:'?\\d{2}(?![\\d/:-])|(?:19|20)\\d{2}|${YEAR_WORD})`;
const OF =
  '(?:[\\s./-]|,\\s?|(?<!\\d[a-z]{0,2})\\.,?\\s)?(?:(?:de|del|of)\\s)?(?:(?:año|year)\\s)?';

/** Any way of writing a day: 3/5/75, 1975-03-05, March 5th 1975, 5 de marzo de 1975. */
export const DATE = [
  '\\d{1,2}(?:\\s?/\\s?\\d{1,2}\\s?/\\s?|\\s?-\\s?\\d{1,2}\\s?-\\s?|\\.\\d{1,2}\\.)\\d{2,4}',
  '\\d{4}\\s?[/.-]\\s?\\d{1,2}\\s?[/.-]\\s?\\d{1,2}',
  `${MONTH}\\.?\\s(?:the\\s)?${DAY}(?:${OF}${YEAR})?`,
  `(?:the\\s|el\\s)?${DAY}${OF}${MONTH}(?:${OF}${YEAR})?`,
  `${MONTH}${OF}(?:19|20)\\d{2}`,
].join('|');

const BIRTH =
  '(?:d\\.?\\s?o\\.?\\s?b|date\\sof\\sbirth|birth\\s?dates?|birth\\s?day|b-?day|born|(?:fecha\\sde\\s)?(?:mi\\s)?nacimiento|fecha\\sde\\snac|f\\.?\\s?(?:de\\s?)?nac|fdn|nac[ií]|naci[oó]|nacid[oa]|cumplea[ñn]os|cumplo(?:\\saños)?)';
const LINK =
  "(?:[\\s:;=.,('-]|['’]s|is|it's|its|was|on|in|the|un|(?:19|20)\\d{2}|day|back|es|fue|el|en|día|dia|años){0,10}";

/** Dates of birth. A year alone stays, for it shows a minor; so do other dates: staff need to know when a fall was. */
export const BIRTH_RULES: Rule[] = [
  {
    kind: 'birth date',
    pattern: new RegExp(
      `(?<label>(?<![\\p{L}\\d\\[])${BIRTH}(?!\\p{L})${LINK})(?:${DATE}|\\d{1,2}\\s\\d{1,2}\\s(?:19|20)\\d{2}|\\d{1,2}/\\d{1,2}|\\d{1,2}-\\d{1,2}-\\d|\\d{6}|\\d{8})(?![\\d:%])`,
      'giu',
    ),
  },
  // "1/1/60 is my date of birth".
  {
    kind: 'birth date',
    pattern: new RegExp(
      `(?<![\\d/.-])(?:${DATE})(?=\\s?[,-]?\\s(?:is|was|es|que\\ses)\\s(?:\\p{L}{2,9}\\s){0,2}${BIRTH})`,
      'giu',
    ),
  },
  // What is more than a quarter of a century ago is hardly ever a visit; and a bare date answers "your date of birth?".
  {
    kind: 'birth date',
    pattern: new RegExp(`(?<![\\d/.-])(?:${DATE})(?<=19\\d\\d)(?!\\d|[/.:-]\\d)`, 'giu'),
  },
  { kind: 'birth date', pattern: /(?<![\d/.-])19\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?!\d|[/.:-]\d)/g },
  { kind: 'birth date', pattern: /^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?=[\s.!]*$)/g },
];
