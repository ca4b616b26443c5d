import type { Locale } from '../../../domain/ids.ts';
import type { Finding } from '../lint-problem.ts';
import { fold } from '../words/fold.ts';

type Wording = {
  driving: RegExp;
  rule: RegExp;
  otherTime: RegExp;
  /** Lets a patient drive, or judge it. */
  permits: RegExp;
  fasting: RegExp;
  staying: RegExp;
  /** Lets a patient go, but for "when staff say so". */
  leaving: RegExp;
  example: string;
};

const NUMBER =
  '(?:\\d[\\d.,/-]*|a few|a couple of|several|an|half an|one|two|three|four|five|six|eight|ten|twelve|unas|varias|pocas|una|media|dos|tres|cuatro|cinco|seis|ocho|diez|doce)';

const WORDING: Record<Locale, Wording> = {
  en: {
    driving:
      /\b(?:drive|drives|driving|the wheel|(?:your|their) (?:car|truck|keys)|car keys|on the road|motor(?:cycle|bike))\b/,
    rule: /\b(?:do not|don't|never) (?:(?!\bor\b until)[^.])*\bdrive\b[^.]*\buntil 24 hours(?:(?! or )[^.])*? and (?:(?! or )[^.])*\bnight\b/,
    otherTime: new RegExp(
      `\\b(?:${NUMBER} (?:minute|hour|day|night)s?|next day|next morning|next afternoon|tomorrow|(?:that|this|same) (?:day|morning|afternoon|evening|night)|tonight|by (?:lunch|noon|dinner|evening|bedtime|supper)|later on|soon|(?:day|night|evening|morning) before|overnight|right away|straight away|immediately|(?:when|once|if) you feel (?:fine|ok|okay|well|normal|better|good|ready|clear)|short (?:trip|drive|distance|way)|low dose)\\b`,
    ),
    permits:
      /\b(?:(?:can|may|could|able to|okay to|ok to|fine to|free to|allowed to|ready to) (?!not\b|never\b)(?:\w+ ){0,2}?(?:drive(?! you)|take the wheel|(?:get|be) behind the wheel|(?:use|take) (?:the|your) car)|judge?ment|common sense|up to you|your call|you (?:can )?(?:decide|judge)|trust yourself|how you feel)\b/,
    fasting:
      /\b(?:(?:skip|miss|go without|leave out|no|avoid) (?:(?:your|the|any|all) )?(?:breakfast|lunch|dinner|supper|meals?|solids|solid food|snacks?)|(?:last|final) (?:meal|bite|food|drink|snack)|empty stomach|nothing in your stomach|fast (?:from|for|after|since|overnight|before|the)|(?:eat|drink) (?:nothing|no \w+) (?:after|from|since|that|the)|(?:breakfast|lunch|dinner|supper)\b.{0,60}\bbefore)\b/,
    staying: /\bat least 2 hours\b[^.]*\buntil (?:the )?(?:staff|they|your care team)\b/,
    leaving:
      /(?<!\b(?:say|says|said|tell you|decides?|agree|think|if|when|whether)(?: that)? you )\b(?:can|may|could|will|free to|able to|allowed to) (?:leave(?! (?:your|an?|it|them|the (?!clinic|office|building))\b)|go home|head home|walk out|be on your way|go(?= (?:soon|early|after|right)|[.,]|$))(?! (?:only )?(?:when|once|after|as soon as|if) (?:the )?(?:staff|they|your care team|your nurse)\b)|(?<!\bnot )\b(?:leave|go home|head home|discharged|on your way) (?:\w+ ){0,3}?(?:short|brief|quick|few|little|soon|minutes|right away|early)\b/,
    example: 'Do not drive until 24 hours have passed and you have had a full night of sleep.',
  },
  es: {
    driving:
      /\b(?:maneje|manejar|maneja|manejando|conduzca|conducir|conduce|conduciendo|volante|(?:su|el) (?:auto|carro|coche)|carretera)\b/,
    rule: /\bno (?:maneje|conduzca)\b[^.]*\bhasta que pasen 24 horas(?:(?! o )[^.])*? y (?:(?! o )[^.])*\bnoche\b/,
    otherTime: new RegExp(
      `\\b(?:${NUMBER} (?:minuto|hora|dia|noche)s?|mismo dia|dia siguiente|proximo dia|otro dia|manana|(?:esa|esta|misma) (?:tarde|noche|manana)|por la tarde|ese dia|pronto|(?:dia|noche|tarde) anterior|de inmediato|enseguida|(?:cuando|si) se sient[ea] (?:bien|mejor|normal)|tramos? cortos?|distancias? cortas?|dosis baja)\\b`,
    ),
    permits:
      /(?<!\bno )\b(?:pued(?:e|en|a) (?:\w+ ){0,2}?(?:manejar|conducir|(?:usar|tomar|llevar|agarrar) (?:el|su) (?:auto|carro|coche|volante))|criterio|juicio|sentido comun|usted decid\w+|como se sienta)\b/,
    fasting:
      /\b(?:sin desayun\w+|(?:no|sin|saltese|salte|omita|evite) (?:(?:el|la|su) )?(?:desayun\w+|almuerzo|almuerce|cena|cene)|ultima (?:comida|cena)|ultimo (?:alimento|bocado)|estomago vacio|ayun\w+)\b/,
    staying:
      /\b(?:como minimo|por lo menos|al menos) 2 horas\b[^.]*\bhasta que (?:el personal|le digan|su equipo)\b/,
    leaving:
      /(?<!\b(?:dig[ao]n?|avisen?|decidan?|confirmen?|si|cuando)(?: que)? )\bpued(?:e|en) (?:irse|salir|marcharse|(?:volver|regresar|irse) a (?:su )?casa)(?! (?:solo )?(?:cuando|si|despues de que) (?:se lo )?(?:el personal|le digan|su equipo)\b)/,
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
  const permit = concerned.map((one) => wording.permits.exec(one)?.[0]).find(Boolean);
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
    ...(permit !== undefined
      ? [
          problem(
            'driving_rule',
            'Let nobody drive, or judge it, beside the driving rule (C1).',
            permit,
          ),
        ]
      : []),
    ...(other !== undefined
      ? [problem('driving_rule', 'Name no other time beside the driving rule (C1).', other)]
      : []),
  ];
}

const FASTING = ['prep.food_drink', 'prep.before_visit'];
const MIDNIGHT = /\b(?:midnight|medianoche)\b/;

/** C2: the clinic's own signed times, which are slots; no hours from us, in answers on food no times at all. */
function checkFasting(intents: string[], sentences: string[], wording: Wording): Finding[] {
  const isOnFood = intents.some((intent) => FASTING.includes(intent));
  const never = isOnFood ? [wording.fasting, MIDNIGHT, wording.otherTime] : [wording.fasting];
  const found = sentences
    .flatMap((sentence) => never.map((pattern) => pattern.exec(sentence)?.[0]))
    .find((excerpt) => excerpt !== undefined);
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
function checkStaying(sentences: string[], { staying, leaving }: Wording): Finding[] {
  const short = sentences.find(
    (sentence) =>
      (STAYING_TIME.test(sentence) && !staying.test(sentence)) || leaving.test(sentence),
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
