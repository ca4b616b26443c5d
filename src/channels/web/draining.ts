import type { FastifyInstance } from 'fastify';

/** How the server lets go of its work when the program is told to stop. */
export type Draining = {
  /** True once the program was told to stop: a load balancer is to send nobody here any more. */
  readonly begun: boolean;
  begin(): void;
  /** Notes work under way; gives how to say that it has ended. */
  enter(): () => void;
  /** Calls the listener when open lines are to be closed, at once where that moment has passed; returns how to stop. */
  onLeave(listener: () => void): () => void;
  /** Closes open lines, then resolves when no work is under way, or after so many milliseconds. */
  leave(withinMs: number): Promise<void>;
};

export function createDraining(): Draining {
  let begun = false;
  let left = false;
  let running = 0;
  let ended: () => void = () => undefined;
  const listeners = new Set<() => void>();
  return {
    get begun() {
      return begun;
    },
    begin() {
      begun = true;
    },
    enter() {
      running += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        running -= 1;
        if (running === 0) ended();
      };
    },
    onLeave(listener) {
      if (left) listener();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave(withinMs) {
      begun = true;
      left = true;
      for (const listener of [...listeners]) listener();
      if (running === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        ended = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/**
 * Counts the requests under way. While the server drains each answer closes its connection, so that whoever keeps
 * connections open takes the next one elsewhere.
 */
export function addDraining(app: FastifyInstance, draining: Draining): void {
  app.addHook('onRequest', async (request, reply) => {
    // A socket lives as long as its page: what it brings is counted frame by frame.
    if (request.headers.upgrade === undefined) reply.raw.once('close', draining.enter());
  });
  app.addHook('onSend', async (_request, reply) => {
    if (draining.begun) reply.header('connection', 'close');
  });
}
