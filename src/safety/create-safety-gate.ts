import type { SecondOpinion } from '../domain/classification.ts';
import type { FoundConcern, SafetyGate, SafetyInput } from '../domain/concern.ts';
import { findFollowUp } from './follow-up.ts';
import { createConcernModel } from './model/create-concern-model.ts';
import { orderConcerns } from './order-concerns.ts';
import { createRules, piecesOf } from './rules/check-rules.ts';
import { loadCues } from './rules/load-cues.ts';

export type SafetyGateOptions = {
  /** Where the trained classifier is kept between starts; without it, it is trained at each start. */
  cacheFolder?: string;
};

/** A gate whose model, having learnt the topics to tell harm from them, can say what a harmless message is about. */
export type LearntGate = SafetyGate & { topicsOf: SecondOpinion };

/**
 * Reads all cues and examples once. Two detectors look at every message on their own, and either is enough: neither
 * sees what the other found. Throws when a file is missing or wrong, because a gate with half its rules must not start.
 */
export function createSafetyGate(options: SafetyGateOptions = {}): LearntGate {
  const book = loadCues(new URL('./cues/', import.meta.url));
  const rules = createRules(book);
  const model = createConcernModel(options);
  const learnt = (text: string): FoundConcern[] =>
    piecesOf(text)
      .flatMap((piece) => model.find(piece))
      .map((finding) => ({ ...finding, detector: 'classifier', cue: 'learnt from examples' }));
  const byModel = ({ text, recent }: SafetyInput): FoundConcern[] =>
    recent.length === 0 ? learnt(text) : [...learnt(text), ...onlyTogether(recent, text, learnt)];
  return {
    version: `rules ${book.hash.slice(0, 12)}, model ${model.version}`,
    topicsOf: model.topicsOf,
    check(input) {
      const { text, recent, previousConcerns } = input;
      const { hits, modifiers } = rules.check(text, recent);
      const found = hits.map((hit): FoundConcern => ({ ...hit, detector: 'rule' }));
      const added = byModel(input).map((finding) =>
        isOnlyAsked(finding, found) ? { ...finding, urgency: 'routine' as const } : finding,
      );
      const followUp = findFollowUp(text, previousConcerns, book);
      const concerns = orderConcerns([...found, ...added, ...(followUp ? [followUp] : [])]);
      if (concerns.length === 0 && model.doubts(text)) modifiers.add('doubtful');
      return { concerns, modifiers: [...modifiers].sort() };
    },
  };
}

/** "What if I can't breathe?" is shown 911 all the same, and pages no one: the classifier cannot tell it from an alarm. */
function isOnlyAsked({ concern }: FoundConcern, found: readonly FoundConcern[]): boolean {
  const byRule = found.filter((one) => one.concern === concern && one.level === 0);
  return byRule.length > 0 && byRule.every(({ urgency }) => urgency === 'routine');
}

/** What the window says that its earlier messages, which were answered, did not say alone. A bare number is a pick of a menu. */
function onlyTogether(
  recent: readonly string[],
  text: string,
  learnt: (text: string) => FoundConcern[],
): FoundConcern[] {
  const earlier = recent
    .filter((message) => /\p{L}/u.test(message))
    .join(' ')
    .slice(-LONGEST_EARLIER);
  if (earlier === '') return [];
  const known = new Set(learnt(earlier).map(({ concern }) => concern));
  return learnt(`${earlier} ${text.slice(0, LONGEST_EARLIER)}`).filter(
    ({ concern }) => !known.has(concern),
  );
}

const LONGEST_EARLIER = 1000;
