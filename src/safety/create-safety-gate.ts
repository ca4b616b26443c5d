import type { FoundConcern, SafetyGate } from '../domain/concern.ts';
import { findFollowUp } from './follow-up.ts';
import { orderConcerns } from './order-concerns.ts';
import { createRules } from './rules/check-rules.ts';
import { loadCues } from './rules/load-cues.ts';

export type SafetyGateOptions = {
  /** Where the trained classifier is kept between starts; without it, it is trained at each start. */
  cacheFolder?: string;
};

/**
 * Reads all cues and examples once. Two detectors look at every message on their own, and either is enough: neither
 * sees what the other found. Throws when a file is missing or wrong, because a gate with half its rules must not start.
 */
export function createSafetyGate(_options: SafetyGateOptions = {}): SafetyGate {
  const book = loadCues(new URL('./cues/', import.meta.url));
  const rules = createRules(book);
  return {
    version: `rules ${book.hash.slice(0, 12)}`,
    check({ text, recent, previousConcerns }) {
      const byRule = rules.check(text, recent);
      const found: FoundConcern[] = byRule.hits.map((hit) => ({
        ...hit,
        detector: 'rule' as const,
      }));
      const followUp = findFollowUp(text, previousConcerns, book);
      if (followUp) found.push(followUp);
      return { concerns: orderConcerns(found), modifiers: [...byRule.modifiers].sort() };
    },
  };
}
