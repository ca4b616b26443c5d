import type { Locale } from '../../../domain/ids.ts';
import type { Finding } from '../lint-problem.ts';

/** What the fact base decided about one contradiction among its sources (its section 24), as patterns of folded sentences. */
export type Claim = {
  rule: Finding['rule'];
  /** C4 to C10; C1 to C3 are about times. */
  number: string;
  /** No sentence of any answer may match one of these, unless it also matches `unless`. */
  never: Record<Locale, readonly RegExp[]>;
  unless?: Record<Locale, RegExp>;
  instead: string;
  /** What the answer to an intent must hold, each in some sentence. */
  must: readonly { intent: string; say: string; en: RegExp; es: RegExp }[];
};

const SETTING: Claim = {
  rule: 'setting_rule',
  number: 'C4',
  instead: 'Say that trained staff should watch, and that the FDA warns about ketamine at home.',
  never: {
    en: [
      /\b(?:comfort|privacy|ease) of (?:your|their) (?:own )?home\b/,
      /\b(?:at|from) home (?:is|are|can be|may be|works|saves|helps|makes)\b/,
      /\bhome (?:treatment|care|use|infusions?|visits?) (?:is|are|can be|may be|works|saves|helps|makes) (?!more risk)/,
      /\b(?:can|may) (?:have|get|use|take|be given|be treated)[^.]* at home\b/,
      /\b(?:as well|as good|better|easier|cheaper) at home\b/,
      /\bno (?:one|staff|nurse|doctor) (?:needs|has) to (?:watch|be there|stay)\b/,
      /\bwithout (?:going|a trip) to (?:a|the) clinic\b/,
    ],
    es: [
      /\b(?:comodidad|privacidad) de su (?:casa|hogar)\b/,
      /\ben casa (?:es|son|puede ser|funciona|ahorra|ayuda)\b/,
      /\bpuede (?:recibir|usar|tomar|tratarse)[^.]* en (?:casa|su casa|el hogar)\b/,
      /\b(?:tan bien|mejor|mas facil|mas barato) en casa\b/,
      /\bnadie (?:necesita|tiene que) (?:vigilar|estar)\b/,
      /\bsin ir a (?:una|la) clinica\b/,
    ],
  },
  unless: { en: /\bnever\b/, es: /\bnunca\b/ },
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
  never: {
    en: [
      /\b(?:cheap|cheaper|cheapest|low cost|low price|affordable|good value)\b/,
      /\b(?:a|per|each) (?:month|infusion|spray|session) (?:costs?|is priced)\b/,
      /\b(?:hundred|thousand)s? (?:of )?(?:dollars|bucks)\b/,
      /\bprice (?:goes|depends)[^.]*\b(?:dose|amount|strength)\b/,
      /\b(?:most|many|all|some) (?:plans|insurers|insurance)[^.]*\bcover (?:it|this|ketamine)\b/,
      /\b(?:insurance|medicare|medicaid|your plan|we) (?:pays?|covers?) (?:for )?(?:it|this|all|ketamine|the treatment)\b/,
    ],
    es: [
      /\b(?:barat[oa]s?|bajo costo|precio bajo|economic[oa]s?)\b/,
      /\b(?:cientos|miles) de dolares\b/,
      /\bprecio (?:sube|depende)[^.]*\b(?:dosis|cantidad|fuerza)\b/,
      /\b(?:el seguro|medicare|medicaid|su plan) (?:paga|cubre) (?:todo|la ketamina|el tratamiento|esto)\b/,
    ],
  },
  unless: { en: /\b(?:not|if|ask)\b/, es: /\b(?:no|si|pregunte)\b/ },
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
  never: {
    en: [
      /\b(?:fda|ketamine|it)\b[^.]*\bapprov(?:ed|es|al)\b/,
      /\bapproved (?:for|to treat|against)\b/,
      /\bofficial(?:ly)? (?:treatment|accepted)\b/,
    ],
    es: [
      /\b(?:fda|ketamina)\b[^.]*\b(?:aprob|aprueba)/,
      /\baprobad[oa]s? (?:para|contra)\b/,
      /\btratamiento oficial\b/,
    ],
  },
  unless: {
    en: /\b(?:not approve|not approved|has not|surgery|plan|plans|request|before your visit|prior approval|off-label|need approval|needs approval)\b/,
    es: /\b(?:no (?:l[ao] )?(?:ha|han|aprueba)|no aprobad|cirugia|plan|planes|seguro|aprobacion previa)/,
  },
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
  never: {
    en: [
      /\bonly (?:these|those) (?:people|conditions|illnesses|problems)\b/,
      /\beveryone else can\b/,
      /\bif none of these (?:fit|apply)\b/,
      /\bfull list of\b/,
    ],
    es: [
      /\bsolo (?:estas|esas) (?:personas|enfermedades|condiciones)\b/,
      /\btodos los demas pueden\b/,
      /\bsi nada de esto\b/,
      /\blista completa de\b/,
    ],
  },
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
  never: {
    en: [
      /\b(?:most|nearly all|almost all|a majority|the majority|over half|more than half|two thirds|three quarters|nine out of ten|eight out of ten|seven out of ten)\b[^.]*\b(?:better|relief|improve\w*|less pain|helped|benefit\w*|respond\w*)\b/,
      /\bketamine (?:works|stops|ends|relieves|prevents|treats|heals|helps)\b/,
      /\b(?:strong|clear|good|solid) (?:evidence|proof)\b/,
      /\bstudies (?:prove|show that ketamine|have shown that ketamine)\b/,
      /\b(?:life-changing|game changer|wonder drug|amazing|remarkable)\b/,
      /\b(?:lasting|long-lasting|permanent) relief\b/,
    ],
    es: [
      /\b(?:la mayoria|casi todos|casi todas|mas de la mitad|dos tercios|tres cuartos)\b[^.]*\b(?:mejor\w*|alivio|menos dolor)\b/,
      /\bla ketamina (?:funciona|detiene|alivia|previene|trata|cura|ayuda)\b/,
      /\b(?:pruebas|evidencia) (?:claras?|solidas?|fuertes?)\b/,
      /\blos estudios (?:prueban|demuestran)\b/,
      /\b(?:asombros|increibl|extraordinari)/,
      /\balivio (?:duradero|permanente)\b/,
    ],
  },
  unless: {
    en: /\b(?:not prove|no better|if ketamine|whether)\b/,
    es: /\b(?:no prueba|no fue mejor|si la ketamina)\b/,
  },
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
  never: {
    en: [
      /\b(?:few|only minor|minor|rare|no serious|no lasting|no bad) (?:side )?effects\b/,
      /\b(?:side )?effects are (?:\w+ )?(?:few|rare|minor|small|short|gentle|brief)\b/,
      /\b(?:rarely|seldom|almost never) (?:harms?|hurts?|causes?)\b/,
      /\b(?:gentle|gently)\b[^.]*\b(?:body|medicine|treatment|ketamine)\b/,
      /\bdoes not (?:harm|hurt|slow)\b/,
    ],
    es: [
      /\b(?:pocos|rar[oa]s|ningun|sin) (?:graves )?efectos\b/,
      /\befectos (?:\w+ )?(?:son )?(?:pocos|raros|menores|pequenos|breves|suaves)\b/,
      /\b(?:rara vez|casi nunca) (?:dana|causa|hace dano)\b/,
      /\bno (?:dana|hace dano)\b/,
    ],
  },
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
  never: {
    en: [
      /\b(?:you|patients|people) (?:can|may|could|should|will) (?:set|choose|pick|change|adjust|control|decide|raise|lower|increase|reduce|cut|double)\b[^.]*\b(?:how much|how often|dose|doses|amount|strength|ketamine|medicine|spray|tablets?|lozenges?)\b/,
      /\b(?:control|charge) of (?:your|their) (?:own )?(?:dose|doses|dosing|treatment|medicine)\b/,
      /\b(?:start low|go slow|work up to|build up (?:to|your)|find your (?:dose|level|amount)|listen to your body)\b/,
      /\btake (?:it|ketamine|one|more) (?:when|whenever|if) you (?:feel|need|want|hurt)\b/,
    ],
    es: [
      /\b(?:usted |los pacientes )?(?:puede|pueden|podria|debe) (?:fijar|elegir|cambiar|ajustar|controlar|decidir|subir|bajar|aumentar|reducir|doblar)\b[^.]*\b(?:cuanto|cuanta|dosis|cantidad|ketamina|medicina|aerosol|pastillas?)\b/,
      /\bcontrol de su (?:propia )?(?:dosis|tratamiento|medicina)\b/,
      /\b(?:empiece con poco|suba poco a poco|encuentre su (?:dosis|nivel)|escuche a su cuerpo)\b/,
      /\b(?:tomela|usela) cuando (?:sienta|necesite|quiera|le duela)\b/,
    ],
  },
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
