import { expect, test } from 'vitest';
import { otherWords } from '../../../../src/answer-bank/slots/other-words.ts';

const PARKING = 'Come early. {if clinic.parking}Park here.{else}Ask {clinic.phone}.{end}';
const PHONE = { 'clinic.phone': '555-0100' };

test('the half of a passage that is not said now is told, with the facts that are known in it', () => {
  const means = 'There is parking at the clinic';
  expect(otherWords(PARKING, PHONE)).toEqual([{ means, isKnown: true, text: 'Park here.' }]);
  expect(otherWords(PARKING, { ...PHONE, 'clinic.parking': 'yes' })).toEqual([
    { means, isKnown: false, text: 'Ask 555-0100.' },
  ]);
});

test('a slot without a value stays to be seen', () => {
  const text = '{if clinic.fastingFoodHours}Eat no food for {clinic.fastingFoodHours}.{end}';
  expect(otherWords(text, {})).toMatchObject([
    { text: 'Eat no food for {clinic.fastingFoodHours}.' },
  ]);
  expect(otherWords(text, { 'clinic.fastingFoodHours': '8 hours' })).toMatchObject([{ text: '' }]);
});

test('a text without passages has no other words', () => {
  expect(otherWords('Call {clinic.phone}. {if clinic.fax}Fax us.{end}', PHONE)).toEqual([]);
});
