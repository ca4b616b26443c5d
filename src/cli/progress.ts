import { SECOND_MS } from '../shared/clock.ts';
import type { Terminal } from './terminal.ts';

const SHOWN_AFTER_MS = 2 * SECOND_MS;
const REDRAW_MS = 200;

/** Counts work on standard error, once it has taken two seconds and only where a person watches. */
export function startProgress(terminal: Terminal, label: string, total?: number) {
  const startedAt = Date.now();
  let drawnAt = 0;
  return {
    at(done: number) {
      const now = Date.now();
      const due = now - startedAt > SHOWN_AFTER_MS && now - drawnAt > REDRAW_MS;
      if (!terminal.interactive || !due) return;
      drawnAt = now;
      terminal.err(`\r${label}: ${done}${total === undefined ? '' : ` of ${total}`} `);
    },
    end() {
      if (drawnAt > 0) terminal.err('\r\u001b[2K');
      drawnAt = 0;
    },
  };
}
