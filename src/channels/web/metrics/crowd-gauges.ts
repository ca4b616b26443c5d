import { Counter, Gauge, type Registry } from 'prom-client';
import type { Crowd } from '../../../conversation/crowd/create-waiting-room.ts';

/** How full it is, and how often it was too full. */
export function addCrowdGauges(registry: Registry, crowd: () => Crowd): void {
  const registers = [registry];
  new Gauge({
    name: 'askwell_turns_under_way',
    help: 'Turns that are being taken and stored now',
    registers,
    collect() {
      this.set(crowd().underWay);
    },
  });
  new Gauge({
    name: 'askwell_turns_waiting',
    help: 'Messages that wait for a turn under way to end',
    registers,
    collect() {
      this.set(crowd().waiting);
    },
  });
  new Counter({
    name: 'askwell_turns_turned_away_total',
    help: 'Messages that were not taken because of too many others; who was in danger read the safety text all the same',
    labelNames: ['danger'],
    registers,
    collect() {
      const { emergency, concern, ordinary } = crowd().turnedAway;
      this.reset();
      this.inc({ danger: 'yes' }, emergency + concern);
      this.inc({ danger: 'no' }, ordinary);
    },
  });
}
