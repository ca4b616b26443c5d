import type { QuestionExplanation } from '../../../classifier/explain/explain.ts';
import type { GapGroup, UnmetTurn } from '../../../conversation/gaps/gap-group.ts';
import type { PastProgress } from '../../../conversation/past/create-past-turns.ts';
import type { DecidedGap } from '../../../domain/gaps.ts';
import type {
  DecidedGapView,
  ExplainedQuestion,
  GapDetail,
  GapQuestion,
  GapView,
  ReadingView,
} from '../../wire/gaps.ts';
import type { PersonNames } from '../person-names.ts';

const MOST_QUESTIONS = 30;
const MOST_WORDS = 6;

export function readingView({ complete, turns, backTo }: PastProgress): ReadingView {
  return { complete, turns, backTo: backTo ?? null };
}

export function gapView(group: GapGroup, names: PersonNames): GapView {
  const { id, text, locale, asked, patients, kinds, firstAt, lastAt, guess, again } = group;
  return {
    id,
    text,
    locale,
    asked,
    patients,
    kinds,
    firstAt,
    lastAt,
    guess: guess ?? null,
    again: again ? { ...decidedView(again.decided, names), times: again.times } : null,
  };
}

export function gapDetail(
  group: GapGroup,
  explained: readonly QuestionExplanation[],
  names: PersonNames,
): GapDetail {
  return {
    ...gapView(group, names),
    questions: questionsOf(group.turns),
    explained: explained.map(explainedView),
  };
}

export function decidedView(
  { id, decision, intent, asked, by, at }: DecidedGap,
  names: PersonNames,
): DecidedGapView {
  return { id, decision, intent: intent ?? null, asked, by: names.of(by), at };
}

function questionsOf(turns: readonly UnmetTurn[]): GapQuestion[] {
  const byText = new Map<string, UnmetTurn>();
  for (const turn of turns) {
    const key = turn.unmet.text.toLowerCase();
    if (!byText.has(key)) byText.set(key, turn);
  }
  return [...byText.values()].slice(0, MOST_QUESTIONS).map(({ unmet, locale, channel }) => ({
    text: unmet.text,
    locale,
    channel,
    kind: unmet.kind,
    at: unmet.at,
    ticket: unmet.ticket ?? null,
  }));
}

function explainedView(question: QuestionExplanation): ExplainedQuestion {
  const { text, intent, intentConfidence, words, nearest } = question;
  return {
    text,
    intent: intent ?? null,
    confidence: intentConfidence ?? null,
    words: words.slice(0, MOST_WORDS).map(({ word, forTopic, forIntent }) => ({
      word,
      weight: Math.abs(forIntent) > Math.abs(forTopic) ? forIntent : forTopic,
    })),
    nearest: nearest.map((example) => ({
      text: example.text,
      intent: example.intent ?? example.topic,
      likeness: example.similarity,
    })),
  };
}
