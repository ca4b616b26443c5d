import { expect, test } from 'vitest';
import { weekInWords } from '../../../../src/conversation/first-run/week-in-words.ts';
import { createOpeningHours } from '../../../../src/escalation/clocks/hours/opening-hours.ts';

const ZONE = 'America/New_York';
/** A Tuesday, 10:00 in New York. */
const TUESDAY = '2026-11-24T15:00:00.000Z';

const weekOf = (openingHours: string, at = TUESDAY) =>
  weekInWords(
    { clocks: createOpeningHours({ timeZone: ZONE, openingHours }, at), timeZone: ZONE },
    at,
  );

test('the week begins today and says each day as the clock of the clinic shows it', () => {
  const { days, now } = weekOf('Mo-Fr 08:00-12:00,13:00-18:00; Sa 09:00-12:00; 2026 Nov 26 off');
  expect(now).toBe('Open now, until Tuesday 12:00 PM');
  expect(days.map(({ day, hours }) => `${day}: ${hours.join(', ') || 'closed'}`)).toEqual([
    'Tuesday, Nov 24: 10:00 AM to 12:00 PM, 1:00 PM to 6:00 PM',
    'Wednesday, Nov 25: 8:00 AM to 12:00 PM, 1:00 PM to 6:00 PM',
    'Thursday, Nov 26: closed',
    'Friday, Nov 27: 8:00 AM to 12:00 PM, 1:00 PM to 6:00 PM',
    'Saturday, Nov 28: 9:00 AM to 12:00 PM',
    'Sunday, Nov 29: closed',
    'Monday, Nov 30: 8:00 AM to 12:00 PM, 1:00 PM to 6:00 PM',
  ]);
});

test('a clinic that never closes says so', () => {
  expect(weekOf('24/7').now).toBe('Open now and at all hours');
});

test('hours past midnight name the day on which they end', () => {
  const { days } = weekOf('Fr 20:00-02:00');
  expect(days.find(({ day }) => day.startsWith('Friday'))?.hours).toEqual([
    '8:00 PM to Saturday 2:00 AM',
  ]);
});
