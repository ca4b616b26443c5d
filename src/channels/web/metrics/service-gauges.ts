import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { findNearReview } from '../../../conversation/figures/find-near-review.ts';
import type { FirstRunDesk } from '../../../conversation/first-run/create-first-run.ts';
import type { Outbox } from '../../../conversation/outbox/create-outbox.ts';
import type { Answer } from '../../../domain/answer.ts';
import { Outgoing } from '../../../domain/conversation.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';

export type ServiceGaugesDeps = {
  outbox: Pick<Outbox, 'failed'>;
  store: {
    conversations: Pick<Store['conversations'], 'withOutbox'>;
    lead: Pick<Store['lead'], 'has'>;
  };
  firstRun: Pick<FirstRunDesk, 'standing'>;
  answers: () => readonly Answer[];
  mode: 'demo' | 'live';
  draining: { readonly begun: boolean };
  now: Clock;
};

/** Whether the program itself can do its work: what leaves it, what it may answer, and the process. */
export function addServiceGauges(registry: Registry, deps: ServiceGaugesDeps): void {
  collectDefaultMetrics({ register: registry });
  addDeliveryGauges(registry, deps);
  const registers = [registry];
  const { firstRun, answers, mode, draining, now } = deps;
  new Gauge({
    name: 'askwell_answers_past_review',
    help: 'Published answers that are not sent any more, because their review date has passed',
    registers,
    collect() {
      this.set(findNearReview(answers(), now()).filter(({ isPast }) => isPast).length);
    },
  });
  new Gauge({
    name: 'askwell_go_live_broken_lines',
    help: 'Lines of the signed go-live checklist that safety hangs on and that hold no more; 0 in demo mode',
    registers,
    async collect() {
      const { standing } = await firstRun.standing();
      this.set(mode === 'live' && standing.kind === 'fallen' ? standing.broken.length : 0);
    },
  });
  new Gauge({
    name: 'askwell_draining',
    help: '1 once this process was told to stop',
    registers,
    collect() {
      this.set(draining.begun ? 1 : 0);
    },
  });
}

function addDeliveryGauges(registry: Registry, { outbox, store }: ServiceGaugesDeps): void {
  const registers = [registry];
  new Gauge({
    name: 'askwell_outbox_conversations',
    help: 'Conversations of which something has not been delivered yet, what was given up included',
    registers,
    async collect() {
      this.set((await store.conversations.withOutbox()).length);
    },
  });
  new Gauge({
    name: 'askwell_deliveries_given_up',
    help: 'Deliveries that wait for a person, because a place refused them for good or for a day',
    labelNames: ['to'],
    registers,
    async collect() {
      const failed = await outbox.failed();
      for (const to of Outgoing.shape.to.options) {
        this.set({ to }, failed.filter((one) => one.to === to).length);
      }
    },
  });
  new Gauge({
    name: 'askwell_leads',
    help: '1 for the one process that delivers what leaves Askwell',
    registers,
    collect() {
      this.set(store.lead.has() ? 1 : 0);
    },
  });
}
