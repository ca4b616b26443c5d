import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOpeningHours } from '../../../../src/escalation/clocks/hours/opening-hours.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/shared/clock.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const OFFICE = 'Mo-Fr 09:00-17:00; PH off';
const inNewYork = (openingHours: string, holidays: string | undefined = 'us, New York') =>
  createOpeningHours({ timeZone: 'America/New_York', openingHours, holidays }, NOW);

/** What the clock in the clinic shows, with its distance from UTC in words of a person who reads it. */
const est = (wall: string) => new Date(`${wall}-05:00`).toISOString();
const edt = (wall: string) => new Date(`${wall}-04:00`).toISOString();

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each([
  ['UTC', 0],
  ['America/New_York', 300],
  ['Asia/Kolkata', -330],
  ['Australia/Lord_Howe', -660],
])('on a machine whose own zone is %s', (zone, offset) => {
  const inZone = <Result>(run: () => Result): Result => {
    vi.stubEnv('TZ', zone);
    expect(new Date('2027-01-15T12:00:00.000Z').getTimezoneOffset()).toBe(offset);
    return run();
  };

  test('a clinic is open from nine to five of its own time', () =>
    inZone(() => {
      const hours = inNewYork(OFFICE);
      const open = ['2026-11-23T09:00:00', '2026-11-23T16:59:59.999'].map(est);
      const closed = ['2026-11-23T08:59:59.999', '2026-11-23T17:00:00', '2026-11-22T12:00:00'].map(
        est,
      );
      expect(open.map(hours.isOpen)).toEqual([true, true]);
      expect(closed.map(hours.isOpen)).toEqual([false, false, false]);
    }));

  test('an hour that begins before a weekend ends after it', () =>
    inZone(() => {
      const { plusOpenMs } = inNewYork(OFFICE);
      expect(plusOpenMs(est('2026-11-20T16:30:00'), HOUR_MS)).toBe(est('2026-11-23T09:30:00'));
      expect(plusOpenMs(est('2026-11-21T03:00:00'), HOUR_MS)).toBe(est('2026-11-23T10:00:00'));
      expect(plusOpenMs(est('2026-11-20T16:00:00'), HOUR_MS)).toBe(est('2026-11-20T17:00:00'));
    }));

  test('a clinic is closed on Thanksgiving, and the day after counts again', () =>
    inZone(() => {
      const { isOpen, plusOpenMs } = inNewYork(OFFICE);
      expect(isOpen(est('2026-11-26T12:00:00'))).toBe(false);
      expect(isOpen(est('2026-11-27T12:00:00'))).toBe(true);
      expect(plusOpenMs(est('2026-11-25T16:30:00'), HOUR_MS)).toBe(est('2026-11-27T09:30:00'));
    }));

  test('opening stays at nine of the clinic’s clock when the clocks go forward and back', () =>
    inZone(() => {
      const { nextChange } = inNewYork(OFFICE);
      expect(nextChange(est('2027-03-13T12:00:00'))).toBe(edt('2027-03-15T09:00:00'));
      expect(nextChange(edt('2027-11-06T12:00:00'))).toBe(est('2027-11-08T09:00:00'));
    }));

  test('the night in which an hour is left out has an hour less, the one with an hour twice has one more', () =>
    inZone(() => {
      const { openMsBetween } = inNewYork('Mo-Su 22:00-06:00');
      const night = (from: string, to: string) => openMsBetween(from, to) / HOUR_MS;
      expect(night(est('2027-03-13T12:00:00'), edt('2027-03-14T12:00:00'))).toBe(7);
      expect(night(edt('2027-11-06T12:00:00'), est('2027-11-07T12:00:00'))).toBe(9);
    }));

  test('hours that begin or end in the hour that is left out keep to the clock on the wall', () =>
    inZone(() => {
      const { nextChange } = inNewYork('Mo-Su 02:30-05:00');
      expect(nextChange(est('2027-03-14T00:00:00'))).toBe(edt('2027-03-14T03:00:00'));
      expect(nextChange(edt('2027-11-07T00:00:00'))).toBe(est('2027-11-07T02:30:00'));
    }));

  test('a year of openings and closings is the same as on a machine in UTC', () => {
    const changes = () => {
      const { nextChange } = inNewYork(
        'Mo-Fr 08:00-18:00; Sa 01:30-02:30; PH off; 2026 Dec 24 off',
      );
      const found: string[] = [];
      for (let at: string | undefined = NOW; at && found.length < 500; at = nextChange(at)) {
        found.push(at);
      }
      return found;
    };
    const here = inZone(changes);
    vi.stubEnv('TZ', 'UTC');
    expect(here).toEqual(changes());
    expect(here.length).toBe(500);
  });
});

test('a special day of the clinic is closed though it is a weekday', () => {
  const { isOpen } = inNewYork('Mo-Fr 09:00-17:00; PH off; 2026 Dec 24 off');
  expect(isOpen(est('2026-12-24T12:00:00'))).toBe(false);
  expect(isOpen(est('2026-12-23T12:00:00'))).toBe(true);
});

