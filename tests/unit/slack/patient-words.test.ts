import { expect, test } from 'vitest';
import { createPatientWords } from '../../../src/channels/slack/messages/patient-words.ts';
import { blocks } from '../../../src/conversation/decide/decision.ts';
import { createSender } from '../../../src/conversation/reply/sender.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import type { Message } from '../../../src/domain/conversation.ts';
import { AnswerId, conversationIdOf } from '../../../src/domain/ids.ts';
import type { ReplyDraft } from '../../../src/domain/reply.ts';
import { loadBlocks } from '../../../src/safety/load-blocks.ts';
import { silentLog } from '../../../src/shared/log.ts';

const fixed = loadBlocks(SAMPLE_CLINIC);
const id = AnswerId.parse('driving.after-treatment');
const HERE = conversationIdOf('abcdefghijklmnopqrstuvwxyz234567');
const DRAFT: ReplyDraft = {
  kind: 'answer',
  locale: 'en',
  parts: [{ kind: 'answer', id, locale: 'en', revision: 1 }, ...blocks('en', 'WARNING')],
  choices: [],
};

test('an answer that was withdrawn as wrong while it waited for Slack is not posted; the built-in text is', () => {
  let withdrawn = false;
  const sender = createSender({
    block: fixed.text,
    revision: () => ({ title: 'Driving', text: 'Do not drive.' }),
    isWithdrawn: () => withdrawn,
  });
  const words = createPatientWords({ sender, blocks: fixed, log: silentLog });
  const { text } = sender.send(DRAFT);
  const waiting: Message = {
    ...{ from: 'bot', id: 'm1', seq: 2, at: '2026-11-22T12:00:00.000Z' },
    ...{ locale: 'en', text, parts: DRAFT.parts, choices: [], replyKind: 'answer' },
  } as Message;
  expect(words.postOf(waiting, HERE).text).toContain('Do not drive.');
  withdrawn = true;
  expect(words.postOf(waiting, HERE).text).not.toContain('Do not drive.');
  expect(words.postOf(waiting, HERE).text).toContain('Something went wrong on our side.');
});
