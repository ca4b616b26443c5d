import type { Locale } from '../../../domain/ids.ts';
import type { Finding } from '../lint-problem.ts';
import { fold } from '../words/fold.ts';

type Wording = {
  driving: RegExp;
  rule: RegExp;
  otherTime: RegExp;
  staying: RegExp;
  example: string;
};

const NUMBER =
  '(?:\\d[\\d.,/-]*|a few|a couple of|several|an|half an|one|two|three|four|five|six|eight|ten|twelve|unas|varias|pocas|una|media|dos|tres|cuatro|cinco|seis|ocho|diez|doce)';

const WORDING: Record<Locale, Wording> = {
  en: {
    driving: /\b(?:drive|drives|driving|behind the wheel)\b/,
    rule: /\b(?:do not|don't|never) (?:(?!\bor\b until)[^.])*\bdrive\b[^.]*\buntil 24 hours(?:(?! or )[^.])*? and (?:(?! or )[^.])*\bnight\b/,
    otherTime: new RegExp(
      `\\b(?:${NUMBER} (?:minute|hour|day|night)s?|same day|next day|next morning|next afternoon|tomorrow|that evening|overnight|right away|straight away|immediately|(?:when|once|if) you feel (?:fine|ok|okay|well|normal|better|good|ready|clear)|short (?:trip|drive|distance|way)|low dose)\\b`,
    ),
    staying: /\bat least 2 hours\b[^.]*\buntil (?:the )?(?:staff|they|your care team)\b/,
    example: 'Do not drive until 24 hours have passed and you have had a full night of sleep.',
  },
  es: {
    driving: /\b(?:maneje|manejar|maneja|conduzca|conducir|conduce|al volante)\b/,
    rule: /\bno (?:maneje|conduzca)\b[^.]*\bhasta que pasen 24 horas(?:(?! o )[^.])*? y (?:(?! o )[^.])*\bnoche\b/,
    otherTime: new RegExp(
      `\\b(?:${NUMBER} (?:minuto|hora|dia|noche)s?|mismo dia|dia siguiente|proximo dia|otro dia|manana|esa noche|de inmediato|enseguida|(?:cuando|si) se sient[ea] (?:bien|mejor|normal)|tramos? cortos?|distancias? cortas?|dosis baja)\\b`,
    ),
    staying:
      /\b(?:como minimo|por lo menos|al menos) 2 horas\b[^.]*\bhasta que (?:el personal|le digan|su equipo)\b/,
    example: 'No maneje hasta que pasen 24 horas y haya dormido bien toda una noche.',
  },
};

const DRIVING_TIME = /\b24 (?:hours|horas)\b/g;
const NIGHT_OF_SLEEP = /\b(?:a (?:full|whole|good) night|toda una noche|una noche)\b/g;
const STAYING_TIME = /\b2 (?:hours|horas)\b/;

/** Three rules on times that the fact base decided among contradicting sources (its section 24): C1 driving, C2 fasting, C3 staying. */
export function checkTimes(intents: string[], sentences: string[], locale: Locale): Finding[] {
  const folded = sentences.map(fold);
  const wording = WORDING[locale];
  return [
    ...checkDriving(intents, folded, wording),
    ...checkFasting(intents, folded, wording),
    ...checkStaying(folded, wording),
  ];
}

/** C1: 24 hours and a night of sleep, whichever is later, and no other time, for every form of ketamine. */
function checkDriving(intents: string[], sentences: string[], wording: Wording): Finding[] {
  const isDriving = intents.some((intent) => intent.startsWith('driving.'));
  const others = (sentence: string) =>
    wording.otherTime.exec(sentence.replace(DRIVING_TIME, ';').replace(NIGHT_OF_SLEEP, ';'))?.[0];
  const concerned = isDriving ? sentences : sentences.filter((s) => wording.driving.test(s));
  const other = concerned.map(others).find((found) => found !== undefined);
  const stated = sentences.some((sentence) => wording.rule.test(sentence));
  const mustState = isDriving || concerned.some((s) => s.search(DRIVING_TIME) !== -1);
  return [
    ...(mustState && !stated
      ? [
          problem(
            'driving_rule',
            `Say both conditions of the driving rule (C1): "${wording.example}"`,
          ),
        ]
      : []),
    ...(other !== undefined
      ? [problem('driving_rule', 'Name no other time beside the driving rule (C1).', other)]
      : []),
  ];
}

const FASTING = ['prep.food_drink', 'prep.before_visit'];

/** C2: the clinic's own signed times, which are slots; no hours from us. */
function checkFasting(intents: string[], sentences: string[], wording: Wording): Finding[] {
  if (!intents.some((intent) => FASTING.includes(intent))) return [];
  const found = sentences
    .map(
      (sentence) =>
        /\b(?:midnight|medianoche)\b/.exec(sentence) ?? wording.otherTime.exec(sentence),
    )
    .find((match) => match !== null)?.[0];
  return found === undefined
    ? []
    : [
        problem(
          'fasting_rule',
          'Name no time for food or drink but {clinic.fastingFoodHours} and {clinic.fastingDrinkHours} (C2).',
          found,
        ),
      ];
}

/** C3: at least 2 hours, and until staff say so. */
function checkStaying(sentences: string[], { staying }: Wording): Finding[] {
  const short = sentences.find(
    (sentence) => STAYING_TIME.test(sentence) && !staying.test(sentence),
  );
  return short === undefined
    ? []
    : [
        problem(
          'staying_rule',
          'Say "at least 2 hours, and until staff say you can go" (C3).',
          short,
        ),
      ];
}

function problem(rule: Finding['rule'], text: string, excerpt?: string): Finding {
  return { rule, problem: text, ...(excerpt !== undefined && { excerpt }) };
}
