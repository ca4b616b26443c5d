import type { LintedLine } from '../../answer-bank/lint/lint-answer-file.ts';

/** `file:line: field: rule: problem (“excerpt”)`. */
export function problemLine({
  file,
  line,
  field,
  rule,
  problem,
  excerpt,
}: Partial<LintedLine>): string {
  const place = [`${file}:${line}`, field, rule].filter((part) => part !== undefined).join(': ');
  return `${place}: ${problem}${excerpt === undefined ? '' : ` (“${excerpt}”)`}\n`;
}
