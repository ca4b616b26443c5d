import { digitsOf, type Rule } from './rule.ts';

/** What may stand between the name of a number and the number: "number is", "#:", "es el". */
const LINK =
  "(?:\\s|[:;=#.,('-]|numbers?|num|nos?|n[úu]mero|n[ºo°]|id|is|are|it's|its|es|son|el|ends?|ending|termina|in|en|con|with|de|my|mi|la|the|from|last|time|four|digits?){0,8}";
/** A number of a record: letters may lead, digits and dashes follow. */
const SIGNS = '[a-z\\d](?:(?:-|\\s(?=\\d{3}))?[a-z\\d]){';
const CODE = `(?=[a-z\\d-]{0,6}\\d)${SIGNS}`;
/** Behind a clear label the letters may stand apart: "ABC 123 456". */
const SPACED_CODE = `(?=[a-z\\d-]{0,6}\\d|[a-z]{2,4}\\s\\d{3}[\\s-]?\\d{3})${SIGNS}`;

const STRONG =
  "(?:mrn|med(?:ical)?\\srec(?:ord)?|record\\s(?:number|num|no|id|#)|chart\\s(?:number|num|no|id|#)|patient\\s?(?:id|number|num|no|#)|member(?:ship)?\\s?(?:id|number|num|no|#)|subscriber(?:\\s(?:id|number))?|policy\\s?(?:id|number|num|no|#)|group\\s?(?:id|number|num|no|#)|account\\s?(?:id|number|num|no|#)|acct|insurance\\s(?:id|number|card)|medicare\\s?(?:id|number|#)|medicaid\\s?(?:id|number|#)|(?:claim|case|reference|confirmation|rx|prescription|order)\\s?(?:id|number|num|no|#)|(?:file|invoice|auth(?:orization)?)\\s?(?:id|number|num|no|#)|(?:aetna|anthem|bcbs|cigna|humana|kaiser|molina|tricare|uhc)\\s(?:id|number|num|no|#)|(?:hsa|fsa|credit|debit|insurance)\\scard|driver'?s?\\slicen[sc]e|passport|expediente(?:\\sm[ée]dico)?|folio|historia\\scl[ií]nica|p[óo]liza|afiliaci[óo]n|n[úu]mero\\sde\\s(?:p[óo]liza|miembro|afiliad[oa]|expediente|historia|cuenta|paciente|seguro|registro|socio|caso|referencia|autorizaci[óo]n|reclamo|reclamaci[óo]n|factura|tarjeta|cliente)|referencia|afiliad[oa]|id\\sde\\s(?:miembro|paciente|afiliado|seguro)|licencia\\sde\\s(?:conducir|manejar)|pasaporte|curp|nss)";
const WEAK =
  '(?:id|record|chart|patient|member|policy|group|grp|account|claim|case|insurance|medicare|medicaid|my\\sid|plan\\sid|cuenta|caso|miembro|paciente|seguro|registro|mi\\sid)';
const SOCIAL = '(?:s\\.?s\\.?n|social(?:\\ssecurity)?|seguro\\ssocial)';

const INSURER =
  '(?:blue\\s?(?:cross|shield)|bcbs|aetna|anthem|cigna|humana|kaiser|molina|tricare|uhc|united(?:\\s?health(?:care)?)?|ambetter|medicare|medicaid)';
/** "my chart number with you is", "your letter ref". */
const SOME_NUMBER =
  '(?:(?:number|ref(?:erence)?|n[úu]mero|clave|folio)(?:\\s(?:with|on|at|of|for|from|con|de|en)\\s(?:\\p{L}{2,10}\\s?){1,2})?(?:\\s(?:is|es)|:)|(?:letter|invoice|claim|account|insurance|bill|auth(?:orization)?)\\sref(?:erence)?)';
/** Groups of figures, the first perhaps with letters: "YPP 3310 44 827", "KM/4410/26". */
const SPACED_RUN = '[a-z]{0,4}[ /-]?\\d{1,9}(?:[ /-]\\d{1,9}){0,4}';

const labelled = (labels: string, code: string): RegExp =>
  new RegExp(
    `(?<label>(?<![\\p{L}\\d\\[])${labels}(?!\\p{L})${LINK})(?:${code})(?![\\p{L}\\d])`,
    'giu',
  );

/** Numbers on cards and files. Amounts and doses have no such label before them. */
export const NUMBER_RULES: Rule[] = [
  { kind: 'ssn', pattern: labelled(SOCIAL, '\\d{3}[\\s.-]?\\d{2}[\\s.-]?\\d{4}|\\d{4}') },
  { kind: 'ssn', pattern: /(?<![\d-])\d{3}([- .–])\d{2}\1\d{4}(?![\d-])/g },
  { kind: 'number', pattern: labelled(STRONG, `${SPACED_CODE}3,24}`), holds: hasDigits(4) },
  { kind: 'number', pattern: labelled(WEAK, `${CODE}5,24}`), holds: hasDigits(5) },
  { kind: 'number', pattern: labelled(INSURER, SPACED_RUN), holds: hasDigits(7) },
  { kind: 'number', pattern: labelled(SOME_NUMBER, SPACED_RUN), holds: isNoPhone },
  // Medicare's own numbers have one shape: 1EG4-TE5-MK73.
  {
    kind: 'number',
    pattern:
      /(?<![\p{L}\d])[1-9][a-z][a-z\d]\d[ -]?[a-z][a-z\d]\d[ -]?[a-z]{2}\d{2}(?![\p{L}\d])/giu,
  },
  {
    kind: 'card',
    pattern: /(?<![\d$€.,-])\d(?:[ -]?\d){12,18}(?!\d)/g,
    holds: (run) => passesLuhn(digitsOf(run)) || /^\d{4}([ -])\d{4}\1\d{4}\1\d{4}$/.test(run),
  },
];

/** "My new number is 555 0142" is for the phone rules. */
function isNoPhone(code: string): boolean {
  return hasDigits(5)(code) && !/^(?:\d{3}[ -])?\d{3}[ -]\d{4}$|^\d{10}$/.test(code);
}

function hasDigits(least: number): (code: string) => boolean {
  return (code) => digitsOf(code).length >= least;
}

/** The check digit of payment cards. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
