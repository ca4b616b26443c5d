import { expect, test } from 'vitest';
import { aGate, check } from './a-gate.ts';
import { concernExamples, sampleOf } from './concern-examples.ts';
import { MUTATIONS, type Mutation, TYPOS } from './mutations.ts';

const gate = aGate();

/** One example in so many; what neither detector finds is left out. */
const SHARE = 140;

/**
 * How many of 100 messages may look milder to rules and model together: [danger of level 0 or 1, levels 2 and 3]. A
 * learnt model cannot promise what rules can, so these are measured, and three points more. They only ever go down.
 */
const MOST_PERCENT: Record<string, readonly [crisis: number, others: number]> = {
  capitals: [0, 0],
  'small letters': [0, 0],
  'title case': [0, 0],
  'alternating case': [0, 0],
  'double spaces': [0, 0],
  tabs: [0, 0],
  'non-breaking spaces': [0, 0],
  'a line break before': [0, 0],
  'a line break after': [0, 0],
  'an emoji before': [5, 5],
  'an emoji after': [5, 6],
  'an emoji between sentences': [4, 5],
  'zero-width characters': [0, 0],
  homoglyphs: [3, 3],
  'full-width letters': [0, 0],
  'politeness before': [10, 21],
  'politeness after': [9, 10],
  'a minimiser before': [3, 4],
  'a minimiser': [4, 4],
  'the word of a wife before': [3, 5],
  'the word of a wife': [4, 6],
  'a belittling before': [7, 4],
  'a belittling': [7, 6],
  'a Spanish belittling before': [6, 21],
  'a Spanish belittling': [6, 24],
  'a name and an age': [7, 7],
  'a name in the same sentence': [10, 8],
  'a gender': [6, 3],
  'a filler before': [11, 13],
  'a filler after': [4, 7],
  'a benign test result before': [5, 17],
  'a benign test result after': [4, 17],
  'a reassurance before': [5, 3],
  'a reassurance after': [7, 4],
  'a benign question before': [15, 17],
  'a benign question': [9, 7],
  'a benign question in the same line before': [20, 24],
  'a benign question in the same line': [17, 15],
  'an injected instruction before': [5, 7],
  'an injected instruction after': [4, 7],
  'a named method before': [5, 7],
  'a named method after': [6, 9],
  'a drawn-out last word': [3, 3],
  'drawn-out words': [9, 7],
  'a swap': [4, 13],
  'a dropped letter': [5, 14],
  'a doubled letter': [5, 13],
  'a neighbour key': [7, 14],
};

const messages = sampleOf(concernExamples(), SHARE, 7)
  .map((text) => ({ text, level: levelOf(text) }))
  .filter(({ level }) => level <= 3);

test('another mood, hand or spelling lowers the level of a message no more often than is known', () => {
  const table = Object.entries({ ...MUTATIONS, ...TYPOS }).map(([name, mutate]) => {
    const [crisis, others] = [true, false].map((grave) => percentMilder(mutate, grave));
    return { name, crisis, others };
  });
  const above = table.filter(({ name, crisis = 100, others = 100 }) => {
    const [mostCrisis, mostOthers] = MOST_PERCENT[name] ?? [0, 0];
    return crisis > mostCrisis || others > mostOthers;
  });
  const lines = table.map(({ name, crisis, others }) => `  '${name}': [${crisis}, ${others}],`);
  expect(above, `in all:\n${lines.join('\n')}`).toEqual([]);
});

function percentMilder(mutate: Mutation, grave: boolean): number {
  const asked = messages.filter(({ level }) => level <= 1 === grave);
  const milder = asked.filter(({ text, level }, at) => levelOf(mutate(text, at)) > level);
  return Math.round((1000 * milder.length) / asked.length) / 10;
}

function levelOf(text: string): number {
  return Math.min(9, ...check(gate, text).concerns.map(({ level }) => level));
}
