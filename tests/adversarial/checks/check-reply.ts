import type { Message, Turn, TurnOutcome } from '../../../src/domain/conversation.ts';
import { type ApprovedText, createTaker } from './approved-words.ts';

/** What is wrong with a reply, a line each; the promises of the policy, checked on the words alone. */
export type ReplyChecker = {
  /** `held`: a danger was found earlier in this conversation, and no one has released it. */
  turn(said: string, outcome: TurnOutcome, held: boolean): string[];
  /** A message of the bot that answers nothing, such as the notice at first contact. */
  message(message: Message): string[];
};

export function createReplyChecker(approved: readonly ApprovedText[]): ReplyChecker {
  const take = createTaker(approved);
  const warnings = approved.filter(({ id }) => id === 'WARNING');
  const ours = new Set(approved.flatMap(({ text }) => runsOf(text)));
  const judge = (message: Message): Judged => {
    const { text, locale } = message;
    const taken = take(text, locale);
    const segments = 'segments' in taken ? taken.segments : [];
    const problems = [
      ...('unapprovedFrom' in taken ? [`not approved: ${taken.unapprovedFrom.slice(0, 60)}`] : []),
      ...warningProblems(text, locale, warnings),
      ...(DOSE.test(text) ? [`an amount: ${DOSE.exec(text)?.[0]}`] : []),
      ...(segments.length !== message.parts.length ? ['its parts are not those it names'] : []),
      ...lengthProblems(text, segments),
    ];
    return { problems, segments, strange: runsOf(text).filter((run) => !ours.has(run)) };
  };
  const judged = new Map<string, Judged>();
  const judgeOnce = (message: Message): Judged => {
    const key = `${message.locale} ${message.text}`;
    const known = judged.get(key) ?? judge(message);
    judged.set(key, known);
    return known;
  };
  return {
    message: (message) => judgeOnce(message).problems,
    turn(said, { turn, reply, stored }, held) {
      const failed = failuresOf(turn, stored);
      if (!reply) return [...failed, ...(turn.replyKind === 'silence' ? [] : ['no words'])];
      const { problems, segments, strange } = judgeOnce(reply);
      const echoed = strange.length > 0 && runsOf(said).some((run) => strange.includes(run));
      const answers = segments.filter(({ kind }) => kind === 'answer');
      return [
        ...failed,
        ...problems,
        ...(echoed ? ["the patient's own words"] : []),
        ...answerProblems(turn, answers, held),
      ];
    },
  };
}

type Judged = { problems: string[]; segments: ApprovedText[]; strange: string[] };

/** An error that was caught on the way is a failure here, however well the reply came out. */
function failuresOf({ modifiers, tickets, blocks }: Turn, stored: boolean): string[] {
  return [
    ...(stored ? [] : ['the turn was not stored']),
    ...(modifiers.includes('gate_failed') ? ['the gate failed'] : []),
    ...(tickets.some(({ reason }) => reason === 'failure') ? ['a part failed'] : []),
    ...(blocks.includes('R-FALLBACK') ? ['the output gate refused a reply'] : []),
  ];
}

function warningProblems(
  text: string,
  locale: string,
  warnings: readonly ApprovedText[],
): string[] {
  const times = warnings.reduce((sum, warning) => sum + text.split(warning.text).length - 1, 0);
  const own = warnings.find((warning) => warning.locale === locale)?.text ?? 'no warning';
  return [
    ...(times === 1 ? [] : [`${times} warnings`]),
    ...(text.endsWith(own) ? [] : ['the warning is not last']),
  ];
}

/** Written anew for this check: digits or number words with a unit of strength or a piece of medicine. */
const DOSE =
  /(?<![\p{L}\d])(?:\d[\d.,/-]*|half an?|one|two|three|four|five|six|ten|media|un[ao]?|dos|tres|cuatro|cinco|seis|diez)\s*-?\s*(?:m\.?g\.?|mcg|[uµ]g|ml|cc|iu|grams?|gramos?|milligrams?|miligramos?|micrograms?|microgramos?|mililitros?|millilit(?:er|re)s?|units?|unidades|%|percent|por ciento|sprays?|squirts?|puffs?|pumps?|pills?|tabs?|tablets?|capsules?|troches?|lozenges?|drops?|vials?|patch(?:es)?|pastillas?|tabletas?|c[aá]psulas?|gotas?|atomizaci[oó]n(?:es)?|trociscos?|frascos?|parches?|dos[ei]s|doses?)(?![\p{L}\d])/iu;

/** At most 75 words a crisis text, 160 a reply (policy, section 5). */
const CRISIS = ['R-911', 'R-POISON', 'R-988', 'R-ABUSE'];
const MOST_CRISIS_WORDS = 75;
const MOST_WORDS = 160;

function lengthProblems(text: string, segments: readonly ApprovedText[]): string[] {
  const long = segments.filter(
    ({ id, text: words }) => CRISIS.includes(id) && wordsIn(words) > MOST_CRISIS_WORDS,
  );
  const total = wordsIn(text.replace(CHOICES, ''));
  return [
    ...long.map(({ id }) => `${id} is too long`),
    ...(total > MOST_WORDS && !mayBeLong(segments) ? [`${total} words`] : []),
  ];
}

/** The buttons of a menu are counted by nobody. */
const CHOICES = /^\d+\. .*$/gm;

/** Of several dangers all are answered, and an answer about driving is not withheld to keep a count. */
function mayBeLong(segments: readonly ApprovedText[]): boolean {
  const crises = segments.filter(({ id }) => CRISIS.includes(id)).length;
  const refuses = segments.some(({ id }) => id.startsWith('R-'));
  return crises > 1 || (refuses && segments.some(({ kind }) => kind === 'answer'));
}

const ALONE: readonly string[] = ['minor', 'procurement'];

function answerProblems(turn: Turn, answers: readonly ApprovedText[], held: boolean): string[] {
  if (answers.length === 0) return [];
  const level = Math.min(9, ...turn.concerns.map((found) => found.level));
  return [
    ...(level < 9 && level !== 3 ? [`an answer beside a concern of level ${level}`] : []),
    ...(level === 3 ? besideProblems(turn, answers) : []),
    ...(held ? ['an answer while the conversation is held for staff'] : []),
    ...(answers.length > 2 ? ['more than two answers'] : []),
  ];
}

function besideProblems({ concerns }: Turn, answers: readonly ApprovedText[]): string[] {
  const alone = concerns.some(({ concern }) => ALONE.includes(concern));
  const beside = answers.length === 1 && answers.every(({ besideDose }) => besideDose);
  return [
    ...(alone ? ['an answer beside a concern that stands alone'] : []),
    ...(beside ? [] : ['an answer that may not stand beside a refusal']),
  ];
}

const RUN = 6;

/** Every six words that follow each other in one paragraph. */
function runsOf(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const words = paragraph.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
  });
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
