import { expect, test } from 'vitest';
import { blocks } from '../../../src/conversation/decide/decision.ts';
import { createSender, UnapprovedTextError } from '../../../src/conversation/reply/sender.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import type { Message } from '../../../src/domain/conversation.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import type { ReplyDraft } from '../../../src/domain/reply.ts';
import { loadBlocks } from '../../../src/safety/load-blocks.ts';

const fixed = loadBlocks(SAMPLE_CLINIC);
const answer = AnswerId.parse('driving.after-treatment');
const senderWith = (text: string) =>
  createSender({ block: fixed.text, revision: () => ({ title: 'Driving', text }) });
const draft = (...ids: string[]): ReplyDraft => ({
  kind: 'safety',
  locale: 'en',
  parts: blocks('en', ...ids),
  choices: [],
});
const answerDraft: ReplyDraft = {
  ...draft(),
  parts: [{ kind: 'answer', id: answer, locale: 'en', revision: 1 }, ...blocks('en', 'WARNING')],
};

test('a reply is the approved words, the warning once and last', () => {
  const { text } = senderWith('Do not drive.').send(draft('R-DOSE', 'R-PASSED', 'WARNING'));
  expect(text).toBe(
    [fixed.text('R-DOSE', 'en'), fixed.text('R-PASSED', 'en'), fixed.text('WARNING', 'en')].join(
      '\n\n',
    ),
  );
});

test.each([
  ['without the warning', draft('R-DOSE')],
  ['with the warning first', draft('WARNING', 'R-DOSE')],
  ['with the warning twice', draft('WARNING', 'R-DOSE', 'WARNING')],
  ['of nothing', draft()],
  [
    'in two languages',
    { ...draft('WARNING'), parts: [...blocks('es', 'R-DOSE'), ...blocks('en', 'WARNING')] },
  ],
])('a reply %s is refused', (_name, bad) => {
  expect(() => senderWith('x').send(bad)).toThrow(UnapprovedTextError);
});

test.each(['Take 5 mg.', 'Use 2 sprays.', 'It is 10 % strong.', 'Tome 3 pastillas.'])(
  'an answer with an amount is refused even when it was approved: %s',
  (text) => {
    expect(() => senderWith(text).send(answerDraft)).toThrow(UnapprovedTextError);
  },
);

test('an answer that names hours and phone numbers is sent', () => {
  const text = 'Wait 24 hours. Call 1-800-222-1222 or 911.';
  expect(senderWith(text).send(answerDraft).text).toContain(text);
});

test('a block that does not exist is refused', () => {
  expect(() => senderWith('x').send(draft('R-INVENTED', 'WARNING'))).toThrow(/no such block/);
});

test('a stored message with one byte changed may not leave', () => {
  const sender = senderWith('Do not drive.');
  const sealed = sender.send(answerDraft);
  const message: Message = {
    ...sealed,
    seq: 1,
    id: 'b',
    at: '2026-11-23T15:00:00.000Z',
    from: 'bot',
  };
  expect(sender.mayLeave(message)).toBe(true);
  expect(sender.mayLeave({ ...message, text: message.text.replace('Do not', 'Do  not') })).toBe(
    false,
  );
  expect(senderWith('You may drive.').mayLeave(message)).toBe(false);
});
