import { useEffect, useRef } from 'react';
import { remembered } from '../parts/remembered.ts';
import { type Deeds, KEYS, type KeyPlace } from './key-map.ts';

/** Single keys can be switched off: a speech user may press them without meaning to (WCAG 2.1.4). */
export const shortcutsOn = remembered('shortcuts', true);

/** Listens while the component is there. No key works while someone types, or behind an open dialog. */
export function useShortcuts<Where extends KeyPlace>(
  where: Where,
  deeds: Partial<Deeds<Where>>,
): void {
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = deedOf(where, event.key, latest.current);
      if (!act || !shortcutsOn.get() || isForSomethingElse(event)) return;
      if (act(event.key) !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [where]);
}

type Deed = (key: string) => boolean | undefined;

function deedOf(where: KeyPlace, key: string, deeds: Record<string, Deed | undefined>) {
  const named = Object.entries<{ keys: readonly string[] }>(KEYS[where].keys);
  const name = named.find(([, { keys }]) => keys.includes(key))?.[0];
  return name === undefined ? undefined : deeds[name];
}

function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"]')) return true;
  const { target } = event;
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

const TYPED_INTO =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
