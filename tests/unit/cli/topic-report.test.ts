import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { formatTopics } from '../../../src/cli/evaluate/format-topics.ts';
import { judgeTopics } from '../../../src/cli/evaluate/judge-topics.ts';
import { reportPage } from '../../../src/cli/evaluate/page/report-page.ts';
import { evaluateCommand } from '../../../src/cli/evaluate-command.ts';
import type { Judged } from '../../../src/cli/judge-held-out.ts';
import { aJudged, aProject, aReply, run } from './an-evaluation.ts';

type Said = { topics?: string[]; intents?: [string, number][]; kind?: string; ticket?: boolean };

function asked(label: string, { topics = [], intents = [], kind, ticket }: Said = {}): Judged {
  const { message, reply } = aJudged({ label });
  const replyKind = kind ?? (topics.length > 0 ? 'answer' : 'fallback');
  return {
    message,
    reply: {
      ...reply,
      reply: { ...reply.reply, kind: replyKind as 'answer' },
      topics: topics as typeof reply.topics,
      intents: intents.map(([intent, confidence]) => ({ intent, confidence })),
      tickets: ticket ? [{ reason: 'unclear', urgency: 'routine' }] : [],
    },
  };
}

const sure = (label: string, topic: string, confidence = 0.95) =>
  asked(label, { topics: [topic], intents: [[`${topic}.x`, confidence]] });

test('precision and recall are counted by topic, with bounds', () => {
  const { topics } = judgeTopics([
    sure('driving', 'driving'),
    sure('prep', 'driving'),
    asked('driving', { kind: 'clarification' }),
  ]);
  expect(topics.find(({ topic }) => topic === 'driving')).toMatchObject({
    precision: { count: 1, of: 2 },
    recall: { count: 1, of: 2, low: expect.any(Number) },
  });
});

test('what a message got instead of its answer is told apart', () => {
  const { confusion } = judgeTopics([
    sure('driving', 'driving'),
    sure('driving', 'prep'),
    asked('driving', { kind: 'clarification' }),
    asked('driving', { ticket: true }),
    asked('driving'),
    asked('dose', { ticket: true }),
  ]);
  expect(confusion).toEqual([
    { truth: 'driving', got: { driving: 1, prep: 1, 'asked back': 1, staff: 1, nothing: 1 } },
  ]);
});

test('intents of one topic count together for its confidence', () => {
  const { calibration } = judgeTopics([
    asked('driving', {
      intents: [
        ['prep.a', 0.4],
        ['driving.a', 0.35],
        ['driving.b', 0.2],
      ],
    }),
  ]);
  expect(calibration.bins[5]).toMatchObject({ confidence: 0.55, right: { count: 1, of: 1 } });
  expect(calibration.ece).toBe(0.45);
});

test('the surest come first, and what never reached the classifier is covered by nothing', () => {
  const { riskCoverage, stoppedBefore } = judgeTopics([
    sure('driving', 'driving', 0.9),
    sure('driving', 'prep', 0.5),
    sure('prep', 'prep', 0.8),
    asked('prep', { ticket: true }),
  ]);
  expect(riskCoverage.map(({ coverage, right }) => [coverage, right.count])).toEqual([
    [0.25, 1],
    [0.5, 2],
    [0.75, 2],
  ]);
  expect(stoppedBefore).toMatchObject({ count: 1, of: 4 });
});

const REPORT = judgeTopics([
  sure('driving', 'driving'),
  sure('prep', 'driving', 0.6),
  asked('insurance_cost'),
]);

test('the terminal shows the tables', () => {
  const text = formatTopics('working', REPORT);
  expect(text).toContain('Topics of the working set: 3 messages');
  expect(text).toMatch(/driving {7}right of its answers {2}\s+1 of 2/);
});

test('the page stands alone: no script, no request, each chart named and with its table', () => {
  const figure = { count: 1, of: 2, share: 0.5, low: 0.1, high: 0.9 };
  const page = reportPage({
    figures: { 'a <figure>': figure },
    slices: {},
    gates: { 'a <figure>': { least: 0.6 } },
    topics: { working: REPORT },
  });
  expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import/);
  expect(page).toContain('a &lt;figure&gt;');
  expect(page).toContain('below the gate');
  const charts = [...page.matchAll(/<svg role="img"[^>]*aria-labelledby="(\S+) (\S+)"/g)];
  expect(charts).toHaveLength(3);
  for (const [, title, description] of charts) {
    expect(page).toContain(`<title id="${title}">`);
    expect(page).toContain(`<desc id="${description}">`);
  }
  expect(page.match(/<caption>/g)).toHaveLength(4);
  expect(page).not.toContain('NaN');
});

test('no word of a message is in any output', async () => {
  const root = aProject({
    'tests/evaluation/working/a.jsonl': '{"id":"W1","text":"a secret word","label":"driving"}\n',
    'tests/evaluation/final/a.jsonl': '{"id":"F1","text":"another secret","label":"prep"}\n',
    'tests/evaluation/gates.json': '{}',
  });
  const file = fileURLToPath(new URL('report.html', root));
  const outputs: string[] = [];
  for (const argv of [['--html', file], ['--json']]) {
    const { code, out, err } = await run(['evaluate', ...argv], (terminal) =>
      evaluateCommand(terminal, { root, ask: async () => async () => aReply() }),
    );
    expect(code).toBe(0);
    outputs.push(out, err);
  }
  outputs.push(readFileSync(file, 'utf8'));
  expect(outputs.join('\n')).toContain('final set');
  for (const output of outputs) expect(output).not.toMatch(/secret|\bF1\b|\bW1\b/);
});
