import { describe, expect, test } from 'vitest';
import {
  checklistOf,
  type GoLiveFacts,
  type LineId,
  SAFETY_LINES,
  standingOf,
} from '../../../src/domain/checklist.ts';
import type { FirstRun } from '../../../src/domain/first-run.ts';
import { StaffId } from '../../../src/domain/ids.ts';

const BY = { by: StaffId.parse('s_aaaaaaaaaaaaaaaa'), at: '2026-11-22T12:00:00.000Z' };
const DONE: FirstRun = {
  schema: 1,
  hoursRead: { ...BY, hours: 'Mo-Fr 09:00-17:00' },
  phoneCalled: { ...BY, phone24: '212-555-0142' },
  pagesTried: { ...BY, settings: 'a hash', accepted: ['e-mail'] },
  putOff: {},
  trial: { ...BY, endedAt: BY.at, turns: 2, tickets: 1 },
};

type Parts = {
  settings?: Partial<GoLiveFacts['settings']>;
  people?: Partial<GoLiveFacts['people']>;
  answers?: Partial<GoLiveFacts['answers']>;
  progress?: { [Field in keyof FirstRun]?: FirstRun[Field] | undefined };
  factsInForce?: boolean;
};

/** A clinic with everything in its place, but for what is handed in. */
function factsOf({ settings, people, answers, progress, factsInForce = true }: Parts = {}) {
  const facts: GoLiveFacts = {
    settings: {
      clinicName: 'Harbor Clinic',
      phone: '212-555-0100',
      phone24: '212-555-0142',
      hours: 'Mo-Fr 09:00-17:00',
      address: 'https://chat.example.org',
      approvals: 2,
      ways: ['e-mail'],
      waysHash: 'a hash',
      untriedWays: ['Slack'],
      ...settings,
    },
    factsInForce,
    people: { approvers: 2, clinicians: 1, onCall: 1, backup: true, ...people },
    answers: { approved: 12, open: 0, ...answers },
    progress: { ...DONE, ...progress } as FirstRun,
  };
  return facts;
}

const missingIn = (parts: Parts) =>
  checklistOf(factsOf(parts)).flatMap(({ id, missing }) => (missing === undefined ? [] : [id]));

/** Each line with all that breaks it, and it alone. */
const BREAKS: readonly (readonly [LineId, string, Parts])[] = [
  ['names', 'the clinic has no name', { settings: { clinicName: undefined } }],
  ['names', 'the clinic has no phone', { settings: { phone: undefined } }],
  ['facts', 'nobody signed a fact', { factsInForce: false }],
  ['hours', 'nobody read the week', { progress: { hoursRead: undefined } }],
  ['hours', 'the hours are others since', { settings: { hours: 'Mo-Sa 09:00-17:00' } }],
  ['called', 'nobody called the number', { progress: { phoneCalled: undefined } }],
  ['called', 'the number is another since', { settings: { phone24: '212-555-0177' } }],
  [
    'clinician',
    'no moderator is a clinician',
    { settings: { approvals: 1 }, people: { clinicians: 0 } },
  ],
  ['approvers', 'one person cannot give two approvals', { people: { approvers: 1 } }],
  ['on_call', 'nobody is on call', { people: { onCall: 0 } }],
  ['backup', 'nobody comes after the first on call', { people: { backup: false } }],
  ['pages', 'no test page was sent', { progress: { pagesTried: undefined } }],
  ['pages', 'the mail server is another since', { settings: { waysHash: 'another' } }],
  ['pages', 'a way that is set was not tried', { settings: { ways: ['e-mail', 'webhook'] } }],
  [
    'address',
    'what patients write travels unencrypted',
    { settings: { address: 'http://chat.example.org' } },
  ],
  ['answers', 'an answer is not decided', { answers: { open: 1 } }],
  ['approved', 'no answer is approved', { answers: { approved: 0 } }],
  ['trial', 'nobody tried the chat', { progress: { trial: undefined } }],
  [
    'trial',
    'nobody wrote in the trial',
    { progress: { trial: { ...BY, endedAt: BY.at, turns: 0, tickets: 0 } } },
  ],
];

