import type { SecondOpinion } from '../../domain/classification.ts';
import { Concern } from '../../domain/concern.ts';
import { sha256 } from '../../shared/ids.ts';
import { remembering } from '../../shared/remembering.ts';
import { createWordRepair } from '../../shared/repair-word.ts';
import { CONCERN_COUNT, HEADS } from './load-training-texts.ts';
import { createFeatureReader } from './reading/create-feature-reader.ts';
import type { SenseReader } from './reading/create-sense-reader.ts';
import { type Passages, readPassages } from './reading/read-passages.ts';
import { looksGrave, sharesOfTopics, suspicionOf } from './suspicion.ts';
import { type ConcernWeights, scoreFeatures } from './train-concerns.ts';

/**
 * How far below the likeliest concern another is still named. At 2 an emergency that looks a little more like something
 * else is named in 255 of 257 found ones, at 1 in 253, and 24 instead of 21 of 143 side effects are shown 911 too (working
 * half of the held-out messages).
 */
const BESIDE: Partial<Record<Concern, number>> = {
  emergency: 2,
  overdose: 2,
  self_harm: 2.5,
  abuse_disclosed: 1.5,
};
const OTHERWISE = 0.7;

/** Many dose questions end in "?"; by itself it says nothing. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

export type Finder = {
  /** The concerns of a message, in the order of the domain. */
  find(text: string): Concern[];
  /** Whether the message looks a little like a concern, whatever was found. */
  doubts(text: string): boolean;
  /** What the message is about if it is harmless. */
  topicsOf: SecondOpinion;
};

/**
 * Makes a finder with its own buffers. A message with misspelt words is read twice, as typed and with each as the nearest
 * known word, and the worse reading counts: of the misspelt worrying ones of the working half 143 of 155 are found
 * instead of 133, of the harmless ones no more than before.
 */
export function createFinder(
  { rarity, weights, thresholds, words: known }: ConcernWeights,
  sensesOf: SenseReader,
): Finder {
  const read = createFeatureReader(sensesOf, rarity);
  const scores = new Float64Array(HEADS.length);
  const suspicionIn = (words: readonly string[]): number => {
    if (!words.some((word) => SAYS_SOMETHING.test(word))) return UNREAD;
    scoreFeatures(read(words), weights, scores);
    return suspicionOf(scores);
  };
  const concernsOfWhole = (words: readonly string[], suspicion: number): Concern[] => {
    const forGrave = isScrap(words) ? thresholds.part : thresholds.grave;
    const threshold = looksGrave(scores) ? forGrave : thresholds.whole;
    return suspicion > threshold ? concernsOf(scores) : [];
  };
  const concernsOfPart = (words: readonly string[]): Concern[] =>
    suspicionIn(words) > thresholds.part ? concernsOf(scores) : [];
  const repair = createWordRepair(known);
  const readings = (text: string): Passages[] => {
    const typed = readPassages(text);
    const meant = repaired(typed, repair);
    return meant ? [typed, meant] : [typed];
  };
  const lookAtReading = ({ whole, parts }: Passages): Look => {
    const suspicion = suspicionIn(whole);
    const topics = suspicion === UNREAD ? NOWHERE : sharesOfTopics(scores);
    const concerns = [...concernsOfWhole(whole, suspicion), ...parts.flatMap(concernsOfPart)];
    return { concerns, suspicion, topics };
  };
  const lookAt = (text: string): Look => {
    const looks = readings(text).map(lookAtReading);
    return {
      concerns: looks.flatMap(({ concerns }) => concerns),
      suspicion: Math.max(...looks.map(({ suspicion }) => suspicion)),
      topics: looks.at(-1)?.topics ?? NOWHERE,
    };
  };
  // A message is asked about several times: who goes first when many write at once, its concerns, doubts and topic.
  const look = remembering(lookAt, {
    most: REMEMBERED,
    keyOf: sha256, // no patient's words are kept
  });
  return {
    find(text) {
      const { concerns } = look(text);
      return Concern.options.filter((concern) => concerns.includes(concern));
    },
    doubts: (text) => look(text).suspicion > thresholds.doubt,
    topicsOf: (text) => look(text).topics,
  };
}

const REMEMBERED = 1000;
/** Less than any suspicion: there is nothing to read. */
const UNREAD = Number.NEGATIVE_INFINITY;
const NOWHERE = sharesOfTopics(new Float64Array(HEADS.length));

type Look = {
  concerns: Concern[];
  /** Of the whole, in its worst reading. */
  suspicion: number;
  /** Of the whole as it is meant. */
  topics: ReturnType<SecondOpinion>;
};

/** "Not good" and "she won't" may begin or end anything: doubt brings a person, plain words of danger are for the rules. */
function isScrap(words: readonly string[]): boolean {
  return words.filter((word) => SAYS_SOMETHING.test(word)).length <= MOST_WORDS_OF_A_SCRAP;
}

const MOST_WORDS_OF_A_SCRAP = 2;

/** Gives `undefined` when no word changes. */
function repaired({ whole, parts }: Passages, repair: (word: string) => string) {
  if ([whole, ...parts].flat().every((word) => repair(word) === word)) return undefined;
  const mend = (words: readonly string[]) => words.map(repair);
  return { whole: mend(whole), parts: parts.map(mend) };
}

/** The likeliest concern, and those that are nearly as likely. */
function concernsOf(scores: Float64Array): Concern[] {
  const top = Math.max(...scores.subarray(0, CONCERN_COUNT));
  return Concern.options.filter(
    (concern, at) => (scores[at] as number) >= top - (BESIDE[concern] ?? OTHERWISE),
  );
}
