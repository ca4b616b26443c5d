import { useCallback, useState } from 'react';
import { useStaff } from './use-staff.ts';

const PREFIX = 'askwell-draft ';

/**
 * What someone is writing, kept in this browser until it is sent, so that a closed tab loses nothing. Whoever signs in here
 * next sees none of it. Where the browser keeps nothing, it lives as long as the page.
 */
export function useDraft<Value>(
  name: string,
  initial: Value,
): [draft: Value, write: (next: Value) => void, forget: () => void, kept: boolean] {
  const key = `${useStaff().id} ${name}`;
  const [{ written, kept }, setState] = useState(() => {
    const found = keptDraft<Value>(key);
    return { written: found, kept: found !== undefined };
  });
  const write = useCallback(
    (next: Value) => {
      setState((before) => ({ ...before, written: next }));
      keep(key, next);
    },
    [key],
  );
  const forget = useCallback(() => {
    setState({ written: undefined, kept: false });
    drop(key);
  }, [key]);
  return [written ?? initial, write, forget, kept];
}

/** Names of all that this person has begun to write here and neither sent nor dropped. */
export function useKeptDrafts(): string[] {
  const own = `${PREFIX}${useStaff().id} `;
  return keptKeys(own).map((key) => key.slice(own.length));
}

/** At sign-out nothing of anyone's writing stays on the machine. */
export function forgetAllDrafts(): void {
  for (const key of keptKeys(PREFIX)) localStorage.removeItem(key);
}

/** None where nothing can be kept. */
function keptKeys(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return [];
  }
}

function keptDraft<Value>(key: string): Value | undefined {
  try {
    const found = localStorage.getItem(PREFIX + key);
    return found === null ? undefined : (JSON.parse(found) as Value);
  } catch {
    return undefined;
  }
}

function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // full, or not allowed: the page itself still has it
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept
  }
}