describe('the go-live checklist', () => {
  test('misses nothing of a clinic that has everything', () => {
    expect(missingIn({})).toEqual([]);
  });

  test.each(BREAKS)('line "%s" is open when %s', (line, _why, parts) => {
    expect(missingIn(parts)).toEqual([line]);
  });

  test('without a 24-hour number both the number and the call are missing', () => {
    expect(missingIn({ settings: { phone24: undefined } })).toEqual(['number', 'called']);
  });

  test('without a way to page both the way and its test are missing', () => {
    expect(missingIn({ settings: { ways: [] } })).toEqual(['ways', 'pages']);
  });

  test('two approvals need a clinician among those who give them', () => {
    expect(missingIn({ people: { clinicians: 0 } })).toEqual(['clinician', 'approvers']);
  });

  test('an open trial is to be ended, whatever came of the one before', () => {
    const conversation = `c_${'a'.repeat(26)}`;
    const trial = { ...BY, conversation, turns: 2, tickets: 0 } as FirstRun['trial'];
    expect(missingIn({ progress: { trial } })).toEqual(['trial']);
  });

  test('Slack alone is tried by its own command, so no test page is asked for', () => {
    expect(
      missingIn({ settings: { ways: ['Slack'] }, progress: { pagesTried: undefined } }),
    ).toEqual([]);
  });

  test.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    '%s needs no encryption: nothing leaves the machine',
    (address) => {
      expect(missingIn({ settings: { address } })).toEqual([]);
    },
  );

  test('every line is broken by one of these tests', () => {
    const broken = new Set([...BREAKS.map(([line]) => line), 'number', 'ways']);
    expect(
      checklistOf(factsOf())
        .map(({ id }) => id)
        .filter((id) => !broken.has(id)),
    ).toEqual([]);
  });
});

describe('the sign-off', () => {
  const signOff = { ...BY, firstName: 'Ada', phone24: '212-555-0142' };

  test('is none before an admin gave it, however complete the list is', () => {
    expect(standingOf(factsOf())).toEqual({ kind: 'unsigned' });
  });

  test('stands while nothing about safety breaks', () => {
    const progress = { signOff, trial: undefined };
    const facts = factsOf({ progress, answers: { open: 3 }, people: { backup: false } });
    expect(standingOf(facts)).toEqual({ kind: 'stands' });
  });

  test.each<[LineId, Parts]>([
    ['on_call', { people: { onCall: 0, backup: false } }],
    ['ways', { settings: { ways: [] } }],
    ['called', { settings: { phone24: '212-555-0177' } }],
    ['number', { settings: { phone24: undefined } }],
  ])('falls when line "%s" breaks', (line, parts) => {
    const standing = standingOf(factsOf({ ...parts, progress: { signOff } }));
    expect(standing.kind === 'fallen' && standing.broken.map(({ id }) => id)).toContain(line);
    expect(SAFETY_LINES).toContain(line);
  });

  test('for another 24-hour number does not come back by a call alone: it is signed again', () => {
    const phone24 = '212-555-0177';
    const phoneCalled = { ...BY, phone24 };
    const facts = factsOf({ settings: { phone24 }, progress: { signOff, phoneCalled } });
    expect(standingOf(facts)).toEqual({
      kind: 'fallen',
      broken: [
        {
          id: 'number',
          missing: 'The 24-hour number is another than the one that was signed for: sign again.',
        },
      ],
    });
    const again = factsOf({
      settings: { phone24 },
      progress: { phoneCalled, signOff: { ...signOff, phone24 } },
    });
    expect(standingOf(again)).toEqual({ kind: 'stands' });
  });
});
