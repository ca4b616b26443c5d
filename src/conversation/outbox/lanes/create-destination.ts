import type { Conversation, Outgoing } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import { DELIVERED, type Deliver, DeliveryError } from '../delivery.ts';
import { isIn, type Lane } from './attempt.ts';
import { createGate } from './create-gate.ts';
import { emptyLane, type LaneDeps } from './empty-lane.ts';

type To = Outgoing['to'];

export type DestinationState =
  | { kind: 'ok' }
  | { kind: 'down'; since: Instant; problem: string; waiting: number };

/** One place that things go to, with its lanes. */
export type Destination = {
  /** Begins to deliver what this conversation has for it. */
  open(conversation: Conversation): void;
  state(): DestinationState;
  /** Resolves when no lane is running any more. */
  ended(): Promise<void>;
};

/**
 * How many deliveries are under way at once. Slack is paced by channel, so patients' lanes are many; cards all go to one
 * channel, and few at once let a page overtake what waits.
 */
const AT_ONCE: Record<To, number> = { slack_patient: 64, slack_staff: 2, email: 4, webhook: 4 };

type Deps = Omit<LaneDeps, 'gate' | 'deliver'> & { to: To; deliver: Deliver | undefined };

type Running = { waiting: number; again: boolean; done: Promise<void> };

export function createDestination({ to, ...deps }: Deps): Destination {
  const { timing, now, log, signal } = deps;
  const gate = createGate({ to, atOnce: AT_ONCE[to], timing, now, log, signal });
  const deliver = deps.deliver ?? notConnected(deps);
  const running = new Map<string, Running>();

  const openLane = (lane: Lane, waiting: number) => {
    const already = running.get(lane.key);
    if (already) {
      Object.assign(already, { waiting, again: true });
      return;
    }
    const state: Running = { waiting, again: false, done: Promise.resolve() };
    running.set(lane.key, state);
    state.done = (async () => {
      do {
        state.again = false;
        await emptyLane(lane, { ...deps, deliver, gate });
      } while (state.again && !signal.aborted);
      running.delete(lane.key);
    })();
  };
  return {
    open({ id, outbox }) {
      const living = outbox.filter((item) => item.to === to && !item.dead);
      for (const person of new Set(living.map((item) => item.person))) {
        const waiting = living.filter((item) => isIn(item, { to, person })).length;
        openLane({ key: `${id} ${person ?? ''}`, id, to, person }, waiting);
      }
    },
    state() {
      const state = gate.state();
      if (state.kind === 'ok') return state;
      const waiting = [...running.values()].reduce((sum, lane) => sum + lane.waiting, 0);
      return { ...state, waiting };
    },
    async ended() {
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

/** Nobody can be told any more; but a patient's message is kept for the day when the channel is connected again. */
function notConnected({ log }: Pick<Deps, 'log'>): Deliver {
  return async ({ id, to, kind }) => {
    if (kind === 'message') throw new DeliveryError({ kind: 'refused', problem: 'not_connected' });
    log.warn(
      { outgoing: id, to, kind },
      'this destination is not connected; taken out of the outbox',
    );
    return DELIVERED;
  };
}
