import { Counter, Histogram, Registry } from 'prom-client';
import type { Crowd } from '../../../conversation/crowd/create-waiting-room.ts';
import type { Deliver } from '../../../conversation/outbox/delivery.ts';
import type { Outgoing, TurnOutcome } from '../../../domain/conversation.ts';
import type { Receive } from '../../channel.ts';
import { addCrowdGauges } from './crowd-gauges.ts';
import { addDeskGauges, type DeskGaugesDeps } from './desk-gauges.ts';
import { addPastGauges, type PastGaugesDeps } from './past-gauges.ts';
import { addServiceGauges, type ServiceGaugesDeps } from './service-gauges.ts';

type Deliverers = Partial<Record<Outgoing['to'], Deliver>>;

export type Metrics = {
  /** The same door, counted. */
  observed(receive: Receive): Receive;
  /** The same deliverers, their pages counted once they have left. */
  counted(deliver: Deliverers): Deliverers;
  /** Adds what is known only once the server is put together. */
  watch(service: ServiceGaugesDeps): void;
  /** Prometheus text format. No patient text and no ids are in it. */
  text(): Promise<string>;
};

/** Seconds: most turns take a few milliseconds, of which the disk has the most. */
const BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

type Deps = DeskGaugesDeps & PastGaugesDeps & { crowd?: () => Crowd };

export function createMetrics({ past, crowd, ...desk }: Deps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'askwell_turns_total',
    help: 'Turns by kind of reply and by channel',
    labelNames: ['kind', 'channel'],
    registers,
  });
  const concerns = new Counter({
    name: 'askwell_concerns_total',
    help: 'Concerns that the safety gate found',
    labelNames: ['concern'],
    registers,
  });
  const unstored = new Counter({
    name: 'askwell_turns_unstored_total',
    help: 'Turns that could not be written; their patients were told that staff were not reached',
    registers,
  });
  const unchecked = new Counter({
    name: 'askwell_gate_failures_total',
    help: 'Turns in which the safety gate failed; their messages went to staff',
    registers,
  });
  const seconds = new Histogram({
    name: 'askwell_turn_seconds',
    help: 'Time from a message to its stored reply',
    buckets: BUCKETS_S,
    registers,
  });
  const pages = new Counter({
    name: 'askwell_pages_total',
    help: 'Calls to people on duty that a place has taken',
    labelNames: ['to'],
    registers,
  });
  addDeskGauges(registry, desk);
  addPastGauges(registry, { past });
  if (crowd) addCrowdGauges(registry, crowd);
  const count = ({ turn, stored }: TurnOutcome, channel: string) => {
    turns.inc({ kind: turn.replyKind, channel });
    for (const { concern } of turn.concerns) concerns.inc({ concern });
    if (turn.modifiers.includes('gate_failed')) unchecked.inc();
    if (!stored && !turn.blocks.includes('R-BUSY')) unstored.inc();
  };
  const countPages =
    (deliver: Deliver): Deliver =>
    async (item, conversation, attempt) => {
      const delivered = await deliver(item, conversation, attempt);
      if (item.kind === 'page') pages.inc({ to: item.to });
      return delivered;
    };
  return {
    observed: (receive) => async (message) => {
      const stop = seconds.startTimer();
      const outcome = await receive(message);
      stop();
      count(outcome, message.channel);
      return outcome;
    },
    counted: (deliver) =>
      Object.fromEntries(Object.entries(deliver).map(([to, one]) => [to, countPages(one)])),
    watch: (service) => addServiceGauges(registry, service),
    text: () => registry.metrics(),
  };
}
