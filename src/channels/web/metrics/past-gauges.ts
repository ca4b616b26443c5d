import { Gauge, type Registry } from 'prom-client';
import type { PastTurns } from '../../../conversation/past/create-past-turns.ts';

export type PastGaugesDeps = { past: Pick<PastTurns, 'progress' | 'turns'> };

/** How much of the past the figures and the gap list stand on. */
export function addPastGauges(registry: Registry, { past }: PastGaugesDeps): void {
  const registers = [registry];
  new Gauge({
    name: 'askwell_past_turns',
    help: 'Turns of the last 90 days that figures and gaps are counted from',
    registers,
    collect() {
      this.set(past.progress().turns);
    },
  });
  new Gauge({
    name: 'askwell_past_turns_complete',
    help: '1 once all of them were read after the start, 0 while they are being read',
    registers,
    collect() {
      this.set(past.progress().complete ? 1 : 0);
    },
  });
  new Gauge({
    name: 'askwell_unmet_questions',
    help: 'Questions of the last 90 days that got no answer, or none that helped',
    registers,
    collect() {
      this.set(past.turns().filter(({ unmet }) => unmet !== undefined).length);
    },
  });
}
