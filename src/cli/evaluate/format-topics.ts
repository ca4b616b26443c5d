import { formatFigure, percent } from '../safety/held-out/format-figure.ts';
import { type Got, type TopicReport, UNANSWERED } from './judge-topics.ts';

const COVERAGES = [0.5, 0.6, 0.7, 0.8, 0.9];

/** The classifier's figures of one set as tables for a terminal. */
export function formatTopics(name: string, report: TopicReport): string {
  return [
    '',
    `Topics of the ${name} set: ${report.messages} messages`,
    ...report.topics.flatMap(({ topic, precision, recall }) => [
      `${topic.padEnd(14)}right of its answers  ${formatFigure(precision)}`.trimEnd(),
      `${''.padEnd(14)}its messages answered ${formatFigure(recall)}`.trimEnd(),
    ]),
    '',
    'What they got (rows: the right topic)',
    ...confusionRows(report),
    '',
    'Right topic as the best guess, were only the surest answered',
    ...coverageRows(report),
    `of the surest 90 % that the classifier saw  ${formatFigure(report.rightAt90)}`.trimEnd(),
    `stopped before the classifier               ${formatFigure(report.stoppedBefore)}`.trimEnd(),
    '',
    `Calibration: expected error ${percent(report.calibration.ece)}`,
    ...calibrationRows(report),
    '',
  ].join('\n');
}

function confusionRows({ confusion }: TopicReport): string[] {
  const columns: Got[] = [...confusion.map(({ truth }) => truth), ...UNANSWERED];
  const cell = (text: string) => text.slice(0, 7).padStart(8);
  return [
    `${''.padEnd(14)}${columns.map(cell).join('')}`,
    ...confusion.map(
      ({ truth, got }) =>
        `${truth.padEnd(14)}${columns.map((column) => cell(String(got[column] ?? '·'))).join('')}`,
    ),
  ];
}

function coverageRows({ riskCoverage }: TopicReport): string[] {
  return COVERAGES.flatMap((wanted) => {
    const point = riskCoverage.find(({ coverage }) => coverage >= wanted);
    if (!point) return [`${percent(wanted).padStart(8)} of all: so many never reach it`];
    return [`${percent(wanted).padStart(8)} of all: ${formatFigure(point.right)}`.trimEnd()];
  });
}

function calibrationRows({ calibration }: TopicReport): string[] {
  return calibration.bins
    .filter(({ right }) => right.of > 0)
    .map(({ from, to, confidence, right }) =>
      `  said ${percent(from)} to ${percent(to)}, on the mean ${percent(confidence)}: right in ${formatFigure(right)}`.trimEnd(),
    );
}
