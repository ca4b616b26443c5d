import type { Rule } from './rule.ts';

const LINK = "(?:\\s|[:=,#/.('-]|number|is|are|son|es|it['’]?s|tag|las?|mis?|u){0,6}";
const PLATE =
  '(?:(?:licen[sc]e\\s)?plates?(?:\\s(?:number|num|no|#))?|(?:car|parking)\\stag|tag\\s(?:is|number)|placas?|matr[ií]cula|patente)';
const CAR =
  '(?:car|truck|van|suv|sedan|pickup|jeep|ford|toyota|honda|chevy|chevrolet|nissan|hyundai|kia|subaru|tesla|mazda|dodge|volkswagen|vw|bmw|corolla|civic|camry|coche|carro|auto|camioneta|troca)';
/** Between four and nine signs with a figure among them: 7KTR219, BQR 8820, NLB-40-17. */
const PLATE_CODE =
  '(?=[a-z\\d -]{0,6}\\d)(?:\\d{2,4}[ -][a-z]{2,3}(?![a-z])|[a-z\\d]{2,4}(?:[ -](?=[a-z\\d]{0,3}\\d)[a-z\\d]{1,4}){1,2}|[a-z\\d]{4,8})';
const NETWORK =
  '(?:insta(?:gram)?|ig|facebook|fb|(?:mi|my)\\sface|snap(?:chat)?|tik\\s?tok|twitter|discord|telegram|reddit|venmo|cash\\s?app|linkedin|skype|messenger|user\\s?name|usuario)';
const CAPITAL = "(?:St\\.|\\p{Lu}[\\p{L}\\d'’-]{1,20})";
const COMPANY = `${CAPITAL}(?:\\s(?:(?:&|and|y|of|de|del|la|las|los|the|for)\\s){0,2}${CAPITAL}){0,4}`;
const WORK =
  '(?:work(?:ing|ed|s)?|jobs?|shifts?|teach(?:er|es|ing)?|nurse|deputy|officer|clerk|manager|employed|clean|drive|fly|cook|coach|drum|preach|volunteer|trabaj[oa]|mesera|mesero|maestr[oa]|cociner[oa]|emplead[oa]|enfermer[oa]|guardia|chofer)';

/** What belongs to a patient and tells who they are: a car's plate, a name in a network, the place of work. */
export const BELONGING_RULES: Rule[] = [
  {
    kind: 'plate',
    pattern: new RegExp(
      `(?<label>(?<![\\p{L}\\d\\[])${PLATE}(?!\\p{L})${LINK})(?:${PLATE_CODE})(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `(?<label>(?<!\\p{L})${CAR}(?!\\p{L})[^\\n.!?\\d]{0,30}(?<![\\p{L}\\d]))(?=\\d?[A-Z]{2})(?:[A-Z\\d]{2,4}[ -]?\\d{3,4}|\\d[A-Z]{3}\\d{3})(?![\\p{L}\\d])`,
      'gu',
    ),
  },
  {
    kind: 'handle',
    pattern:
      /(?<![\p{L}\d.@<[])@(?!(?:someone|here|channel|everyone)\b)(?=[\w.-]*\p{L})[\p{L}\d_][\p{L}\d_.-]{2,29}(?<![.-])/gu,
  },
  { kind: 'handle', pattern: /(?<![\p{L}\d/])\/?u\/[\w-]{3,30}/gu },
  {
    kind: 'handle',
    pattern: new RegExp(
      `(?<label>(?<!\\p{L})${NETWORK}(?!\\p{L})${LINK})(?=[\\p{L}\\d-]{1,25}[._#\\d][\\p{L}\\d_])[\\p{L}\\d_.#-]{3,40}(?<![.-])`,
      'giu',
    ),
  },
  {
    kind: 'handle',
    pattern: new RegExp(`(?<label>(?<!\\p{L})${NETWORK}(?!\\p{L})[:\\s]{1,2})${COMPANY}`, 'gu'),
    holds: (name) => /\s/.test(name),
  },
  {
    kind: 'workplace',
    pattern: new RegExp(
      `(?<label>(?<!\\p{L})${WORK}(?:\\s(?!at |for |with |en |para )\\p{L}{1,12}){0,2}\\s(?:at|for|(?<!work )with|en(?=\\s(?:(?:el|la)\\s)?\\p{Lu}\\S+\\s(?:\\p{Ll}+\\s)?\\p{Lu})|para)\\s(?:(?:the|el|la)\\s)?)${COMPANY}`,
      'gu',
    ),
    holds: isWorkplace,
  },
  {
    kind: 'workplace',
    pattern: new RegExp(
      `(?<label>(?<!\\p{L})(?:[Mm]y employer(?: is)?|[Mm]i (?:empresa|empleador)(?: es)?|[Ii] (?:run|own|manage)|[Mm]ayor of|[Aa]lcaldesa? de|[Tt]he only \\p{L}{3,20} in|[Ee]l únic[ao] \\p{L}{3,20} en),?\\s(?:(?:the|el|la)\\s)?)${COMPANY}`,
      'gu',
    ),
    holds: isWorkplace,
  },
];

/** Capitals for other reasons: days, people, short forms, companies that everybody knows for their insurance. */
function isWorkplace(name: string): boolean {
  return !/^\p{Lu}{1,4}$|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:Medicare|San|Los|Las|Santa|New|Medicaid|Aetna|Cigna|Humana|Kaiser|Tricare|Blue|Uber|Lyft|I'm|Dra?|Mrs?|Ms|Spravato|Ketamine|Botox|Migraine)\b/u.test(
    name,
  );
}
