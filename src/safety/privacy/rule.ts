/**
 * One shape of identifier. In `pattern` the group `label` stays in the text, the rest is replaced.
 * Patterns begin at a fixed word or at the edge of a run and repeat only within bounds, so that the work grows
 * with the length of the text and no faster.
 */
export type Rule = {
  kind: string;
  pattern: RegExp;
  /** A second look at the replaced part, for what a pattern cannot say. */
  holds?: (identifier: string) => boolean;
};

/** `token` is told the kind of each find and gives what stands in its place. */
export function applyRule(rule: Rule, text: string, token: (kind: string) => string): string {
  return text.replace(rule.pattern, (match: string, ...rest: unknown[]) => {
    const label = labelOf(rest.at(-1));
    if (rule.holds && !rule.holds(match.slice(label.length))) return match;
    return label + token(rule.kind);
  });
}

/** The named groups come last, and only where a pattern has some. */
function labelOf(groups: unknown): string {
  const label = typeof groups === 'object' && groups !== null && 'label' in groups && groups.label;
  return typeof label === 'string' ? label : '';
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
