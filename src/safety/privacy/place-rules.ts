import type { Rule } from './rule.ts';

/** Words that follow a number for other reasons: "30 mg on the way", "5 minutes down the road". */
const NOT_STREET =
  '(?!(?:mg|mcg|ml|kg|lbs?|hrs?|hours?|min|mins|minutes?|days?|weeks?|wks?|months?|years?|yrs?|times?|miles?|blocks?|doses?|pills?|tabs?|visits?|of|on|in|to|from|by|down|the|an?|and|or|am|pm|at|is|i|my|for|per|after|before|more|percent|people|dollars|bucks|k|x|off|do|can|long|other|different|each|half|good|bad|busy|min(?:uto)?s?|horas?|d[ií]as?|semanas?|mes(?:es)?|a[ñn]os?|veces|pastillas?|tabletas?|dosis|sesiones|d[oó]lares|pesos|personas|cuadras|de|en|por|y|con|a)(?![\\p{L}\\d]))';
/** No word ends a sentence: a full stop stands behind short forms such as "St." only. */
const STREET_WORD = `${NOT_STREET}[\\p{L}\\d](?:[\\p{L}\\d'-]{0,20}|\\p{L}{0,2}\\.) `;
const CAPITAL_WORD =
  "(?!(?:Hour|Day|Minute|Min|Week|Month|Year|Mg|Ml|Percent|Dose|People|Time|Pill)s?\\s)(?:\\p{Lu}(?:[\\p{L}'-]{0,20}|\\p{L}{0,2}\\.)|\\d{1,3}(?:st|nd|rd|th)) ";
const HOUSE = '(?<![\\p{L}\\d$./:-])\\d{1,6}[a-z]? ';
/** These end a street in any spelling; the vague ones, as in "2 days in a row", only behind capital letters. */
const CLEAR =
  '(?:street|avenue|ave|blvd|boulevard|road|rd|lane|ln|parkway|pkwy|highway|hwy|expressway|freeway|turnpike)';
const VAGUE =
  '(?:St|Str|Drive|Dr|Way|Court|Ct|Place|Pl|Circle|Cir|Square|Sq|Trail|Trl|Terrace|Ter|Loop|Row|Park|Plaza|Broadway|Close|Gardens|Crescent|Mews|Creek|Ridge|Heights|Hills?|Manor|Run|Pike|Alley|Walk|Point|Crossing|Pass|Bend|Grove|Meadows?)';
const LIVE =
  '(?:liv(?:e|ing)\\s(?:at|on|in)|(?:my|the|our)\\s(?:house|home|place|apartment)(?:\\s(?:is|at))?|pick\\s(?:me\\s)?up\\sat|(?:bill|deliver(?:\\sit)?)\\sto|(?:mi|la)\\scasa(?:\\ses)?|lives\\sat|address(?:\\sis|:)?|mail\\s(?:it\\s)?to|send\\s(?:it\\s)?to|moved\\sto|vivo\\sen|direcci[oó]n(?:\\ses|:)?|domicilio(?:\\ses|:)?)';
const CALLE =
  '(?:calle|avenida|av\\.|avda?\\.?|bulevar|boulevard|blvd\\.?|calzada|privada|callej[oó]n|carretera|andador|urbanizaci[oó]n|urb\\.?)';
const NOT_CALLE =
  '(?!(?:por|hace|a|durante|unos|unas|tres|dos|con|sin|y|en|desde|casi|como|luego|tom[eé]|me|que)\\s)';
const AMOUNT_END =
  '(?!\\s?(?:min|hora|veces|d[ií]a|semana|mes|a[ñn]o|mg|ml|km|kil|cuadra|metro|%|d[oó]lares|pesos|past|:))';
const CITY = "\\p{Lu}(?:[\\p{L}'-]{1,20}|t\\.)(?: \\p{Lu}[\\p{L}'-]{1,20}){0,2}";

const address = (pattern: string, flags: 'giu' | 'gu' = 'giu'): Rule => ({
  kind: 'address',
  pattern: new RegExp(pattern, flags),
});

