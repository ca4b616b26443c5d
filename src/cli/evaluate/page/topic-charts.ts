import type { Proportion } from '../../../classifier/evaluate-own.ts';
import type { Topic } from '../../../domain/topic.ts';
import { percent } from '../../safety/held-out/format-figure.ts';
import { type Got, type TopicReport, UNANSWERED } from '../judge-topics.ts';
import { type Axis, axes, planeOf, round, svg } from './chart.ts';
import { escaped, figure, table } from './html.ts';

const SHARE: Axis = { label: '', from: 0, to: 1 };

export function figureCells({ count, of, share, low, high }: Proportion): string[] {
  if (of === 0) return ['0 of 0', '', ''];
  return [`${count} of ${of}`, percent(share), `${percent(low)} to ${percent(high)}`];
}

/** Before so many are answered the interval is wide and says little; the axis need not show all of it. */
const SETTLED = 0.1;

/** How often the best guess is right, the more of the messages are answered. */
export function riskCoverageFigure(id: string, { riskCoverage, rightAt90 }: TopicReport): string {
  const settled = riskCoverage.filter(({ coverage }) => coverage >= SETTLED);
  const lowest = Math.min(0.9, ...settled.map(({ right }) => right.low));
  const x = { ...SHARE, label: 'answered, the surest first' };
  const y = { label: 'right topic', from: Math.floor(lowest * 20) / 20, to: 1 };
  const plane = planeOf(x, y);
  const place = (coverage: number, share: number) =>
    `${plane.x(coverage)},${plane.y(Math.max(share, y.from))}`;
  const line = riskCoverage.map(({ coverage, right }) => place(coverage, right.share));
  const band = [
    ...riskCoverage.map(({ coverage, right }) => place(coverage, right.high)),
    ...riskCoverage.toReversed().map(({ coverage, right }) => place(coverage, right.low)),
  ];
  const chart = svg(
    {
      id,
      title: 'Right topic by coverage',
      description: `Of the surest nine in ten that the classifier saw, ${percent(rightAt90.share)} have the right topic as the best guess. The band is the 95 % interval.`,
    },
    `${axes(x, y)}<polygon class="band" points="${band.join(' ')}"/><polyline class="line" points="${line.join(' ')}"/>`,
  );
  const step = Math.max(1, Math.round(riskCoverage.length / 10));
  const rows = riskCoverage
    .filter((_, at) => at % step === step - 1)
    .map(({ coverage, leastConfidence, right }) => [
      percent(coverage),
      percent(leastConfidence),
      ...figureCells(right),
    ]);
  const head = ['answered', 'least confidence', 'right', 'share', '95 % bounds'];
  return figure('Risk and coverage', chart, table('Right topic by coverage', head, rows));
}

/** What the classifier said, and what was so. */
export function calibrationFigure(id: string, { calibration }: TopicReport): string {
  const x = { ...SHARE, label: 'confidence' };
  const y = { ...SHARE, label: 'right topic' };
  const plane = planeOf(x, y);
  const bins = calibration.bins.filter(({ right }) => right.of > 0);
  const most = Math.max(1, ...bins.map(({ right }) => right.of));
  const marks = bins.map(({ from, to, confidence, right }) => {
    const width = round(plane.x(to) - plane.x(from) - 4);
    const height = round((plane.y(0) - plane.y(0.3)) * (right.of / most));
    const at = plane.x(confidence);
    return `<rect class="count" x="${plane.x(from) + 2}" y="${round(plane.y(0) - height)}" width="${width}" height="${height}"/><line class="whisker" x1="${at}" x2="${at}" y1="${plane.y(right.low)}" y2="${plane.y(right.high)}"/><circle class="dot" cx="${at}" cy="${plane.y(right.share)}" r="5"/>`;
  });
  const even = `<line class="even" x1="${plane.x(0)}" y1="${plane.y(0)}" x2="${plane.x(1)}" y2="${plane.y(1)}"/>`;
  const chart = svg(
    {
      id,
      title: 'Confidence and truth',
      description: `Dots on the dashed line are honest confidences; bars at the foot show how many messages a dot stands for. The expected error is ${percent(calibration.ece)}.`,
    },
    `${axes(x, y)}${even}${marks.join('')}`,
  );
  const rows = bins.map(({ from, to, confidence, right }) => [
    `${percent(from)} to ${percent(to)}`,
    percent(confidence),
    ...figureCells(right),
  ]);
  const head = ['said', 'on the mean', 'right', 'share', '95 % bounds'];
  return figure('Calibration', chart, table('Confidence and truth', head, rows));
}

