/** Remembers by their ids the events that were taken lately, so that Slack's second delivery does nothing again. */
export type EventMemory = {
  /**
   * Runs `work` unless this event was taken before, or is just being taken: then it waits for that. Rejects as the work
   * does, and forgets the event then. An event without id is always new.
   */
  once(event: string | undefined, work: () => Promise<void>): Promise<'taken' | 'known'>;
};

const MOST = 2000;

export function createEventMemory(): EventMemory {
  const taken = new Map<string, Promise<void>>();
  return {
    async once(event, work) {
      const before = event === undefined ? undefined : taken.get(event);
      if (before) {
        await before;
        return 'known';
      }
      const done = work();
      if (event !== undefined) keep(taken, event, done);
      await done;
      return 'taken';
    },
  };
}

function keep(taken: Map<string, Promise<void>>, event: string, done: Promise<void>): void {
  taken.set(event, done);
  done.catch(() => taken.delete(event));
  const [oldest] = taken.keys();
  if (taken.size > MOST && oldest !== undefined) taken.delete(oldest);
}
