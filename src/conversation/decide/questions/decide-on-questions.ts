import type { ServedAnswer } from '../../../answer-bank/answer-bank.ts';
import type { Classification, Classifier, RankedIntent } from '../../../domain/classification.ts';
import type { IntentId } from '../../../domain/ids.ts';
import type { Choice, Part } from '../../../domain/reply.ts';
import type { Reason } from '../../../domain/ticket.ts';
import { type Topic, topicOf } from '../../../domain/topic.ts';
import { blocks, type Decision, plainDecision } from '../decision.ts';
import { MOST_WORDS, wordCount } from '../word-limit.ts';
import { intentChoice, type QuestionContext, servedAnswer, topicMenu } from './topic-menu.ts';

/** Which answer comes first when a message holds several questions (policy, section 5). */
const SAFETY_ORDER: Topic[] = ['driving', 'prep', 'aftercare', 'side_effects'];

const MOST_ANSWERS = 2;

type Questions = {
  /** The message as one question. */
  whole: Classification;
  /** Each question of the message alone; one entry when there is just one. */
  each: Classification[];
};

/** What the bot says when the gate is clear and the bot has the conversation. Waits for nothing and is total. */
export function decideOnQuestions({ whole, each }: Questions, context: QuestionContext): Decision {
  const intents = whole.ranked;
  const { chosen, strays } = chooseIntents({ whole, each }, context);
  const real = chosen.filter((intent) => topicOf(intent) !== 'smalltalk');
  if (real.length > 0) return { ...decideOnIntents(real, context, strays), intents };
  const [smalltalk] = chosen;
  if (smalltalk && each.length === chosen.length) {
    return { ...decideOnIntents([smalltalk], context), intents };
  }
  if (whole.kind === 'ambiguous') return { ...clarify(whole.candidates, context), intents };
  if (whole.kind === 'out_of_scope' && each.every(({ kind }) => kind === 'out_of_scope')) {
    return outOfScope(context, intents);
  }
  return { ...unclear(context), intents };
}

/**
 * What the bot says when the patient picked an intent from a menu, or the classifier is sure of one or more. `strays` are
 * offered, not said.
 */
export function decideOnIntents(
  wanted: IntentId[],
  context: QuestionContext,
  strays: IntentId[] = [],
): Decision {
  const intents = [...wanted].sort(bySafety);
  const [first] = intents;
  if (first === undefined) return unclear(context);
  const escalated = intents.map((intent) => escalationFor(intent, context)).find(Boolean);
  const answers = distinct(intents.map((intent) => servedAnswer(intent, context)));
  if (answers.length === 0) return escalated ?? fixedReply(first, context);
  const reply =
    answers.length > MOST_ANSWERS
      ? menuOf(intents, context)
      : withAnswers(answers, { intents, strays }, context);
  return escalated ? { ...reply, escalation: escalated.escalation } : reply;
}

/** At most one answer that may stand beside a refusal, to one of these questions (policy, section 5). */
export function besideAnswer(
  questions: string[],
  classifier: Classifier,
  context: QuestionContext,
): { answer: ServedAnswer; ranked: RankedIntent[] } | undefined {
  return questions
    .map((question) => classifier.classify(question))
    .flatMap((found) => (found.kind === 'confident' ? [found] : []))
    .sort((a, b) => bySafety(a.intent, b.intent))
    .flatMap(({ intent, ranked }) => {
      const answer = servedAnswer(intent, context);
      return answer?.besideDose ? [{ answer, ranked }] : [];
    })
    .at(0);
}

export function partsOf(answer: ServedAnswer): Part[] {
  const { id, locale, revision, sample, profile } = answer;
  const label = sample ? blocks(locale, 'LABEL-SAMPLE') : [];
  const facts = profile !== undefined && { profile };
  return [...label, { kind: 'answer', id, locale, revision, ...facts }];
}

function confidentIntents(classifications: Classification[]): IntentId[] {
  const intents = classifications.flatMap((c) => (c.kind === 'confident' ? [c.intent] : []));
  return [...new Set(intents)].filter((intent) => topicOf(intent) !== 'out_of_scope');
}

/**
 * What its questions are about alone, and what the whole message is about where that leaves one of them open. Foremost what
 * the whole is most about: where two answers are too long for one reply, the other becomes a button, as a stray does.
 */
function chooseIntents(
  { whole, each }: Questions,
  context: QuestionContext,
): { chosen: IntentId[]; strays: IntentId[] } {
  const ofWhole = confidentIntents([whole]);
  const isSure = ofWhole.some((intent) => shareOf(intent, whole) >= SURE);
  const clear = confidentIntents(each);
  const strays = isSure ? clear.filter((intent) => isStray(intent, whole, context)) : [];
  const alone = clear.filter((intent) => !strays.includes(intent));
  const topics = new Set(alone.map(topicOf));
  const isOpen = strays.length > 0 || each.some(({ kind }) => kind !== 'confident');
  const more = isOpen ? ofWhole.filter((intent) => !topics.has(topicOf(intent))) : [];
  const chosen = [...alone, ...more].sort((a, b) => shareOf(b, whole) - shareOf(a, whole));
  return { chosen, strays };
}

/** The share of its topic from which a message is surely about it, and below which it is not about one (DECISIONS 99). */
const SURE = 0.85;
const STRAY = 0.05;

/**
 * "Should it stay in the fridge?" behind a question about customs: alone it is taken for something that the message is not
 * about. Never so with driving, nor with what no answer is for, as the wish for a person.
 */
function isStray(intent: IntentId, whole: Classification, context: QuestionContext): boolean {
  if (topicOf(intent) === 'driving' || !servedAnswer(intent, context)) return false;
  return shareOf(intent, whole) < STRAY;
}

