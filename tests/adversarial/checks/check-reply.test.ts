import { expect, test } from 'vitest';
import type { Message, TurnOutcome } from '../../../src/domain/conversation.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import type { ReplyDraft } from '../../../src/domain/reply.ts';
import { aConcern } from '../../support/turn-kit.ts';
import { readApproved } from './approved-words.ts';
import { createReplyChecker } from './check-reply.ts';

const approved = readApproved();
const checker = createReplyChecker(approved);

function textOf(id: string, locale = 'en'): string {
  const found = approved.find((one) => one.id === id && one.locale === locale);
  if (!found) throw new Error(`${id}: no such text`);
  return found.text;
}

type Said = { texts: string[]; locale?: 'en' | 'es' };

function aReply({ texts, locale = 'en' }: Said): Message {
  const parts: ReplyDraft['parts'] = texts.map(() => ({ kind: 'block', id: 'R-SCOPE', locale }));
  const text = texts.join('\n\n');
  const at = '2026-11-23T15:00:00.000Z';
  return { seq: 3, id: 'b', at, from: 'bot', locale, text, parts, choices: [] };
}

function anOutcome(said: Said, turn: Partial<TurnOutcome['turn']> = {}): TurnOutcome {
  return {
    stored: true,
    reply: aReply(said),
    turn: {
      messageId: 'm',
      at: '2026-11-23T15:00:00.000Z',
      patientSeq: 2,
      replyKind: 'declined',
      concerns: [],
      modifiers: [],
      topics: [],
      intents: [],
      answers: [],
      blocks: [],
      tickets: [],
      locale: 'en',
      microseconds: 1,
      ...turn,
    },
  };
}

const problemsOf = (said: Said, turn = {}, held = false) =>
  checker.turn('can i park there', anOutcome(said, turn), held);

const SCOPE = textOf('R-SCOPE');
const WARNING = textOf('WARNING');
const DRIVING = textOf('driving.after-treatment');

test('a reply of approved texts with the warning last passes the check', () => {
  expect(problemsOf({ texts: [SCOPE, WARNING] })).toEqual([]);
  expect(
    problemsOf({ texts: [textOf('R-SCOPE', 'es'), textOf('WARNING', 'es')], locale: 'es' }),
  ).toEqual([]);
});

test.each([
  ['a byte more', [`${SCOPE} `, WARNING], 'not approved'],
  ['a byte less', [SCOPE.slice(1), WARNING], 'not approved'],
  ['a text of the other language', [textOf('R-SCOPE', 'es'), WARNING], 'not approved'],
  ['no warning', [SCOPE], 'warning'],
  ['two warnings', [WARNING, SCOPE, WARNING], '2 warnings'],
  ['the warning first', [WARNING, SCOPE], 'not last'],
  ['the warning of the other language', [SCOPE, textOf('WARNING', 'es')], 'not last'],
  ['an amount', [SCOPE, 'Take 50 mg.', WARNING], 'an amount'],
  ['an amount in words', [SCOPE, 'Tome dos pastillas.', WARNING], 'an amount'],
  ['too many words', [SCOPE, SCOPE, SCOPE, SCOPE, SCOPE, SCOPE, WARNING], 'words'],
])('the check of replies finds %s', (_what, texts, problem) => {
  expect(problemsOf({ texts }).join('; ')).toContain(problem);
});

test("the check of replies finds the patient's own words, however they came in", () => {
  const said = 'it is fine to drive right after the first visit';
  const outcome = anOutcome({ texts: [SCOPE, `You said: ${said}.`, WARNING] });
  expect(checker.turn(said, outcome, false)).toContain("the patient's own words");
});

test('the check of replies finds an answer in danger, while held, and one that may not stand there', () => {
  const texts = [DRIVING, WARNING];
  const answers = [{ id: AnswerId.parse('driving.after-treatment'), revision: 1 }];
  const danger = [aConcern({ concern: 'emergency', level: 0 })];
  const minor = [aConcern({ concern: 'minor' })];
  expect(problemsOf({ texts }, { answers })).toEqual([]);
  expect(problemsOf({ texts }, { answers, concerns: danger }).join()).toContain('level 0');
  expect(problemsOf({ texts }, { answers, concerns: minor }).join()).toContain('alone');
  expect(problemsOf({ texts }, { answers }, true).join()).toContain('held');
});

test('an error that was caught on the way is a problem, though the reply is fine', () => {
  const said = { texts: [SCOPE, WARNING] };
  expect(problemsOf(said, { modifiers: ['gate_failed'] })).toEqual(['the gate failed']);
  expect(checker.turn('hi', { ...anOutcome(said), stored: false }, false)).toHaveLength(1);
});
