import { useMemo } from 'react';
import { useSearch } from 'wouter';

type Chosen = Record<string, string>;
/** Names what there is to choose; what a link asks for besides is left out. */
type Allowed<Choice> = Partial<Record<keyof Choice, readonly string[]>>;

const ANYTHING = {};

/**
 * What the reader chose stands in the address, so that it can be sent to someone and survives "back". What is as `initial`
 * has it is left out.
 */
export function useAddress<Choice extends Chosen>(
  initial: Choice,
  allowed: Allowed<Choice> = ANYTHING,
): [Choice, (part: Partial<Choice>) => void] {
  const search = useSearch();
  const choice = useMemo(() => readAddress(search, initial, allowed), [search, initial, allowed]);
  return [choice, (part) => writeAddress({ ...choice, ...part }, initial)];
}

function readAddress<Choice extends Chosen>(
  search: string,
  initial: Choice,
  allowed: Allowed<Choice>,
): Choice {
  const found = new URLSearchParams(search);
  const entries = Object.entries(initial).map(([name, value]) => {
    const asked = found.get(name) ?? value;
    return [name, allowed[name]?.includes(asked) === false ? value : asked];
  });
  return Object.fromEntries(entries) as Choice;
}

function writeAddress<Choice extends Chosen>(choice: Choice, initial: Choice): void {
  const chosen = Object.entries(choice).filter(([name, value]) => value !== initial[name]);
  const query = new URLSearchParams(chosen).toString();
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname);
}