test('holidays of a state are kept by its name and by its letters, those of the country alone too', () => {
  const lincolnsBirthday = est('2027-02-12T12:00:00');
  const open = [undefined, 'us', 'us, Connecticut', 'US, CT'].map((holidays) =>
    inNewYork(holidays ? OFFICE : 'Mo-Fr 09:00-17:00', holidays).isOpen(lincolnsBirthday),
  );
  expect(open).toEqual([true, true, false, false]);
});

test('a clinic that never closes counts every hour and has no next change', () => {
  const hours = inNewYork('24/7');
  expect(hours.isOpen(NOW)).toBe(true);
  expect(hours.nextChange(NOW)).toBeUndefined();
  expect(hours.plusOpenMs(NOW, 30 * MINUTE_MS)).toBe('2026-11-22T12:30:00.000Z');
});

test('when the last opening is over, a target is counted as if it were open, and nothing hangs', () => {
  const hours = inNewYork('2026 Nov 23 09:00-17:00');
  expect(hours.nextChange(est('2026-11-23T12:00:00'))).toBe(est('2026-11-23T17:00:00'));
  expect(hours.nextChange(est('2026-11-23T18:00:00'))).toBeUndefined();
  expect(hours.plusOpenMs(est('2026-11-23T16:30:00'), HOUR_MS)).toBe(est('2026-11-23T17:30:00'));
});

const HOURS = inNewYork('Mo-Fr 09:00-12:30,13:00-17:00; Sa 22:00-03:00; PH off');
const instants = fc
  .date({
    min: new Date('2026-11-01T00:00:00.000Z'),
    max: new Date('2028-12-31T00:00:00.000Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());

test('the turn of a year whose holidays reach into the next is read as any other', () => {
  const { nextChange, openMsBetween } = HOURS;
  expect(nextChange(est('2028-12-30T12:00:00'))).toBe(est('2028-12-30T22:00:00'));
  expect(nextChange(est('2028-12-31T12:00:00'))).toBe(est('2029-01-02T09:00:00'));
  expect(openMsBetween(est('2028-12-29T00:00:00'), est('2029-01-02T09:00:00'))).toBe(
    12.5 * HOUR_MS,
  );
});

test('after so many open milliseconds exactly so many have passed, and the clinic was open at the end', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 100 * HOUR_MS }), (at, ms) => {
      const end = HOURS.plusOpenMs(at, ms);
      expect(HOURS.openMsBetween(at, end)).toBe(ms);
      expect(HOURS.isOpen(new Date(Date.parse(end) - 1).toISOString())).toBe(true);
    }),
  );
});

test('between two changes nothing changes, and at each the state turns', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 999 }), (at, thousandth) => {
      const change = HOURS.nextChange(at) ?? at;
      const [from, to] = [Date.parse(at), Date.parse(change)];
      const between = new Date(from + ((to - from) * thousandth) / 1000).toISOString();
      expect(HOURS.isOpen(between)).toBe(HOURS.isOpen(at));
      expect(HOURS.isOpen(change)).toBe(!HOURS.isOpen(at));
    }),
  );
});

test.each([
  ['hours that are no hours', { openingHours: 'nine to five' }, /^OPENING_HOURS: .*Unexpected/],
  [
    'hours that can be read in two ways',
    { openingHours: 'Mo-Fr 9-5' },
    /^OPENING_HOURS: .*morning/,
  ],
  [
    'a date as it is not written there',
    { openingHours: '2026-12-24 off' },
    /^OPENING_HOURS: 2026-/,
  ],
  ['nothing', { openingHours: '' }, /^OPENING_HOURS: /],
  [
    'hours that never come',
    { openingHours: 'Feb 29 09:00-10:00' },
    /^OPENING_HOURS: .*no open hour/,
  ],
  ['a clinic that is always closed', { openingHours: 'off' }, /^OPENING_HOURS: .*no open hour/],
  ['years gone by', { openingHours: '2020 Mo-Fr 09:00-17:00' }, /^OPENING_HOURS: .*no open hour/],
  ['hours by the sun', { openingHours: 'sunrise-sunset' }, /^OPENING_HOURS: .*sun/],
  ['public holidays of no country', { openingHours: OFFICE }, /^HOLIDAYS: needed/],
  ['a country that is none', { openingHours: OFFICE, holidays: 'usa' }, /^HOLIDAYS: .*"usa"/],
  ['that country where no rule asks for it', { holidays: 'xx' }, /^HOLIDAYS: .*"xx"/],
  ['a zone that is none', { timeZone: 'Eastern' }, /^CLINIC_TIME_ZONE: "Eastern"/],
])('%s: the program does not start and says which setting is wrong', (_name, settings, message) => {
  const good = { timeZone: 'America/New_York', openingHours: 'Mo-Fr 09:00-17:00' };
  expect(() => createOpeningHours({ ...good, ...settings }, NOW)).toThrow(
    expect.objectContaining({ code: 'config_invalid', message: expect.stringMatching(message) }),
  );
});
