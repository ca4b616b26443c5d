import { type Finding, RULES, type Rule } from '../../classifier/check/finding.ts';

export type CheckReport = {
  /** `en` and `es`: examples of intents by language; `others`: those of a topic alone. */
  counts: {
    intents: number;
    en: number;
    es: number;
    others: number;
    errors: number;
    warnings: number;
  };
  findings: Finding[];
};

/** A person reads so many of a rule; `--json` has them all. */
const MOST_SHOWN = 12;
const MOST_EXAMPLES = 3;

/** A table of the rules, then their findings, errors first. */
export function formatCheck({ counts, findings }: CheckReport): string {
  const of = (rule: Rule) => findings.filter((finding) => finding.rule === rule);
  const rows = RULES.map((rule) => {
    const found = of(rule);
    const errors = found.filter(({ severity }) => severity === 'error').length;
    return `${rule.padEnd(22)}${String(errors).padStart(7)}${String(found.length - errors).padStart(10)}`;
  });
  const sizes = `${counts.intents} intents with ${counts.en} examples in English and ${counts.es} in Spanish; ${counts.others} others of the topics.`;
  const parts = [
    sizes,
    '',
    `${''.padEnd(22)} errors  warnings`,
    ...rows,
    ...RULES.flatMap((rule) => section(rule, of(rule))),
  ];
  return `${parts.join('\n')}\n`;
}

function section(rule: Rule, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const ordered = [...findings].sort((a, b) => a.severity.localeCompare(b.severity));
  const hidden = ordered.length - MOST_SHOWN;
  return [
    '',
    `${rule[0]?.toUpperCase()}${rule.slice(1)}`,
    ...ordered.slice(0, MOST_SHOWN).flatMap(lines),
    ...(hidden > 0 ? [`  … and ${hidden} more: --json lists them all`] : []),
  ];
}

function lines({ severity, place, problem, examples }: Finding): string[] {
  const shown = examples.slice(0, MOST_EXAMPLES).map(({ text, label, place: at, beside }) => {
    const drawn = beside === undefined ? '' : `\n        like “${beside}”`;
    return `      ${at ?? ''} ${label}: “${text}”${drawn}`;
  });
  return [`  ${severity.padEnd(8)}${place === undefined ? '' : `${place}: `}${problem}`, ...shown];
}
