/** Words before a clause that say nothing about what is asked. */
const FILLERS =
  /^(?:(?:and|also|plus|then|so|but|ok|okay|um+|uh+|oh|well|like|please|pls|y|e|tambien|ademas|entonces|pues|pero|bueno|por favor)\b[\s,]*)+/;

/** A message's greeting or thanks: says nothing once there is a question. */
const COURTESY =
  /^(?:hi+|hello|hey|hiya|good (?:morning|afternoon|evening|day)|dear [a-z]+|thanks?(?: you)?|thx|ty|cheers|sorry|hola|buen[oa]s(?: (?:dias|tardes|noches))?|(?:muchas )?gracias|disculpe)(?: (?:there|all|everyone|again|so much|a lot|in advance|team|doc|doctor|a todos))*\W*$/;

const SUBJECT =
  "(?:i|you|u|y'?all|we|they|he|she|it|someone|somebody|anyone|anybody|people|patients|insurance)";
const THING = '(?:my|your|our|his|her|their|the|this|that|these|those|there|a|an|any)';
const ENGLISH = [
  `(?:can|could|may|should|shall|will|would|must|is|are|was|were|am|isnt|arent) (?:${SUBJECT}|${THING})\\b`,
  `(?:do|does|did|have|has|dont|doesnt) (?:${SUBJECT}|this|that|your?)\\b`,
  '(?:what|whats|how|hows|where|wheres|who|whos|whom|which|why)\\b',
  'when (?:can|could|may|should|will|would|do|does|did|is|are|am)\\b',
  '(?:tell me|let me know|explain|describe|any idea)\\b',
  '(?:is|are|any) (?:[a-z]+ )?(?:ok|okay|allowed|needed|required|possible|covered|available)\\b',
];
const SPANISH = [
  '(?:que|cual|cuales|cuanto|cuanta|cuantos|cuantas|donde|adonde|quien|quienes|por que|a que|en que|con quien)\\b',
  '(?:como|cuando) (?:es|se|puedo|puede|debo|debe|hago|hacen|tengo|va|voy|funciona|pido|saco|llego)\\b',
  '(?:puedo|puede|pueden|podria|podemos|debo|tengo que|necesito|hay que|hay|se puede|me pueden|me puede|cubre|cubren|aceptan|hacen|es necesario)\\b',
  '(?:digame|dime|expliqueme)\\b',
];
const ASKING_START = new RegExp(`^(?:${[...ENGLISH, ...SPANISH].join('|')})`);
const ASKING_LATER =
  /\b(?:want(?:ed)? to (?:know|ask)|need to know|wonder(?:ing)?|like to know|question is|do you know|quiero saber|quisiera saber|queria saber|me gustaria saber)\b/;

/** Questions that mean nothing without the one before: "and if so, who?", "which ones", "do they do it". */
const LEANING =
  /^(?:(?:if|so|not|yes|no|who|whom|why|when|how|long|what|whats|where|which|ones?|about|then|now|and|or|is|are|do|does|did|can|could|should|it|its|that|this|they|them|there|i|you|we|ok|okay|right|correct|normal|happens?|else|y|si|quien|cuando|como|cual(?:es)?|eso|esta|bien|por|que|se|puede|pasa|me|lo|la)\W*)+$/;
/** Points back at what the clause before named. */
const POINTING = /\b(?:they|them|those|ones|then|he|she|him|instead|afterwards)\b/;
/** The first half of one question: "what if I feel sick, can I still come". */
const SETTING = /^(?:what if|what happens if|if|in case|qu[eé] (?:pasa )?si|si)\b/i;
/** The same question again in other words. */
const REWORDING = /^(?:like|i mean|or|o sea|o)\b/i;

/** Ends of sentences; not the dots of "a.m.", "dr.", "3.5" or "...". */
const SENTENCE_END =
  /\n+|(?<=[?!])\s*(?=[^\s?!.)])|(?<!\b(?:dr|mr|mrs|ms|st|vs|appt|approx|e\.g|i\.e|a\.m|p\.m|no|sr|sra|dra))(?<=\.)\s+/i;
/** Where a sentence may hold two questions. */
const JOINT = /(?<!\s)(?:,?\s+(?:and|also|plus|y|e|tambi[eé]n|adem[aá]s|&)\s+|\s*[,;]\s+)/gi;

const FEWEST_WORDS = 2;

/**
 * Cuts a message into its questions, in their order; one question stays whole. What is said around a question (why it is
 * asked, for whom) stays with the question it leads to, since it often names what the question is about. Greetings and
 * thanks beside a question are left out.
 */
export function splitQuestions(text: string): string[] {
  const sentences = text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  const telling = sentences.filter((sentence) => !COURTESY.test(fold(sentence)));
  if (telling.length === 0) return [text.trim()];
  return joinToQuestions(telling.flatMap(splitSentence));
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’¿¡]/g, '')
    .toLowerCase()
    .trim();
}

/** Cuts where both sides ask and stand alone; tries the joints from left to right. */
function splitSentence(sentence: string): string[] {
  for (const joint of sentence.matchAll(JOINT)) {
    const left = sentence.slice(0, joint.index).trim();
    const right = sentence.slice(joint.index + joint[0].length);
    if (standsAlone(left) && standsBeside(right)) return [left, ...splitSentence(right)];
  }
  return [sentence];
}

function standsAlone(part: string): boolean {
  if (SETTING.test(part) || LEANING.test(fold(part))) return false;
  return asks(part) && countWords(part) >= FEWEST_WORDS;
}

function standsBeside(right: string): boolean {
  if (REWORDING.test(right) || POINTING.test(fold(right))) return false;
  return standsAlone(right) && asksFromStart(right);
}

function asks(part: string): boolean {
  const isMarked = part.trimEnd().endsWith('?') && countWords(part) > FEWEST_WORDS;
  return isMarked || asksFromStart(part) || asksInside(part);
}

function asksFromStart(part: string): boolean {
  return ASKING_START.test(fold(part).replace(FILLERS, ''));
}

/** "After my visit, can I drive" and "I want to know what to wear" ask, though they do not start so. */
function asksInside(part: string): boolean {
  const folded = fold(part);
  return (
    ASKING_LATER.test(folded) ||
    folded.split(/[,;:]\s*/).some((piece) => ASKING_START.test(piece.replace(FILLERS, '')))
  );
}

function countWords(part: string): number {
  return part.split(/\s+/).filter(Boolean).length;
}

/** Statements go with the question that follows them, the last ones with the last question. */
function joinToQuestions(parts: string[]): string[] {
  const questions: string[] = [];
  let said: string[] = [];
  for (const part of parts) {
    said.push(part);
    if (!asks(part)) continue;
    const question = said.join(' ');
    said = [];
    if (questions.length > 0 && LEANING.test(fold(question)))
      questions.push(`${questions.pop()} ${question}`);
    else questions.push(question);
  }
  if (said.length > 0) questions.push([questions.pop() ?? '', ...said].join(' ').trim());
  return questions;
}
