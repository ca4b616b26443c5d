import { expect, onTestFinished, test } from 'vitest';
import { conversationIdOf, StaffId } from '../../../src/domain/ids.ts';
import { aTestApp } from '../../support/test-app.ts';

const ANA = StaffId.parse(`s_${'a'.repeat(16)}`);
const BEN = StaffId.parse(`s_${'b'.repeat(16)}`);
const CHAT = conversationIdOf('abcdefghijklmnopqrstuvwxyz234567');

test('a patient in an open chat reads the clinic’s facts at the next question after they were signed', async () => {
  const app = await aTestApp();
  onTestFinished(() => app.close());
  let asked = 0;
  const ask = async (text: string) => {
    asked += 1;
    const messageId = `m${asked}`;
    const { reply } = await app.receive({ conversationId: CHAT, messageId, text, channel: 'api' });
    return reply?.text ?? '';
  };
  const sign = async (facts: object) => {
    const basedOn = app.clinicDesk.record().revisions.length;
    await app.clinicDesk.propose({ facts, by: ANA, basedOn });
    const hash = app.clinicDesk.record().revisions.at(-1)?.hash ?? '';
    await app.clinicDesk.sign(basedOn + 1, { by: BEN, hash, credential: 'nurse' });
  };

  expect(await ask('how much does it cost')).toContain("I can't give you a price.");
  await sign({
    prices: [{ item: 'first_visit', dollars: 1200, from: true }],
    plans: ['Example Health'],
    fastingFoodHours: 6,
  });
  expect(await ask('how much does it cost')).toContain('- First visit: from $1,200');
  expect(await ask('can i eat before')).toContain('Eat no food for 6 hours before your visit.');
  expect(await ask('cuánto cuesta el tratamiento')).toContain('- Primera visita: desde $1,200');
  await sign({ prices: [{ item: 'first_visit', dollars: 1300, from: false }] });
  expect(await ask('how much does it cost')).toContain('- First visit: $1,300');
  expect(await ask('can i eat before')).toContain('Your clinic will tell you when to stop eating');

  const stored = await app.store.conversations.find(CHAT);
  const profiles = stored?.messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'answer' ? [part.profile] : [])),
  );
  expect(profiles).toEqual([undefined, 1, 1, 1, 2, 2]);
  expect(stored?.messages.map(app.sender.mayLeave)).not.toContain(false);
});
