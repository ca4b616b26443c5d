import {
  countStands,
  requirementsOf,
  type SecurityRow,
  type SecurityTable,
} from './security-table.ts';

const STANDS: Record<SecurityRow['stands'], string> = {
  met: 'met',
  partly: 'partly met',
  deployment: 'by whoever installs it',
  not_met: '**not met**',
  not_applicable: 'not applicable',
};

/** `docs/security.md`, whole. */
export function securityPage(table: SecurityTable): string {
  const { standard, rows } = table;
  const counts = countStands(table);
  const stand = Object.entries(counts).map(
    ([kind, count]) => `${count} ${plain(kind as SecurityRow['stands'])}`,
  );
  const total = requirementsOf(table).length;
  return `${[
    '# Security',
    '<!-- Made by `npm run askwell -- safety security` from docs/security.yaml. Change that file, not this one. -->',
    `Askwell beside [${standard.name} ${standard.version}](${standard.source}), level ${standard.level}: of ${total} requirements ${stand.join(', ')}. ` +
      'The words are ours; the numbers are those of the standard. Every test named here has to pass: one that is missing, skipped or failing makes `npm test` fail. ' +
      'No outside party has tested the program.',
    '| requirement | asks for | stands | where met, or why not | test |',
    '| --- | --- | --- | --- | --- |',
  ]
    .join('\n\n')
    .replace('| test |\n\n|', '| test |\n|')}\n${rows.map(line).join('\n')}\n`;
}

function plain(stands: SecurityRow['stands']): string {
  return STANDS[stands].replaceAll('*', '');
}

function line({ ids, asks, stands, why, where, tests }: SecurityRow): string {
  const place = [...(why ? [why] : []), ...where.map((file) => `\`${file}\``)].join('; ');
  const shown = tests.map((name) => {
    const [file = '', ...titles] = name.split(' › ');
    return `\`${file}\`: ${titles.join(' › ')}`;
  });
  const cells = [ids.join(', '), asks, STANDS[stands], place, shown.join('<br>')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
