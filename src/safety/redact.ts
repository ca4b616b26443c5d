import { BELONGING_RULES } from './privacy/belonging-rules.ts';
import { BIRTH_RULES } from './privacy/birth-rules.ts';
import { CONTACT_RULES } from './privacy/contact-rules.ts';
import { redactNames } from './privacy/names/redact-names.ts';
import { NUMBER_RULES } from './privacy/number-rules.ts';
import { PLACE_RULES } from './privacy/place-rules.ts';
import { applyRule } from './privacy/rule.ts';

/**
 * Replaces what could tell who a patient is by tokens such as `[phone]` or `[name]`, before a text is stored, logged
 * or posted. `found` lists the kinds that were replaced, each once: `email`, `link`, `phone`, `ssn`, `card`,
 * `number`, `birth date`, `address`, `plate`, `handle`, `workplace`, `name`. Amounts, times, ages and help lines stay as they are.
 */
export function redact(text: string): { text: string; found: string[] } {
  const found = new Set<string>();
  const told = (kind: string): string => {
    found.add(kind);
    return `[${kind}]`;
  };
  const ruled = RULES.reduce((left, rule) => applyRule(rule, left, told), text);
  return { text: redactNames(ruled, told), found: [...found] };
}

/** Labelled things come before bare ones: "MRN 4155550132" is a record number, not a phone. */
const RULES = [
  ...BIRTH_RULES,
  ...NUMBER_RULES,
  ...CONTACT_RULES,
  ...PLACE_RULES,
  ...BELONGING_RULES,
];
