import { useSyncExternalStore } from 'react';

const state = { isOpen: false, listeners: new Set<() => void>() };

/** Whether the list of keys is shown: any page may ask for it, and it is shown once. */
export function useHelpOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    () => state.isOpen,
  );
}

export function setHelpOpen(isOpen: boolean): void {
  state.isOpen = isOpen;
  for (const listener of state.listeners) listener();
}
