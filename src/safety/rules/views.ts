import type { Word } from '../text/read-words.ts';
import { Passage, type WordLists } from './passage.ts';

/** One way to look at a message. */
export type View = {
  passage: Passage;
  /** Hits must touch a word here or later: earlier ones belong to messages that were answered already. */
  from: number;
  /** Sentences put together: what they say only together counts for danger to life and for abuse, not for the rest. */
  crisisOnly: boolean;
};

/** Longer messages tell a story, in which words of different sentences make no cue together. */
const LONG = 30;
const MOST_VIEWS = 60;

/**
 * A short message is looked at as a whole and line by line; a long one sentence by sentence, and two neighbouring
 * sentences at a time for what is dangerous. The window adds the messages before.
 */
export function viewsOf(words: Word[], earlier: readonly Word[], lists: WordLists): View[] {
  const whole = [words, ...groupsOf(words, 'line')];
  const groups = words.length > LONG ? groupsOf(words, 'sentence') : whole;
  const views = (groups.length > MOST_VIEWS || groups.length === 0 ? [words] : groups).map(
    (group) => view(group, lists),
  );
  if (words.length > LONG) views.push(...pairsOf(groups, lists));
  if (earlier.length > 0) views.push(windowOf(words, earlier, lists));
  return views;
}

const view = (words: readonly Word[], lists: WordLists): View => ({
  passage: new Passage(words, lists),
  from: 0,
  crisisOnly: false,
});

/** The words of each line or sentence; none when there is but one. */
function groupsOf(words: readonly Word[], by: 'line' | 'sentence'): Word[][] {
  const groups = new Map<number, Word[]>();
  for (const word of words) {
    const group = groups.get(word[by]);
    if (group) group.push(word);
    else groups.set(word[by], [word]);
  }
  return groups.size > 1 ? [...groups.values()] : [];
}

function pairsOf(sentences: Word[][], lists: WordLists): View[] {
  if (sentences.length > MOST_VIEWS) return [];
  return sentences.slice(1).map((sentence, at) => ({
    ...view([...(sentences[at] ?? []), ...sentence], lists),
    crisisOnly: true,
  }));
}

function windowOf(words: readonly Word[], earlier: readonly Word[], lists: WordLists): View {
  const last = earlier.at(-1);
  const later = words.map((word) => ({
    ...word,
    clause: word.clause + (last?.clause ?? 0) + 1,
    sentence: word.sentence + (last?.sentence ?? 0) + 1,
  }));
  return {
    passage: new Passage([...earlier, ...later], lists),
    from: earlier.length,
    crisisOnly: false,
  };
}
