import type { Proportion } from '../../../classifier/evaluate-own.ts';
import { percent } from '../../safety/held-out/format-figure.ts';
import type { Gates } from '../gates.ts';
import { passes } from '../gates.ts';
import type { TopicReport } from '../judge-topics.ts';
import { escaped } from './html.ts';
import { STYLES } from './styles.ts';
import {
  calibrationFigure,
  confusionFigure,
  figureCells,
  riskCoverageFigure,
  topicsFigure,
} from './topic-charts.ts';

type Report = {
  figures: Record<string, Proportion>;
  slices: Record<string, Proportion>;
  gates: Gates;
  topics: Record<string, TopicReport>;
};

/** One page that needs nothing beside it: no script, no request, figures only. */
export function reportPage({ figures, slices, gates, topics }: Report): string {
  const sets = Object.entries(topics).map(([name, report]) => setSection(name, report));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Askwell: held-out messages</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>Held-out messages</h1>
<p class="note">Messages that were written apart from rules and examples, and never train. Bounds are those between which the true share lies in 95 of 100 cases (Wilson).</p>
<h2>Figures and gates</h2>
${figureTable(figures, gates)}
<h2>Reached staff, of those that must, by style and language</h2>
${sliceTable(slices)}
${sets.join('\n')}
</main>
</body>
</html>
`;
}

function figureTable(figures: Report['figures'], gates: Gates): string {
  const rows = Object.entries(figures).map(([name, figure]) => {
    const { least, most, policy } = gates[name] ?? {};
    const gate = [
      ...(least === undefined ? [] : [`at least ${percent(least)}`]),
      ...(most === undefined ? [] : [`at most ${percent(most)}`]),
    ].join(', ');
    const asked = policy === undefined ? '' : percent(policy);
    return rowOf(name, [...figureCells(figure), gate, asked], passes(figure, gates[name]));
  });
  return tableOf(['figure', 'count', 'share', '95 % bounds', 'gate', 'policy', ''], rows);
}

function sliceTable(slices: Report['slices']): string {
  const rows = Object.entries(slices).map(([name, figure]) => rowOf(name, figureCells(figure)));
  return tableOf(['messages', 'count', 'share', '95 % bounds'], rows);
}

function rowOf(name: string, cells: readonly string[], ok?: boolean): string {
  const verdict =
    ok === undefined ? '' : ok ? '<td>passes</td>' : '<td class="fails">below the gate</td>';
  return `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}${verdict}</tr>`;
}

function tableOf(head: readonly string[], rows: readonly string[]): string {
  const heads = head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  return `<div class="wide" role="region" tabindex="0" aria-label="${escaped(head[0] ?? '')}"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function setSection(name: string, report: TopicReport): string {
  return `<h2>The classifier on the ${escaped(name)} set: ${report.messages} messages</h2>
${topicsFigure(`${name}-topics`, report)}
${confusionFigure(report)}
${riskCoverageFigure(`${name}-risk`, report)}
${calibrationFigure(`${name}-calibration`, report)}`;
}
