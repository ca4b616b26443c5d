import { expect, test } from 'vitest';
import { conversationText } from '../../../src/channels/web/widget/page/conversation-text.ts';
import { wordsFor } from '../../../src/channels/web/widget/view/words.ts';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

const AT = '2026-11-23T10:00:00.000Z';

async function textAfter(text: string, language = 'en'): Promise<string> {
  const { app } = await aWebChat();
  const payload = { conversation: SECRET, messageId: 'm-1', text };
  await app.inject({ method: 'POST', url: '/api/chat/messages', payload });
  const { messages } = (await app.inject(`/api/chat/events?conversation=${SECRET}`)).json();
  const unsent = [{ messageId: 'm-2', text: 'and tomorrow?' }];
  const words = wordsFor(language);
  return conversationText({ messages, unsent }, { words, name: 'Sample Clinic', at: AT });
}

test('a saved chat reads as it was: who, when, the answer with its sources, the warning last', async () => {
  const text = await textAfter('can I drive?');
  const order = [
    'Sample Clinic\nSaved on Monday, November 23, 2026',
    'You, Sunday, November 22, 2026',
    '\ncan I drive?\n',
    'Automated reply, ',
    'Sample answer: not yet approved by a clinician',
    'full night of sleep',
    'Sources and review date:\n- Spravato prescribing information, section 17, Janssen (checked Nov 22, 2026) https://www.example.org/label',
    'To be reviewed by Nov 22, 2027.',
    'I am a bot, not a doctor.',
    'You (Not sent yet)\nand tomorrow?',
  ].map((words) => text.indexOf(words));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);
  expect(text).not.toContain('**');
});

test('a saved menu lists what could be picked, before the warning', async () => {
  const text = await textAfter('hm');
  const menu = text.indexOf('4. Driving and getting home');
  expect(menu).toBeGreaterThan(-1);
  expect(text.indexOf('I am a bot')).toBeGreaterThan(menu);
});

test('a reader of Spanish saves it with Spanish labels', async () => {
  expect(await textAfter('can I drive?', 'es')).toContain('Guardado el lunes, 23 de noviembre');
});
