import type { webApi } from '@slack/bolt';
import type { Deliver } from '../../../conversation/outbox/delivery.ts';
import type { Clocks } from '../../../escalation/clocks/create-clocks.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import type { PatientWords } from '../messages/patient-words.ts';
import type { SayAtOnce } from '../patients/take-deps.ts';
import type { SlackTiming } from '../slack-timing.ts';
import { createPacer } from './pacer.ts';
import { createPost } from './post-once.ts';
import { slackDelivery } from './slack-delivery.ts';
import { createPatientDelivery } from './to-patients/deliver-message.ts';
import { createCardDelivery } from './to-staff/deliver-card.ts';
import { createPageDelivery } from './to-staff/deliver-page.ts';
import { createReminderDelivery } from './to-staff/deliver-reminder.ts';

type Deps = {
  client: webApi.WebClient;
  words: PatientWords;
  store: Store;
  clocks: Clocks;
  staffChannel: string;
  ticketText: 'none' | 'redacted';
  consoleUrl: string;
  timing: SlackTiming;
  /** Ends the waiting between posts. */
  signal: AbortSignal;
  now: Clock;
  log: Log;
};

type Deliverers = {
  deliver: { slack_patient: Deliver; slack_staff: Deliver };
  sayAtOnce: SayAtOnce;
};

/** What brings the outbox's items to Slack. */
export function createDeliverers(given: Deps): Deliverers {
  const pacer = createPacer(given.timing, given.signal);
  const postOnce = createPost({ ...given, pacer });
  const deps = { ...given, pacer, postOnce };
  const { deliver: toPatients, sayAtOnce } = createPatientDelivery(deps);
  const toStaff = byKind({
    card: createCardDelivery(deps),
    page: createPageDelivery(deps),
    reminder: createReminderDelivery(deps),
  });
  return {
    deliver: {
      slack_patient: slackDelivery(toPatients, 'place'),
      slack_staff: slackDelivery(toStaff, 'destination'),
    },
    sayAtOnce,
  };
}

function byKind({ card, page, reminder }: Record<'card' | 'page' | 'reminder', Deliver>): Deliver {
  return (item, ...rest) => {
    switch (item.kind) {
      case 'page':
        return page(item, ...rest);
      case 'reminder':
        return reminder(item, ...rest);
      default:
        return card(item, ...rest);
    }
  };
}