/** How much of the message is about the intent's topic. */
function shareOf(intent: IntentId, { ranked }: Classification): number {
  return ranked
    .filter((entry) => topicOf(entry.intent) === topicOf(intent))
    .reduce((sum, { confidence }) => sum + confidence, 0);
}

function escalationFor(intent: IntentId, context: QuestionContext): Decision | undefined {
  const topic = topicOf(intent);
  if (topic === 'smalltalk' || topic === 'out_of_scope') return undefined;
  const reason = reasonFor(intent, context);
  if (!reason) return undefined;
  return plainDecision('escalation', context.locale, ['R-HUMAN'], {
    topics: topic === 'human' ? [topic] : [],
    escalation: { reason, urgency: 'routine', topic, hold: false },
  });
}

function reasonFor(intent: IntentId, context: QuestionContext): Reason | undefined {
  if (topicOf(intent) === 'human') return 'human';
  if (context.staffOnly.has(intent)) return 'staff_only';
  return 'missing' in context.bank.find(intent, context.locale) ? 'no_answer' : undefined;
}

function fixedReply(intent: IntentId, context: QuestionContext): Decision {
  const { locale } = context;
  switch (intent as string) {
    case 'smalltalk.greeting':
      return plainDecision('smalltalk', locale, ['R-GREETING'], {
        topics: ['smalltalk'],
        choices: topicMenu(context),
      });
    case 'smalltalk.thanks':
      return plainDecision('smalltalk', locale, ['R-THANKS'], { topics: ['smalltalk'] });
    default:
      return unclear(context);
  }
}

function withAnswers(
  answers: ServedAnswer[],
  { intents, strays }: { intents: IntentId[]; strays: IntentId[] },
  context: QuestionContext,
): Decision {
  const { locale } = context;
  const said = fitting(answers, context);
  const rest = answers.slice(said.length);
  const topics = [...new Set(intents.filter((i) => isSaid(i, said, context)).map(topicOf))];
  const more = intents.filter((intent) =>
    rest.some((answer) => answer.id === servedAnswer(intent, context)?.id),
  );
  const choices = choicesOf([...more, ...strays], context);
  const parts = said.flatMap(partsOf);
  return plainDecision(
    topics.every((t) => t === 'smalltalk') ? 'smalltalk' : 'answer',
    locale,
    [],
    {
      parts: choices.length > 0 ? [...parts, ...blocks(locale, 'R-MORE')] : parts,
      choices,
      topics,
      answers: said.map(({ id, revision }) => ({ id, revision })),
    },
  );
}

/** As many answers as fit the word limit, one at least and two at most. */
function fitting(
  answers: ServedAnswer[],
  { bank, label, locale }: QuestionContext,
): ServedAnswer[] {
  const [first, second] = answers;
  if (!first || !second) return answers.slice(0, MOST_ANSWERS);
  const words = [first, second].map((answer) => {
    const { title, text } = bank.revision(
      answer.id,
      answer.locale,
      answer.revision,
      answer.profile,
    );
    return wordCount(`${title} ${text} ${answer.sample ? label('LABEL-SAMPLE', locale) : ''}`);
  });
  const total = words.reduce((sum, count) => sum + count, wordCount(label('WARNING', locale)));
  return total <= MOST_WORDS ? [first, second] : [first];
}

/** Three questions or more: the patient picks what to read first (policy, section 5). */
function menuOf(intents: IntentId[], context: QuestionContext): Decision {
  return plainDecision('clarification', context.locale, ['R-MENU', 'R-CRISIS-LINES'], {
    choices: choicesOf(intents, context),
  });
}

/** A button for each, the same label once. */
function choicesOf(intents: IntentId[], context: QuestionContext): Choice[] {
  const choices = intents
    .map((intent) => intentChoice(intent, context))
    .filter((choice) => choice !== undefined);
  return [...new Map(choices.map((choice) => [choice.label, choice])).values()];
}

function clarify(candidates: IntentId[], context: QuestionContext): Decision {
  const choices = candidates
    .map((intent) => intentChoice(intent, context))
    .filter((c) => c !== undefined);
  const labels = new Set(choices.map((choice) => choice.label));
  if (labels.size === 0) return unclear(context);
  if (labels.size === 1) return decideOnIntents(candidates, context);
  return plainDecision('clarification', context.locale, ['R-CLARIFY'], { choices });
}

function unclear(context: QuestionContext): Decision {
  const { locale } = context;
  if (!context.unclearBefore) {
    return plainDecision('fallback', locale, ['R-MENU', 'R-CRISIS-LINES'], {
      choices: topicMenu(context),
    });
  }
  return plainDecision('escalation', locale, ['R-UNCLEAR', 'R-CRISIS-LINES', 'R-HUMAN'], {
    escalation: { reason: 'unclear', urgency: 'routine', hold: false },
  });
}

function outOfScope(context: QuestionContext, intents: RankedIntent[]): Decision {
  return plainDecision('declined', context.locale, ['R-SCOPE', 'R-CRISIS-LINES'], {
    choices: topicMenu(context),
    intents,
  });
}

function isSaid(intent: IntentId, said: ServedAnswer[], context: QuestionContext): boolean {
  return said.some((answer) => answer.id === servedAnswer(intent, context)?.id);
}

function distinct(answers: (ServedAnswer | undefined)[]): ServedAnswer[] {
  const byId = new Map(answers.filter((a) => a !== undefined).map((a) => [a.id, a]));
  return [...byId.values()];
}

function bySafety(a: IntentId, b: IntentId): number {
  return safetyRank(a) - safetyRank(b);
}

function safetyRank(intent: IntentId): number {
  const rank = SAFETY_ORDER.indexOf(topicOf(intent));
  return rank === -1 ? SAFETY_ORDER.length : rank;
}
