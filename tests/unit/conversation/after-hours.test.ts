import { expect, test } from 'vitest';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { FoundConcern } from '../../../src/domain/concern.ts';
import { aClinic } from '../../support/desk-kit.ts';
import {
  aConcern,
  aConversation,
  aMessage,
  finding,
  T0,
  turnDeps,
} from '../../support/turn-kit.ts';

const MONDAY_AT_TEN = T0;
const MONDAY_AT_TEN_AT_NIGHT = '2026-11-24T03:00:00.000Z';
const THANKSGIVING = '2026-11-26T17:00:00.000Z';
const clinic = aClinic({ OPENING_HOURS: 'Mo-Fr 09:00-17:00; PH off', HOLIDAYS: 'us' });

const blocksAt = async (at: string, found: FoundConcern) => {
  const deps = turnDeps({ ...finding(found), now: () => at, isOpen: clinic.isOpen });
  const heard = { message: aMessage(), choice: undefined };
  return (await takeTurn(heard, aConversation(), deps)).outcome.turn.blocks;
};

test.each([
  ['a dose question', aConcern({ concern: 'dose' }), 'R-DOSE'],
  ['an emergency', aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' }), 'R-911'],
  ['self-harm', aConcern({ concern: 'self_harm', level: 1, urgency: 'urgent' }), 'R-988'],
] as const)(
  'the reply to %s names the 24-hour number outside opening hours alone',
  async (_name, found, block) => {
    expect(await blocksAt(MONDAY_AT_TEN, found)).toEqual([block, 'R-PASSED', 'WARNING']);
    const closed = [block, 'R-AFTER-HOURS', 'R-PASSED', 'WARNING'];
    expect(await blocksAt(MONDAY_AT_TEN_AT_NIGHT, found)).toEqual(closed);
    expect(await blocksAt(THANKSGIVING, found)).toEqual(closed);
  },
);

test('a reply that names the 24-hour number at all hours does not name it twice', async () => {
  const sideEffect = aConcern({ concern: 'side_effect_now', level: 2, urgency: 'urgent' });
  const reply = ['R-SIDE', 'R-PASSED', 'WARNING'];
  expect(await blocksAt(MONDAY_AT_TEN, sideEffect)).toEqual(reply);
  expect(await blocksAt(MONDAY_AT_TEN_AT_NIGHT, sideEffect)).toEqual(reply);
});
