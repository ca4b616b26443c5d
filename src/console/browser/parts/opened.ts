import { useSyncExternalStore } from 'react';

/** Whether something is shown that any page may ask for, and that is shown once. */
export type Opened = {
  use(): boolean;
  set(isOpen: boolean): void;
};

export function opened(): Opened {
  const state = { isOpen: false };
  const listeners = new Set<() => void>();
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    use: () => useSyncExternalStore(listen, () => state.isOpen),
    set(isOpen) {
      state.isOpen = isOpen;
      for (const listener of listeners) listener();
    },
  };
}
