import type { Word } from '../text/read-words.ts';
import { Passage, type WordLists } from './passage.ts';

/** One way to look at a message. */
export type View = {
  passage: Passage;
  /** Hits must touch a word here or later: earlier ones belong to messages that were answered already. */
  from: number;
  /** Part of a long message, which tells much that is no concern. */
  story: boolean;
  /** Two neighbouring sentences of a long message. */
  together: boolean;
  /** What is just before and after the part of a story: it may name what the part speaks of. */
  around: Passage;
};

/** In longer messages words of different sentences seldom make a cue together. */
const LONG = 20;
/** Longer ones still tell a story. A polite frame around a question does not make it one. */
const STORY = 40;
/** A sentence without full stops is looked at in stretches of so many words that overlap by half. */
const STRETCH = 24;
const MOST_VIEWS = 60;

/**
 * A short message is looked at as a whole and line by line; a long one sentence by sentence, and two neighbouring
 * sentences at a time for what is dangerous. The window adds the messages before.
 */
export function viewsOf(words: Word[], earlier: readonly Word[], lists: WordLists): View[] {
  const views = words.length > LONG ? viewsOfLong(words, lists) : viewsOfShort(words, lists);
  return earlier.length > 0 ? [...views, windowOf(words, earlier, lists)] : views;
}

function viewsOfShort(words: Word[], lists: WordLists): View[] {
  const lines = groupsOf(words, 'line');
  return [words, ...(lines.length > 1 ? lines : [])].map((group) => viewOf(group, lists));
}

function viewsOfLong(words: Word[], lists: WordLists): View[] {
  const parts = groupsOf(words, 'sentence').flatMap(stretchesOf);
  if (parts.length > MOST_VIEWS) return [viewOf(words, lists)];
  const story = words.length > STORY;
  const around = parts.map((part, at) => new Passage([...(parts[at - 1] ?? []), ...part], lists));
  const alone = parts.map((part, at) => {
    const view = { ...viewOf(part, lists), story };
    return { ...view, around: around[at] ?? view.passage };
  });
  const pairs = around
    .slice(1)
    .map((passage) => ({ passage, around: passage, from: 0, story, together: true }));
  return [...alone, ...pairs];
}

function viewOf(words: readonly Word[], lists: WordLists): View {
  const passage = new Passage(words, lists);
  return { passage, around: passage, from: 0, story: false, together: false };
}

/** The words of each line or sentence. */
function groupsOf(words: readonly Word[], by: 'line' | 'sentence'): Word[][] {
  const groups = new Map<number, Word[]>();
  for (const word of words) {
    const group = groups.get(word[by]);
    if (group) group.push(word);
    else groups.set(word[by], [word]);
  }
  return [...groups.values()];
}

function stretchesOf(words: Word[]): Word[][] {
  const stretches: Word[][] = [];
  for (let at = 0; at === 0 || at < words.length - STRETCH / 2; at += STRETCH / 2)
    stretches.push(words.slice(at, at + STRETCH));
  return stretches;
}

function windowOf(words: readonly Word[], earlier: readonly Word[], lists: WordLists): View {
  const last = earlier.at(-1);
  const later = words.map((word) => ({
    ...word,
    clause: word.clause + (last?.clause ?? 0) + 1,
    sentence: word.sentence + (last?.sentence ?? 0) + 1,
  }));
  return { ...viewOf([...earlier, ...later], lists), from: earlier.length };
}
