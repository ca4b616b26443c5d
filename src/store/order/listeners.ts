import type { Log } from '../../shared/log.ts';
import type { StoreEvent } from '../store.ts';

/** Those who watch a store; one that throws is logged and stops nobody else. */
export function createListeners(log: Log) {
  const listeners = new Set<(event: StoreEvent) => void>();
  return {
    watch: (listener: (event: StoreEvent) => void) => {
      // A function of its own, so that one who watches twice stops once at a time.
      const entry = (event: StoreEvent) => listener(event);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    tell: (event: StoreEvent) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (err) {
          log.error({ err, event }, 'a listener of the store failed');
        }
      }
    },
  };
}
