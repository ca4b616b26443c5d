import { doubtful, type Finding } from '../finding.ts';

/** Beginnings that are ours alone: PORT, HOST or MODE may belong to any program. */
const SHORTEST_FAMILY = 4;
const OTHERS = ['POSTGRES', 'OTEL', 'HOST', 'PORT', 'MODE', 'LOG', 'DATA', 'STORE', 'PUBLIC'];

/** Variables that look like settings of ours and are none: a misspelt one is silently not there. */
export function findMisspelt(
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): Finding[] {
  const families = new Set(known.map(familyOf).filter((family) => !OTHERS.includes(family)));
  return Object.keys(env)
    .filter((name) => !known.includes(name) && env[name] !== '')
    .filter((name) => families.has(familyOf(name)) || known.some((one) => isNear(one, name)))
    .map((name) => {
      const near = known.find((one) => isNear(one, name));
      const todo = near ? `Did you mean ${near}?` : 'The README lists all settings.';
      return doubtful('settings.unknown', `${name} is no setting of Askwell`, todo);
    });
}

function familyOf(name: string): string {
  const [first = ''] = name.split('_');
  return first.length >= SHORTEST_FAMILY && name.includes('_') ? first : name;
}

/** One letter wrong, missing or too much, or two changed about, in a name long enough that this is no chance. */
function isNear(known: string, name: string): boolean {
  if (known === name || known.length < 8 || Math.abs(known.length - name.length) > 1) return false;
  const from = [...known].findIndex((letter, place) => letter !== name[place]);
  if (from === -1) return true;
  const rest = known.slice(from);
  const other = name.slice(from);
  const swapped = `${rest[1] ?? ''}${rest[0]}${rest.slice(2)}`;
  return [
    rest.slice(1) === other.slice(1),
    rest.slice(1) === other,
    rest === other.slice(1),
    swapped === other,
  ].includes(true);
}
