import { useSyncExternalStore } from 'react';

const PREFIX = 'askwell-setting ';

/** A switch of this browser: on or off, kept from one visit to the next, the same in every part of the page. */
export type Remembered = {
  get(): boolean;
  set(on: boolean): void;
  listen(listener: () => void): () => void;
};

export function remembered(name: string, initial: boolean): Remembered {
  const listeners = new Set<() => void>();
  let on = read(name) ?? initial;
  return {
    get: () => on,
    set(next) {
      on = next;
      keep(name, next);
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useRemembered(setting: Remembered): boolean {
  return useSyncExternalStore(setting.listen, setting.get);
}

function read(name: string): boolean | undefined {
  try {
    const found = localStorage.getItem(PREFIX + name);
    return found === null ? undefined : found === 'on';
  } catch {
    return undefined;
  }
}

function keep(name: string, on: boolean): void {
  try {
    localStorage.setItem(PREFIX + name, on ? 'on' : 'off');
  } catch {
    // it holds as long as the page is open
  }
}
