import { expect, test } from 'vitest';
import { takeTurn } from '../../../../src/conversation/take-turn.ts';
import { aConversation, aMessage, turnDeps } from '../../../support/turn-kit.ts';
import { aLiveClassifier, MORE } from './live-kit.ts';

test('a question in new words is answered from the turn after its examples were learnt', async () => {
  const live = await aLiveClassifier();
  const { classifier } = live;
  const ask = async () => {
    const message = aMessage({ text: 'zoom off in the jalopy' });
    const deps = turnDeps({ classifier, splitQuestions: (text) => [text] });
    return (await takeTurn({ message, choice: undefined }, aConversation(), deps)).outcome.turn;
  };
  expect((await ask()).answers).toEqual([]);
  await live.retrain(MORE);
  expect(await ask()).toMatchObject({
    replyKind: 'answer',
    topics: ['driving'],
    answers: [{ id: 'driving.after-treatment', revision: 1 }],
  });
});
