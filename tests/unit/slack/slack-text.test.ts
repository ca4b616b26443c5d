import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cutForSections,
  escapeForSlack,
  toMrkdwn,
} from '../../../src/channels/slack/messages/mrkdwn.ts';
import { patientPost } from '../../../src/channels/slack/messages/patient-post.ts';
import { plainText } from '../../../src/channels/slack/patients/read/plain-text.ts';
import { slackTiming } from '../../../src/channels/slack/slack-timing.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import { backOffMs } from '../../../src/shared/back-off.ts';

test('a patient’s words come out of Slack’s form as they were typed, and nobody is named', () => {
  const bots = ['UBOT'];
  const cases: [string, string][] = [
    ['<@UBOT> can I drive?', 'can I drive?'],
    ['hey <@UBOT|askwell>, is 5 &lt; 6 &amp;&amp; 7 &gt; 6?', 'hey , is 5 < 6 && 7 > 6?'],
    ['my friend <@U42|jo> drove', 'my friend @someone drove'],
    [
      'see <https://a.example/x?a=1&amp;b=2|a.example> or <https://b.example>',
      'see a.example or https://b.example',
    ],
    ['write <mailto:a@b.example|a@b.example> or <tel:+15550100>', 'write a@b.example or +15550100'],
    ['<!here> in <#C1|general> by <!date^1^{date}|Monday>', '@here in #general by Monday'],
    ['&amp;lt; stays', '&lt; stays'],
    ['one\n<@UBOT> two', 'one\n two'],
  ];
  for (const [escaped, typed] of cases) expect(plainText(escaped, { bots })).toBe(typed);
});

test('what a patient types survives Slack’s escaping', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const there = plainText(escapeForSlack(typed), { bots: [] });
      expect(there).toBe(typed.replace(/[ \t]{2,}/g, ' ').trim());
    }),
  );
});

test('an approved text keeps its words in Slack’s markup', () => {
  const approved =
    '# Before\n\n**Do not drive** for 24 hours.\n\n- Ask [a specialist](https://a.example/?x=1&y=2)\n* Rest\n\nBP < 140 & calm';

  expect(toMrkdwn(approved)).toBe(
    '*Before*\n\n*Do not drive* for 24 hours.\n\n• Ask <https://a.example/?x=1&amp;y=2|a specialist>\n• Rest\n\nBP &lt; 140 &amp; calm',
  );
});

test('bold and italics keep their looks, though Slack marks them otherwise', () => {
  expect(toMrkdwn('**Wait** a *full* day, 2 * 3 and **one** *two*.')).toBe(
    '*Wait* a _full_ day, 2 * 3 and *one* _two_.',
  );
});

test('a text can neither ping a channel nor run a script by a link', () => {
  expect(toMrkdwn('<!channel> [x](javascript:alert)')).toBe(
    '&lt;!channel&gt; [x](javascript:alert)',
  );
});

test('a long text is cut into sections that Slack takes, and no word is lost', () => {
  const paragraph = `${'word '.repeat(300).trim()}.`;
  const text = Array.from({ length: 5 }, () => paragraph).join('\n\n');

  const pieces = cutForSections(text);

  expect(pieces.every((piece) => piece.length <= 3000)).toBe(true);
  expect(pieces.join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
  expect(cutForSections('x'.repeat(7000)).join('')).toBe('x'.repeat(7000));
});

test('a message without buttons is its own words alone', () => {
  const conversation = conversationIdOf('a patient');
  const post = patientPost(
    { text: '**Stop.**\n\nWarning.', choices: [], helped: undefined },
    { warning: 'Warning.', ref: { conversation, seq: 1 } },
  );

  const text = '*Stop.*\n\nWarning.';
  const block_id = `said_1_${conversation}`;
  expect(post).toEqual({
    text,
    blocks: [{ type: 'section', block_id, text: { type: 'mrkdwn', text } }],
  });
});

test('waits double up to five minutes, and the upper half of each is chance', () => {
  const waits = (chance: number) =>
    [1, 2, 3, 9, 10, 500].map((failures) =>
      backOffMs(failures, { ...slackTiming, random: () => chance }),
    );

  expect(waits(1)).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000]);
  expect(waits(0)).toEqual([500, 1000, 2000, 128_000, 150_000, 150_000]);
});