const ROW = 34;
const NAMES = 110;
const SCALE = 380;

/** Precision (dot) and recall (ring) of each topic with their intervals. */
export function topicsFigure(id: string, { topics }: TopicReport): string {
  const at = (share: number) => round(NAMES + share * SCALE);
  const rows = topics.map(({ topic, precision, recall }, index) => {
    const y = index * ROW + 20;
    return `<text x="${NAMES - 10}" y="${y + 9}" text-anchor="end">${escaped(topic)}</text>${interval(precision, { y, at, shape: 'dot' })}${interval(recall, { y: y + 12, at, shape: 'ring' })}`;
  });
  const size = { width: NAMES + SCALE + 30, height: topics.length * ROW + 44 };
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line class="grid" x1="${at(share)}" x2="${at(share)}" y1="6" y2="${size.height - 26}"/><text x="${at(share)}" y="${size.height - 8}" text-anchor="middle">${percent(share)}</text>`,
  );
  const chart = svg(
    {
      id,
      title: 'Topics',
      description:
        'A dot is the share of a topic’s answers that were right, a ring the share of its messages that were answered rightly, each with its 95 % interval.',
    },
    `<g class="axes">${grid.join('')}</g>${rows.join('')}`,
    size,
  );
  const cells = topics.map(({ topic, precision, recall }) => [
    topic,
    ...figureCells(precision),
    ...figureCells(recall),
  ]);
  const head = ['topic', 'precision', 'share', '95 % bounds', 'recall', 'share', '95 % bounds'];
  return figure('Topics', chart, table('Precision and recall by topic', head, cells));
}

type Row = { y: number; at: (share: number) => number; shape: 'dot' | 'ring' };

function interval({ of, share, low, high }: Proportion, { y, at, shape }: Row): string {
  if (of === 0) return '';
  return `<line class="whisker" x1="${at(low)}" x2="${at(high)}" y1="${y}" y2="${y}"/><circle class="${shape}" cx="${at(share)}" cy="${y}" r="5"/>`;
}

/** The matrix is a table, shaded: a screen reader reads what an eye sees. */
export function confusionFigure({ confusion }: TopicReport): string {
  const columns: Got[] = [...confusion.map(({ truth }) => truth), ...UNANSWERED];
  const head = ['right topic', ...columns].map((text) => `<th scope="col">${escaped(text)}</th>`);
  const rows = confusion.map(({ truth, got }) => {
    const all = Object.values(got).reduce((sum, count) => sum + count, 0);
    const cells = columns.map((column) => matrixCell(got[column] ?? 0, all, kindOf(column, truth)));
    return `<tr><th scope="row">${escaped(truth)}</th>${cells.join('')}</tr>`;
  });
  const caption = 'Rows are the right topic, columns what the patient got';
  return `<section><h3>Confusion</h3><div class="wide" role="region" tabindex="0" aria-label="${caption}"><table class="matrix"><caption>${caption}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}

function matrixCell(count: number, all: number, kind: string): string {
  const shade = Math.ceil((count / Math.max(1, all)) * 5);
  return `<td class="${kind} s${shade}">${count === 0 ? '·' : count}</td>`;
}

function kindOf(got: Got, truth: Topic): 'good' | 'bad' | 'other' {
  if (got === truth) return 'good';
  return UNANSWERED.some((name) => name === got) ? 'other' : 'bad';
}