/** Where a patient lives. What belongs to an address already found is taken up by the last two rules. */
export const PLACE_RULES: Rule[] = [
  address(`${HOUSE}(?:${STREET_WORD}){1,3}${CLEAR}(?![\\p{L}\\d])`),
  address(`${HOUSE}(?:${CAPITAL_WORD}){1,4}(?<![.] )${VAGUE}(?![\\p{L}\\d])`, 'gu'),
  address(
    `(?<label>(?<![\\p{L}\\[])${LIVE}[\\s:]{1,2})\\d{1,6}[a-z]?\\s(?:${STREET_WORD}){0,3}?${NOT_STREET}\\p{L}[\\p{L}'-]{1,20}(?=[\\s,.]{0,2}(?:$|[\\n,.;]|apt|unit|suite|ste|#))`,
  ),
  // Spelt with capitals and a part of a house, or by the road's Spanish name: "4300 Westheimer Unit 210", "905 Camino Real".
  address(
    `${HOUSE}(?:${CAPITAL_WORD}){1,3}(?:Apt|Apartment|Unit|Suite|Ste|Lot|#)\\.? ?#?[A-Z]?\\d{0,5}[A-Z]?(?![\\p{L}\\d])`,
    'gu',
  ),
  address(
    `${HOUSE}(?:Camino|Calle|Paseo|Vía|Via|Rue|Avenida|Rancho|Vista|Old) (?:(?:de|del|la|las|los) ){0,2}${CITY}`,
    'gu',
  ),
  // As it is said: "one forty two Juniper Street".
  address(
    `(?<![\\p{L}\\d])(?:(?:oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)[ -]){2,4}(?:${STREET_WORD}){1,2}${CLEAR}(?![\\p{L}\\d])`,
  ),
  address(
    `(?<label>(?<!\\p{L})(?:corner|esquina)\\s(?:of|de)\\s)(?:${CITY}|\\d{1,3}(?:st|nd|rd|th)) (?:and|&|y|con) (?:${CITY}|\\d{1,3}(?:st|nd|rd|th))(?![\\p{L}\\d])`,
    'gu',
  ),
  address(
    `(?<![\\p{L}\\d])(?:(?:\\p{L}[\\p{L}'-]{1,20}|\\d{1,3}(?:st|nd|rd|th)) ){1,2}${CLEAR},? (?:number|no\\.?|num\\.?|#) ?\\d{1,6}(?!\\d)`,
  ),
  address(
    '(?<!\\p{L})(?:p\\.?\\s?o\\.?\\s?box|apartado(?:\\spostal)?|(?:r\\.?r\\.?|rural\\sroute)\\s\\d{1,3},?\\sbox)\\s#?\\d{1,8}',
  ),
  address(
    `(?<!\\p{L})${CALLE}\\s(?:${NOT_CALLE}(?:[\\p{L}\\d'-]{1,20}|\\p{L}{1,3}\\.) ){1,5}(?:(?:no\\.?|n[uú]m\\.?|n[uú]mero)\\s?)?#?\\d{1,5}(?:-\\d{1,4})?[a-z]?(?![\\p{L}\\d])${AMOUNT_END}`,
  ),
  address(
    '(?<label>(?<![\\p{L}\\[])(?:zip(?:\\s?code)?|c[oó]digo\\spostal|c\\.?p\\.?)(?:\\s|:|#|is|es){1,4})\\d{5}(?:-\\d{4})?(?!\\d)',
  ),
  // A postcode of the United Kingdom.
  address('(?<![\\p{L}\\d])[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}(?![\\p{L}\\d])', 'gu'),
  address('(?<![\\p{L}])(?:Flat|Apt|Unit) \\d{1,4}[A-Za-z]?,? (?=\\[address\\])', 'gu'),
  address(`(?<!\\p{L})${CITY},\\s?[A-Z]{2},?\\s\\d{5}(?:-\\d{4})?(?!\\d)`, 'gu'),
  address(
    '\\[address\\]\\.?[\\s,]{1,2}(?:apt|apto|apartment|unit|suite|ste|#|floor|lot|depto|departamento|interior|int|piso|colonia|col)\\.?\\s?#?(?=[\\p{L}-]{0,14}[\\p{L}\\d])[\\p{L}\\d-]{1,15}',
  ),
  address(
    `\\[address\\]\\.?,?\\s(?:\\[address\\]|${CITY},?\\s[A-Z]{2}(?!\\p{L})|[A-Z]{2}\\s\\d{5}(?!\\d))(?:,?\\s\\d{5}(?:-\\d{4})?(?!\\d))?`,
    'gu',
  ),
];
