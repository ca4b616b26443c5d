import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Text = z.string().trim().min(1);

/** What code does against a hazard, and the files that do it. */
const Control = z.strictObject({ does: Text, files: z.array(Text).min(1) });

/** The scales of DCB0129; `null` until the clinical safety officer has scored it. */
const Risk = z.strictObject({
  severity: z.enum(['minor', 'significant', 'considerable', 'major', 'catastrophic']).nullable(),
  likelihood: z.enum(['very low', 'low', 'medium', 'high', 'very high']).nullable(),
});

export const Hazard = z
  .strictObject({
    id: z.string().regex(/^H\d\d$/),
    hazard: Text,
    cause: Text,
    harm: Text,
    initialRisk: Risk,
    controls: z.array(Control),
    /** `file › title`, with the titles of the groups around it; one that ends in `…` names all that begin so. */
    tests: z.array(z.string().regex(/^tests\/\S+ › ./)),
    /** What stays although the controls work. */
    residual: Text.optional(),
    open: z.boolean().default(false),
    /** What an open hazard still lacks. */
    missing: Text.optional(),
  })
  .refine(({ open, missing }) => open === (missing !== undefined), {
    path: ['missing'],
    message: 'open: true needs "missing", and "missing" needs open: true',
  })
  .refine(({ open, tests }) => open || tests.length > 0, {
    path: ['tests'],
    message: 'a hazard that no test speaks of is open',
  });
export type Hazard = z.infer<typeof Hazard>;

export const HazardLog = z.strictObject({
  /** What neither figures nor tests show. */
  notShown: z.array(Text).min(1),
  hazards: z
    .array(Hazard)
    .min(1)
    .refine((hazards) => new Set(hazards.map(({ id }) => id)).size === hazards.length, {
      message: 'an id is used twice',
    }),
});
export type HazardLog = z.infer<typeof HazardLog>;

class HazardLogError extends Error {
  readonly code = 'hazard_log_invalid';
  constructor(problem: string, options?: ErrorOptions) {
    super(`docs/hazards.yaml: ${problem}`, options);
  }
}

/** Reads `docs/hazards.yaml`. Throws a `HazardLogError` that names every field that is wrong. */
export function readHazardLog(root: URL): HazardLog {
  const file = new URL('docs/hazards.yaml', root);
  if (!existsSync(file)) throw new HazardLogError('the file is missing.');
  const parsed = HazardLog.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new HazardLogError(z.prettifyError(parsed.error));
  return parsed.data;
}

/** A test as the log names it. */
export type NamedTest = { hazard: string; file: string; title: string };

export function namedTests({ hazards }: HazardLog): NamedTest[] {
  return hazards.flatMap(({ id, tests }) =>
    tests.map((name) => {
      const [file = '', ...titles] = name.split(' › ');
      return { hazard: id, file, title: titles.join(' › ') };
    }),
  );
}

/** Files that the log names and that do not exist, as `H01: path`. */
export function absentFiles(log: HazardLog, root: URL): string[] {
  const named = [
    ...log.hazards.flatMap(({ id, controls }) =>
      controls.flatMap(({ files }) => files.map((file) => ({ hazard: id, file }))),
    ),
    ...namedTests(log),
  ];
  const absent = named.filter(({ file }) => !existsSync(new URL(file, root)));
  return [...new Set(absent.map(({ hazard, file }) => `${hazard}: ${file}`))];
}
