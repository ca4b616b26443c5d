import type { Finding } from '../lint-problem.ts';

/** C1 to C3 are about times. */
export type ClaimNumber = 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9' | 'C10';

/** What the fact base decided about one contradiction among its sources (its section 24); what nobody may say of it is listed by its number. */
export type Claim = {
  rule: Finding['rule'];
  number: ClaimNumber;
  instead: string;
  /** What the answer to an intent must hold, each in some sentence. */
  must: readonly { intent: string; say: string; en: RegExp; es: RegExp }[];
};

const SETTING: Claim = {
  rule: 'setting_rule',
  number: 'C4',
  instead: 'Say that trained staff should watch, and that the FDA warns about ketamine at home.',
  must: [
    {
      intent: 'options.home_or_clinic',
      say: 'the FDA warning about use at home',
      en: /\bfda warns\b/,
      es: /\bfda advierte\b/,
    },
    {
      intent: 'expect.monitoring',
      say: 'that trained staff should watch',
      en: /\btrained staff\b.*\bwatch\b/,
      es: /\bpersonal capacitado\b.*\bvigilar/,
    },
  ],
};

const COST: Claim = {
  rule: 'cost_rule',
  number: 'C5',
  instead: 'Say no price and no promise: a written price, the plan’s own word, or {clinic.prices}.',
  must: [
    {
      intent: 'insurance.self_pay',
      say: 'the right to a written cost estimate',
      en: /\bright to a written (?:cost )?estimate\b/,
      es: /\bderecho a un calculo (?:del costo )?por escrito\b/,
    },
  ],
};

const APPROVAL: Claim = {
  rule: 'approval_rule',
  number: 'C6',
  instead:
    'Ketamine is approved for surgery alone: the FDA has not approved it for migraine or pain.',
  must: [
    {
      intent: 'evidence.approval',
      say: 'that the FDA has not approved it for migraine or pain',
      en: /\bnot approved it for migraine or pain\b/,
      es: /\bno la ha aprobado para la migrana ni para el dolor\b/,
    },
  ],
};

const listed = (say: string, en: RegExp, es: RegExp) => ({
  intent: 'eligibility.who_should_not',
  say,
  en,
  es,
});

const EXCLUSIONS: Claim = {
  rule: 'exclusion_rule',
  number: 'C7',
  instead: 'Name all reasons that any source gives, and leave the verdict to a doctor.',
  must: [
    listed('heart disease', /\bheart\b/, /\bcorazon\b/),
    listed('high blood pressure', /\bhigh blood pressure\b/, /\bpresion alta\b/),
    listed('a past stroke', /\bstroke\b/, /\bderrame\b/),
    listed('a brain bleed', /\bbrain bleed\b/, /\bsangrado cerebral\b/),
    listed('a bulging blood vessel', /\bblood vessel\b/, /\bvaso sanguineo\b/),
    listed('a head injury', /\bhead injury\b/, /\bgolpe en la cabeza\b/),
    listed(
      'high pressure in the head',
      /\bpressure in the head\b/,
      /\bpresion alta en la cabeza\b/,
    ),
    listed('high pressure in the eye', /\beye\b/, /\bojo\b/),
    listed('liver disease', /\bliver\b/, /\bhigado\b/),
    listed('bladder disease', /\bbladder\b/, /\bvejiga\b/),
    listed('seeing or hearing things', /\bseeing or hearing\b/, /\bver u oir\b/),
    listed('very high moods', /\bhigh moods?\b/, /\banimo muy elevado\b/),
    listed('a drug or alcohol problem', /\bdrug or alcohol\b/, /\bdrogas o alcohol\b/),
    listed('a bad reaction before', /\bbad reaction\b/, /\bmala reaccion\b/),
    listed('pregnancy', /\bpregnan/, /\bembarazo\b/),
    listed('breastfeeding', /\bbreastfeeding\b/, /\blactancia\b/),
    listed('that a doctor decides', /\bonly a doctor\b/, /\bsolo un medico\b/),
  ],
};

const BENEFIT: Claim = {
  rule: 'benefit_rule',
  number: 'C8',
  instead: 'Say that studies are small and mixed; name no share of people and promise nothing.',
  must: [
    {
      intent: 'evidence.does_it_work',
      say: 'that studies are small and mixed',
      en: /\bsmall and mixed\b/,
      es: /\bpequenos y no coinciden\b/,
    },
    {
      intent: 'evidence.does_it_work',
      say: 'that some studies found it no better than a dummy treatment',
      en: /\bno better than a dummy\b/,
      es: /\bno fue mejor que un tratamiento falso\b/,
    },
  ],
};

const harmful = (say: string, en: RegExp, es: RegExp) => ({
  intent: 'side_effects.serious',
  say,
  en,
  es,
});
const lasting = (say: string, en: RegExp, es: RegExp) => ({
  intent: 'side_effects.long_term',
  say,
  en,
  es,
});

const HARM: Claim = {
  rule: 'harm_rule',
  number: 'C9',
  instead: 'Name the serious harms, with 911; call no effect small, rare or short.',
  must: [
    harmful(
      'that it can slow breathing',
      /\bslow your breathing\b/,
      /\bmas lenta su respiracion\b/,
    ),
    harmful(
      'that it can raise blood pressure',
      /\braise your blood pressure\b/,
      /\bsubir su presion\b/,
    ),
    harmful('confusion', /\bconfused\b/, /\bconfusion\b/),
    harmful('an allergic reaction', /\ballergic\b/, /\balergica\b/),
    harmful('to call 911', /\b911\b/, /\b911\b/),
    harmful('chest pain', /\bchest pain\b/, /\bdolor de pecho\b/),
    harmful('a seizure', /\bseizure\b/, /\bconvulsion\b/),
    harmful('a person who will not wake up', /\bnot wake up\b/, /\bno despierta\b/),
    lasting('harm to the bladder', /\bbladder\b/, /\bvejiga\b/),
    lasting('harm to the liver', /\bliver\b/, /\bhigado\b/),
    lasting('harm to memory', /\bmemory\b/, /\bmemoria\b/),
  ],
};

const PRESCRIBER: Claim = {
  rule: 'prescriber_rule',
  number: 'C10',
  instead: 'Only the prescriber decides how much and how often; the patient changes nothing.',
  must: [],
};

export const CLAIMS: readonly Claim[] = [
  SETTING,
  COST,
  APPROVAL,
  EXCLUSIONS,
  BENEFIT,
  HARM,
  PRESCRIBER,
];
