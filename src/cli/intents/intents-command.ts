import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { checkCatalogue, workOf } from '../../classifier/check/check-catalogue.ts';
import type { Finding } from '../../classifier/check/finding.ts';
import { locateExamples, type Places } from '../../classifier/check/locate-examples.ts';
import type { RunInWorker } from '../../classifier/live/run-in-worker.ts';
import {
  type IntentCatalogue,
  IntentFileError,
  loadIntents,
} from '../../classifier/load-intents.ts';
import type { SafetyGate } from '../../domain/concern.ts';
import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import { type CheckReport, formatCheck } from './format-check.ts';

type Deps = {
  root: URL;
  openGate: () => Pick<SafetyGate, 'check'>;
  /** Stands in for the threads in tests. */
  inWorker?: RunInWorker;
};

/** `askwell intents …`: what the classifier learns from. */
export function intentsCommand(terminal: Terminal, deps: Deps): Command {
  return new Command('intents')
    .description('check the examples that the classifier learns from')
    .addCommand(checkCommand(terminal, deps));
}

function checkCommand(terminal: Terminal, { root, ...deps }: Deps): Command {
  return new Command('check')
    .description(
      'duplicates, too few, unbalanced, intents taken for each other, examples that the gate stops',
    )
    .argument('[folder]', 'the intents', fileURLToPath(new URL('intents/', root)))
    .option('--json', 'print one JSON object, with every finding and example')
    .action(async (folder: string, { json }: { json?: true }) => {
      const report = await makeReport(terminal, folder, deps);
      terminal.out(json ? `${JSON.stringify(report)}\n` : formatCheck(report));
      const { errors } = report.counts;
      if (errors > 0)
        throw new CommandError(`${errors} errors in the intents. Mend the lines named.`, 1);
    });
}

async function makeReport(
  terminal: Terminal,
  folder: string,
  { openGate, inWorker }: Omit<Deps, 'root'>,
): Promise<CheckReport> {
  const read = readFolder(folder);
  if (Array.isArray(read)) return reportOf({ findings: read });
  const progress = startProgress(terminal, 'intents check', workOf(read));
  const findings = await checkCatalogue({
    catalogue: read,
    gate: openGate(),
    onProgress: progress.at,
    ...(inWorker && { inWorker }),
  }).finally(() => progress.end());
  return reportOf({ findings: withPlaces(findings, locateExamples(folder)), catalogue: read });
}

/** Mistakes of the files themselves end the check: nothing else can be said before they are mended. */
function readFolder(folder: string): IntentCatalogue | Finding[] {
  try {
    return loadIntents(folder);
  } catch (error) {
    if (!(error instanceof IntentFileError)) throw error;
    return error.problems.map((problem): Finding => {
      const [place = '', line = ''] = problem.split(':');
      const rest = problem.slice(place.length + line.length + 2).trim();
      return {
        severity: 'error',
        rule: 'file',
        labels: [],
        place: `${place}:${line}`,
        problem: rest,
        examples: [],
      };
    });
  }
}

function withPlaces(findings: readonly Finding[], places: Places): Finding[] {
  return findings.map((finding) => {
    const examples = finding.examples.map((example) => {
      const place = places.ofText(example.text);
      return place === undefined ? example : { ...example, place };
    });
    const place = examples[0]?.place ?? places.ofIntent(finding.labels[0] ?? '');
    return { ...finding, examples, ...(place !== undefined && { place }) };
  });
}

type Checked = { findings: Finding[]; catalogue?: IntentCatalogue };

function reportOf({ findings, catalogue }: Checked): CheckReport {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    counts: {
      intents: catalogue?.intents.length ?? 0,
      en: count(catalogue, 'en'),
      es: count(catalogue, 'es'),
      others: catalogue?.others.length ?? 0,
      errors,
      warnings: findings.length - errors,
    },
    findings,
  };
}

function count(catalogue: IntentCatalogue | undefined, locale: 'en' | 'es'): number {
  return (catalogue?.intents ?? []).reduce((sum, one) => sum + one.examples[locale].length, 0);
}
