import { expect, test } from 'vitest';
import { splitQuestions } from '../../../src/classifier/split-questions.ts';

const ONE_QUESTION = [
  'can i drive home after my infusion?',
  'what should I eat and drink before',
  'do i bring my id and insurance card',
  'Can my wife drive me home and stay with me that night?',
  'when and where is it',
  'how and when do i book',
  'is it a spray or a drip',
  'can i go if i am sick and have a fever blister',
  'I drive a truck for work. When can I go back?',
  'if i feel fine, can i drive',
  'When I get home, can I take a nap?',
  'Does Dr. Lee need to refer me?',
  'is 8 a.m. too early to come in',
  'does it cover the visit and the medicine',
  'can i cook and do the dishes that night',
  'my husband takes the spray and is very tired afterwards, how long does that last usually',
  'so um what do I wear',
  'hours',
  'DRIVING???',
  'I was told no coffee... is that right?',
  'do I need a driver? if so, who?',
  'puedo comer y beber antes',
  'mi esposo va a ir el martes y quiere saber si puede manejar',
  'llevo mi tarjeta y mi identificación?',
  'how much is it',
  'I need a ride home, my wife is away and my son works',
  'what if it hurts and i want to stop',
  'Do they check blood pressure and heart rate?',
  'what if my driver is late, where do I wait',
  'Which doctor do I see for this? Neurologist?',
  'how does the drip work, like what happens there',
  'where do they do the spray, do they watch you',
  'are there weight limits and which ones',
];

for (const message of ONE_QUESTION) {
  test(`one question stays one: ${message}`, () => {
    expect(splitQuestions(message)).toEqual([message]);
  });
}

const SEVERAL: [string, string[]][] = [
  ['Can I drive after? Do I need to fast?', ['Can I drive after?', 'Do I need to fast?']],
  [
    'can i drive home and is it covered by insurance',
    ['can i drive home', 'is it covered by insurance'],
  ],
  ['what do i wear and how long does it take', ['what do i wear', 'how long does it take']],
  [
    'how much does it cost, and do you take medicare?',
    ['how much does it cost', 'do you take medicare?'],
  ],
  ['what should i bring\nwhere are you located', ['what should i bring', 'where are you located']],
  ['is it safe and does it work', ['is it safe', 'does it work']],
  ['will i be asleep, will i remember it', ['will i be asleep', 'will i remember it']],
  ['When can I drive? Also what can I eat?', ['When can I drive?', 'Also what can I eat?']],
  [
    'i want to know how long it takes and how much it costs',
    ['i want to know how long it takes', 'how much it costs'],
  ],
  [
    'does insurance pay for it, what do i wear, and can my sister come in with me',
    ['does insurance pay for it', 'what do i wear', 'can my sister come in with me'],
  ],
  ['puedo manejar después y cuánto cuesta', ['puedo manejar después', 'cuánto cuesta']],
  ['¿Qué debo llevar? ¿Puedo comer antes?', ['¿Qué debo llevar?', '¿Puedo comer antes?']],
  ['dónde están y a qué hora abren', ['dónde están', 'a qué hora abren']],
  [
    'cuánto dura la cita, también puedo llevar a mi mamá',
    ['cuánto dura la cita', 'puedo llevar a mi mamá'],
  ],
  [
    'My visit is Monday. What do I wear? My sister is 70. Can she be my escort?',
    ['My visit is Monday. What do I wear?', 'My sister is 70. Can she be my escort?'],
  ],
  ['who can prescribe it; do i need a referral', ['who can prescribe it', 'do i need a referral']],
  ['tell me what to wear & where do i park', ['tell me what to wear', 'where do i park']],
  ['does it hurt?will i be awake?', ['does it hurt?', 'will i be awake?']],
];

for (const [message, questions] of SEVERAL) {
  test(`${questions.length} questions are told apart: ${message.replaceAll('\n', ' / ')}`, () => {
    expect(splitQuestions(message)).toEqual(questions);
  });
}

test('a greeting beside a question is left out', () => {
  expect(splitQuestions('Hi there! Can I drive after?')).toEqual(['Can I drive after?']);
});

test('thanks beside a question are left out', () => {
  expect(splitQuestions('what are your hours? thanks so much!')).toEqual(['what are your hours?']);
});

test('a greeting alone is kept', () => {
  expect(splitQuestions('  hello ')).toEqual(['hello']);
});

test('what is said after the last question stays with it', () => {
  expect(splitQuestions('Can I drive after? I live far away.')).toEqual([
    'Can I drive after? I live far away.',
  ]);
});

test('a message of signs alone comes back as it is', () => {
  expect(splitQuestions('???')).toEqual(['???']);
});
