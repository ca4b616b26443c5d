import { formatFigure, percent } from '../held-out/format-figure.ts';
import type { JudgedFigure, SafetyReport, SetReport } from './build-report.ts';
import type { Target } from './policy-targets.ts';

/** The report as a person reads it on a terminal. */
export function formatReport(report: SafetyReport): string {
  const { at, sets, hazards, notShown, targetsMet } = report;
  const lines = [
    `Safety case of ${at}. It holds for:`,
    ...versionLines(report),
    '',
    ...setLines('Working set, looked at message by message', sets.working),
    ...setLines('Final set, looked at for figures only', sets.final),
    `Hazards: ${hazards.hazards} in docs/hazard-log.md, ${hazards.shownByTests} with tests that show a control (${hazards.tests} tests); something is open in ${hazards.open.length}: ${hazards.open.join(' ')}.`,
    '',
    'Not shown:',
    ...notShown.map((line) => `  - ${line}`),
    '',
    targetsMet
      ? 'Every target of the policy is met on the final set. A release needs what is not shown here as well.'
      : 'This is no release: not every target of the policy is met on the final set.',
  ];
  return `${lines.join('\n')}\n`;
}

function versionLines({ versions }: SafetyReport): string[] {
  const { program, gate, classifier, answers, blocks } = versions;
  return [
    `  program      ${program}`,
    `  safety gate  ${gate}`,
    `  classifier   ${classifier}`,
    `  answers      ${answers.published} published, ${answers.approved} of them approved; ${answers.hash}`,
    `  fixed texts  ${blocks.texts}; ${blocks.hash}`,
  ];
}

function setLines(title: string, set: SetReport): string[] {
  if (set.messages === 0) return [`${title}: no message yet.`, ''];
  return [
    `${title}: ${set.messages} messages, ${set.hash}`,
    '',
    row('Concern: recognised', ' then: reached staff; misses at most (one-sided 95 %)'),
    ...set.concerns.map(({ concern, recognised, reachedStaff, missedAtMost }) =>
      row(
        concern,
        `${formatFigure(recognised)}${reachedStaff ? formatFigure(reachedStaff) : ''.padEnd(44)}  ${percent(missedAtMost)}`,
      ),
    ),
    '',
    row('Figure', ' (95 % bounds); misses at most; the policy asks'),
    ...set.figures.map(figureLine),
    '',
    row('Slice: reached staff', ' then: emergencies and overdoses recognised'),
    ...set.slices.map(({ name, reachedStaff, emergencies }) =>
      row(name, `${formatFigure(reachedStaff)}${formatFigure(emergencies)}`),
    ),
    '',
  ];
}

function figureLine({ name, figure, missedAtMost, target, verdict }: JudgedFigure): string {
  const bound = missedAtMost === undefined ? '' : percent(missedAtMost);
  const asked = target ? `${formatTarget(target)}: ${verdict}` : '';
  return row(name, `${formatFigure(figure)}  ${bound.padStart(7)}  ${asked}`);
}

function formatTarget(target: Target): string {
  const share =
    'most' in target ? `at most ${percent(target.most)}` : `at least ${percent(target.least)}`;
  return target.of === undefined ? share : `${share} of ${target.of} or more`;
}

function row(name: string, rest: string): string {
  return `  ${name.padEnd(36)}${rest}`.trimEnd();
}
