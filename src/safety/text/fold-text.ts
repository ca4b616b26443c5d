/**
 * Brings what people type to one plain spelling, for matching only: the folded text is never stored or said.
 * Every replacement is a single pass over the text, so that no input can make it slow.
 */
export function foldText(raw: string): string {
  return raw
    .replace(FRACTION_SIGN, (sign) => ` ${FRACTIONS[sign] ?? 'half'} `)
    .replace(PICTOGRAPH, (sign) => ` ${EMOJI_WORDS[sign] ?? ''} `)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(COMBINING_MARK, '')
    .replace(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter);
}

const FRACTIONS: Record<string, string> = {
  '½': 'half',
  '¼': 'quarter',
  '¾': 'three quarters',
  '⅓': 'third',
  '⅔': 'two thirds',
};

/** Pictures that stand for a word in messages about medicine or danger. Any other picture is a space. */
const EMOJI_WORDS: Record<string, string> = {
  '💊': 'pill',
  '💉': 'shot',
  '🩸': 'blood',
  '🤮': 'vomiting',
  '🤢': 'nauseous',
  '🤰': 'pregnant',
  '🤱': 'breastfeeding',
  '🍷': 'wine',
  '🍺': 'beer',
  '🍻': 'beer',
  '🥃': 'whiskey',
  '🍸': 'alcohol',
  '🌿': 'weed',
  '🔫': 'gun',
  '🔪': 'knife',
  '🚑': 'ambulance',
  '🆘': 'sos',
  '🚗': 'car',
  '👃': 'nose',
};

/** Cyrillic, Greek and other letters that look like Latin ones, after lower-casing. */
const LOOKALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  ո: 'n',
  ɡ: 'g',
  ӏ: 'l',
  ԛ: 'q',
  ԝ: 'w',
  ʏ: 'y',
  ɪ: 'i',
  ɴ: 'n',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  μ: 'u',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  '’': "'",
  '‘': "'",
  '´': "'",
  '`': "'",
  '⁄': '/',
};

const FRACTION_SIGN = /[½¼¾⅓⅔]/gu;
const PICTOGRAPH = /\p{Extended_Pictographic}/gu;
/** Zero-width and direction marks, soft hyphen, variation selectors, tag characters. */
const INVISIBLE =
  /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]|\p{Variation_Selector}/gu;
const COMBINING_MARK = /\p{M}/gu;
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'gu');
