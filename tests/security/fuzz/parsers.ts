import { readAnswerFile } from '../../../src/answer-bank/files/read-answer-file.ts';
import { lintContent } from '../../../src/answer-bank/lint/lint-content.ts';
import { factProblems } from '../../../src/answer-bank/slots/fact-problems.ts';
import { parseText } from '../../../src/answer-bank/slots/parse-text.ts';
import { cutForSections, toMrkdwn } from '../../../src/channels/slack/messages/mrkdwn.ts';
import { plainText } from '../../../src/channels/slack/patients/read/plain-text.ts';
import { readDeletion } from '../../../src/channels/slack/patients/read/read-deletion.ts';
import { readPress } from '../../../src/channels/slack/patients/read/read-press.ts';
import { markdownToHtml, plainToHtml } from '../../../src/channels/web/chat/view/to-html.ts';
import { splitQuestions } from '../../../src/classifier/split-questions.ts';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { csvText } from '../../../src/console/routes/csv-text.ts';
import { ClockSettingError } from '../../../src/escalation/clocks/hours/clock-setting-error.ts';
import { readOpeningRules } from '../../../src/escalation/clocks/hours/opening-rules.ts';
import { detectLanguage } from '../../../src/safety/detect-language.ts';
import { redact } from '../../../src/safety/redact.ts';
import { drivingContent } from '../../support/console.ts';

export type Parser = {
  read(text: string): unknown;
  /** What it may throw: its own error, which names what is wrong. */
  throws?: new (
    ...args: never[]
  ) => Error;
  /** Read only so many texts of a round: a library that is slow, and a setting that an admin writes. */
  atMost?: number;
};

/** Everything of ours that reads text or a value from outside and is no route. */
export const PARSERS: Record<string, Parser> = {
  'an answer file': { read: (text) => readAnswerFile('x.en.md', text) },
  'the front matter of an answer file': {
    read: (text) => readAnswerFile('x.en.md', `---\n${text}\n---\nWords.`),
  },
  'the check of an answer': {
    read: (text) => lintContent({ ...drivingContent, title: text, text }, 'en'),
  },
  'the slots of a text': { read: parseText },
  'the facts of a clinic': {
    read: (text) => [factProblems(text), factProblems({ fasting: text, [text]: text })],
  },
  'the redaction': { read: redact },
  'the splitting of questions': { read: splitQuestions },
  'the detection of the language': { read: (text) => detectLanguage(text, undefined) },
  'text for Slack': { read: (text) => cutForSections(toMrkdwn(text)) },
  'text of Slack': { read: (text) => plainText(text, { bots: ['UBOT', text] }) },
  'a deletion on Slack': { read: (text) => readDeletion(jsonOf(text), new Set(['C1'])) },
  'a press on Slack': { read: (text) => readPress(jsonOf(text)) },
  'a text as HTML': { read: (text) => [markdownToHtml(text), plainToHtml(text)] },
  'a spreadsheet': { read: (text) => csvText([{ a: text }], ['a']) },
  'opening hours': {
    read: (openingHours) => readOpeningRules({ openingHours, holidays: undefined }),
    throws: ClockSettingError,
    atMost: 10,
  },
  'the settings': {
    read: (text) =>
      readConfig({
        PORT: text,
        PUBLIC_URL: text,
        ALLOWED_ORIGINS: text,
        PAGE_WEBHOOK_URL: text,
        TRUST_PROXY: text,
      }),
    throws: ConfigError,
  },
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { type: text, event: { type: text, text } };
  }
}
