import type { Hazard, HazardLog } from './hazard-log.ts';

/** `docs/hazard-log.md`, whole. */
export function hazardPage({ hazards, notShown }: HazardLog): string {
  const open = hazards.filter((hazard) => hazard.open);
  const parts = [
    '# Hazard log',
    '<!-- Made by `npm run askwell -- safety hazards` from docs/hazards.yaml. Change that file, not this one. -->',
    `${hazards.length} hazards; something is open in ${open.length}. Severity and likelihood are to be scored by the clinical safety officer; until then this is a draft. ` +
      'Every test named here has to pass: one that is missing, skipped or failing makes `npm test` fail.',
    table(hazards),
    ...hazards.map(section),
    '## What is not shown',
    bullets(notShown),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(hazards: readonly Hazard[]): string {
  const rows = hazards.map(
    ({ id, hazard, controls, tests, open }) =>
      `| [${id}](#${id.toLowerCase()}) | ${hazard} | ${controls.length} | ${tests.length} | ${open ? 'open' : ''} |`,
  );
  const head = ['| id | hazard | controls | tests | |', '| --- | --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

function section(hazard: Hazard): string {
  const { id, cause, harm, initialRisk, controls, tests, residual, missing } = hazard;
  const lines = [
    `**Cause:** ${cause}`,
    `**Possible harm:** ${harm}`,
    `**Initial risk:** severity ${initialRisk.severity ?? TO_SCORE}; likelihood ${initialRisk.likelihood ?? TO_SCORE}`,
    ...listed('Controls', controls.map(controlText)),
    ...listed('Shown by', tests.map(testText)),
    ...(residual ? [`**What stays:** ${residual}`] : []),
    ...(missing ? [`**Open:** ${missing}`] : []),
  ];
  return [`## ${id}`, `*${hazard.hazard}*`, ...lines].join('\n\n');
}

const TO_SCORE = 'to be scored by the clinical safety officer';

function listed(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [`**${title}:** nothing yet`] : [`**${title}:**`, bullets(lines)];
}

function controlText({ does, files }: Hazard['controls'][number]): string {
  return `${does} (${files.map((file) => `\`${file}\``).join(', ')})`;
}

function testText(name: string): string {
  const [file = '', ...titles] = name.split(' › ');
  return `\`${file}\`: ${titles.join(' › ')}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
