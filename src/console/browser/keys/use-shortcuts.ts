import { useEffect, useRef } from 'react';
import { remembered } from '../parts/remembered.ts';

/** Single keys can be switched off: a speech user may press them without meaning to (WCAG 2.1.4). */
export const shortcutsOn = remembered('shortcuts', true);

/** What each key does, by the key's own name; `false`: nothing, so the browser does what it does by itself. */
type Shortcuts = Partial<Record<string, () => boolean | undefined>>;

/** Listens while the component is there. No key works while someone types, or behind an open dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (!act || !shortcutsOn.get() || isForSomethingElse(event)) return;
      if (act() !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"]')) return true;
  const { target } = event;
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

const TYPED_INTO =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
