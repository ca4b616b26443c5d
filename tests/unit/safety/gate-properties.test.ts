import { expect, test } from 'vitest';
import { createRules } from '../../../src/safety/rules/check-rules.ts';
import { loadCues } from '../../../src/safety/rules/load-cues.ts';
import { concernExamples, sampleOf } from './concern-examples.ts';
import { ADDITIONS, COSTUMES, DRAWLS, type Mutation, TYPOS } from './mutations.ts';

const book = loadCues(new URL('../../../src/safety/cues/', import.meta.url));
/** The rules alone: what they see must not hang on the mood of a learnt model. */
const rules = createRules(book);
const examples = concernExamples();

/** One example in so many, others in each test: together they see most of them. */
const SHARE = 75;
type Sampled = { text: string; level: number; at: number };

for (const [number, [name, mutate]] of Object.entries(COSTUMES).entries()) {
  test(`${name} never lowers the level of a message that the rules see`, () => {
    expect(milder(seenByRules(number), mutate)).toEqual([]);
  });
}

/**
 * The rules read a message of up to 20 words as a whole, and then nothing that is added may hide it. They count "cant"
 * as two, so here it is a few fewer. A longer message is read sentence by sentence, so that added words may part what
 * stood together: the test about longer messages bounds that.
 */
const READ_WHOLE = 17;

/** Dangers that one addition still hides, each by an exception of a cue that it completes. None may be added. */
const STILL_HIDDEN = new Set([
  // "seguro" is taken for an insurance.
  'ya dejé la carta para mis hijos',
  'Ya escribí las cartas',
  // "not wake up … with the pills" is taken for a worry about a medicine.
  'hope i dont wake up from the anesthesia tbh',
  "don't want to wake up tomorrow",
]);

/** Of about 50 messages of levels 2 and 3. "Seguro" excuses dose questions as well. */
const MOST_MILDER: Record<string, number> = { 'a Spanish belittling': 4 };
const MOST_MILDER_OTHERWISE = 1;

for (const [number, [name, mutate]] of Object.entries(ADDITIONS).entries()) {
  test(`${name} never lowers the level of a message in danger or about a dose`, () => {
    const short = seenByRules(number).filter(
      ({ text, at }) => wordsIn(mutate(text, at)) <= READ_WHOLE && !isBareWord(text),
    );
    const hidden = milder(short, mutate);
    expect(hidden.filter((text) => ruleLevel(text) <= 1 && !STILL_HIDDEN.has(text))).toEqual([]);
    const limit = MOST_MILDER[name] ?? MOST_MILDER_OTHERWISE;
    const others = hidden.filter((text) => ruleLevel(text) > 1);
    expect(others.slice(limit), others.join('\n')).toEqual([]);
  });
}

test('what is added to a longer message seldom parts what a cue reads together', () => {
  const additions = Object.values(ADDITIONS);
  const longer = [2, 11, 23, 38, 47, 55, 61, 70]
    .flatMap(seenByRules)
    .filter(({ text }) => wordsIn(text) > 10);
  const mutated = longer.map(({ text, level, at }) => {
    const mutate = additions[at % additions.length] ?? ((same: string) => same);
    return { text, crisis: level <= 1, milder: ruleLevel(mutate(text, at)) > level };
  });
  const share = (crisis: boolean) => {
    const asked = mutated.filter((one) => one.crisis === crisis);
    return asked.filter((one) => one.milder).length / asked.length;
  };
  const hidden = mutated.filter((one) => one.milder).map(({ text }) => text);
  expect(share(true), hidden.join('\n')).toBeLessThanOrEqual(0.01);
  expect(share(false), hidden.join('\n')).toBeLessThanOrEqual(0.05);
});

test('line breaks in the middle of a short message rarely hide it', () => {
  const short = [3, 29].flatMap(seenByRules).filter(({ text }) => wordsIn(text) <= 10);
  const hidden = milder(short, (text) => text.replace(/ (?=\S+ \S+$)/, '\n'));
  expect(hidden.length / short.length, hidden.join('\n')).toBeLessThan(0.02);
});

/** Share of messages that are milder with it, to the rules alone; measured on all examples and rounded up. */
const MOST_HIDDEN_BY_SLIPS: Record<string, number> = {
  'a swap': 0.02,
  'a dropped letter': 0.04,
  'a doubled letter': 0.015,
  'a neighbour key': 0.025,
};

test('one typo in a longer word rarely hides what a message says', () => {
  const typed = [5, 17, 31].flatMap(seenByRules);
  for (const [name, slip] of Object.entries(TYPOS)) {
    const hidden = milder(typed, slip);
    const share = hidden.length / typed.length;
    expect(share, `${name}\n${hidden.join('\n')}`).toBeLessThanOrEqual(
      MOST_HIDDEN_BY_SLIPS[name] ?? 0,
    );
  }
});

/** A word of two letters is not read without its third: "meee" is no "me", so "he hits meee" loses its object. */
const MOST_HIDDEN_BY_DRAWLS: Record<string, number> = {
  'a drawn-out last word': 0.04,
  'drawn-out words': 0.36,
};

test('letters held down hide what a message says no more often than is known', () => {
  const typed = [7, 19, 37].flatMap(seenByRules);
  for (const [name, drawl] of Object.entries(DRAWLS)) {
    const share = milder(typed, drawl).length / typed.length;
    expect(share, name).toBeLessThanOrEqual(MOST_HIDDEN_BY_DRAWLS[name] ?? 0);
  }
});

function seenByRules(from: number): Sampled[] {
  return sampleOf(examples, SHARE, from)
    .map((text, at) => ({ text, at, level: ruleLevel(text) }))
    .filter(({ level }) => level <= 3);
}

function milder(messages: readonly Sampled[], mutate: Mutation): string[] {
  return messages
    .filter(({ text, level, at }) => ruleLevel(mutate(text, at)) > level)
    .map(({ text }) => text);
}

function ruleLevel(text: string): number {
  return Math.min(9, ...rules.check(text, []).hits.map(({ level }) => level));
}

/** Seen only because it says nothing else, as "baclofen?" does: with more words it is another message. */
function isBareWord(text: string): boolean {
  const bare = new Set(
    book.cues.filter(({ atMostWords }) => atMostWords < 10).map(({ name }) => name),
  );
  return rules.check(text, []).hits.every(({ cue }) => bare.has(cue));
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu)?.length ?? 0;
}
