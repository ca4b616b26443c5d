import type { Concern, FoundConcern } from '../domain/concern.ts';
import type { CueBook } from './rules/load-cues.ts';
import { Passage } from './rules/passage.ts';
import { readWords } from './text/read-words.ts';

const DOSE_FAMILY: ReadonlySet<Concern> = new Set(['dose', 'schedule', 'interaction']);
/** Longer messages speak for themselves. */
const LONGEST = 12;

/**
 * "so just the one?", "ok 3 then": a short message right after a dose question goes on with it. "Thanks", "ok" and a
 * clear new topic do not.
 */
export function findFollowUp(
  text: string,
  previous: readonly Concern[],
  book: CueBook,
): FoundConcern | undefined {
  if (!previous.some((concern) => DOSE_FAMILY.has(concern))) return undefined;
  const words = readWords(text, book.shorthand, () => []);
  if (words.length === 0 || words.length > LONGEST) return undefined;
  const passage = new Passage(words, book.lists);
  if (passage.ofList('new_topic').length > 0 || passage.ofList('goes_on').length === 0)
    return undefined;
  return {
    concern: 'dose',
    level: 3,
    urgency: 'routine',
    detector: 'follow_up',
    cue: 'goes on with a dose question',
  };
}
