import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { NamedTest } from '../hazards/hazard-log.ts';

const Text = z.string().trim().min(1);

/** How a requirement stands. `deployment`: whoever installs the program sees to it; `why` says how. */
const STANDS = ['met', 'partly', 'deployment', 'not_met', 'not_applicable'] as const;

/** One or several requirements that are met in one way. */
const Row = z
  .strictObject({
    /** `V3.3.1`, or `V3.3.1-3` for those from 1 to 3. */
    ids: z.array(z.string().regex(/^V\d+\.\d+\.\d+(?:-\d+)?$/)).min(1),
    /** What is asked, in our words. */
    asks: Text,
    stands: z.enum(STANDS),
    /** What we do; or why not, or why no test can show it. */
    why: Text.optional(),
    where: z.array(Text).default([]),
    /** As in the hazard log: `file › title`, and `…` for all that begin so. */
    tests: z.array(z.string().regex(/^tests\/\S+ › ./)).default([]),
  })
  .refine(({ stands, where }) => (stands !== 'met' && stands !== 'partly') || where.length > 0, {
    path: ['where'],
    message: 'what is met is met somewhere: name the file',
  })
  .refine(({ stands, tests, why }) => (stands === 'met' && tests.length > 0) || why !== undefined, {
    path: ['why'],
    message: 'say why: it is not met, or no test shows it',
  });
export type SecurityRow = z.infer<typeof Row>;

/** How many requirements a section has, and which of them are of level 3 alone. */
const Section = z.strictObject({
  count: z.number().int().min(1),
  above: z.array(z.number().int()).default([]),
});

const SecurityTable = z.strictObject({
  standard: z.strictObject({ name: Text, version: Text, level: z.literal(2), source: z.url() }),
  sections: z.record(z.string().regex(/^V\d+\.\d+$/), Section),
  rows: z.array(Row).min(1),
});
export type SecurityTable = z.infer<typeof SecurityTable>;

class SecurityTableError extends Error {
  readonly code = 'security_table_invalid';
  constructor(problem: string) {
    super(`docs/security.yaml: ${problem}`);
  }
}

/** Reads `docs/security.yaml`. Throws an error that names every field that is wrong, and each requirement that has no row or two. */
export function readSecurityTable(root: URL): SecurityTable {
  const file = new URL('docs/security.yaml', root);
  if (!existsSync(file)) throw new SecurityTableError('the file is missing.');
  const parsed = SecurityTable.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new SecurityTableError(z.prettifyError(parsed.error));
  const problems = coverageProblems(parsed.data);
  if (problems.length > 0) throw new SecurityTableError(problems.join('\n'));
  return parsed.data;
}

/** Every requirement up to level 2, in the order of the standard. */
export function requirementsOf({ sections }: Pick<SecurityTable, 'sections'>): string[] {
  return Object.entries(sections).flatMap(([section, { count, above }]) =>
    Array.from({ length: count }, (_, index) => index + 1)
      .filter((number) => !above.includes(number))
      .map((number) => `${section}.${number}`),
  );
}

/** The single requirements that a row speaks of. */
function idsOf({ ids }: Pick<SecurityRow, 'ids'>): string[] {
  return ids.flatMap((id) => {
    const [, section, first = '', last = first] = /^(V\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(id) ?? [];
    const length = Number(last) - Number(first) + 1;
    return Array.from({ length }, (_, index) => `${section}.${Number(first) + index}`);
  });
}

function coverageProblems(table: SecurityTable): string[] {
  const asked = new Set(requirementsOf(table));
  const spoken = table.rows.flatMap(idsOf);
  const twice = spoken.filter((id, place) => spoken.indexOf(id) < place);
  return [
    ...[...asked].filter((id) => !spoken.includes(id)).map((id) => `${id} has no row.`),
    ...twice.map((id) => `${id} has two rows.`),
  ];
}

/** Every test that the table names, with the requirements that it is to show. */
export function securityTests({ rows }: SecurityTable): NamedTest[] {
  return rows.flatMap(({ ids, tests }) =>
    tests.map((name) => {
      const [file = '', ...titles] = name.split(' › ');
      return { hazard: ids.join(', '), file, title: titles.join(' › ') };
    }),
  );
}

/** How many requirements stand how. */
export function countStands({ rows }: SecurityTable): Record<SecurityRow['stands'], number> {
  const counts = { met: 0, partly: 0, deployment: 0, not_met: 0, not_applicable: 0 };
  for (const row of rows) counts[row.stands] += idsOf(row).length;
  return counts;
}
