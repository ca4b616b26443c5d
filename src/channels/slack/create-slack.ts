import type { FastifyPluginAsync } from 'fastify';
import type { Sender } from '../../conversation/reply/sender.ts';
import type { StaffActions } from '../../conversation/staff-actions.ts';
import type { Blocks } from '../../safety/load-blocks.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { Receive } from '../channel.ts';
import { boltLog } from './connection/bolt-log.ts';
import { createBoltApp } from './connection/create-bolt-app.ts';
import { createEntrance } from './connection/create-entrance.ts';
import { createSlackClients } from './connection/slack-clients.ts';
import { createCardDelivery } from './outbox/deliver-card.ts';
import { createPatientDelivery } from './outbox/deliver-message.ts';
import { createPacer } from './outbox/pacer.ts';
import { createPump } from './outbox/pump.ts';
import { createTakePatientMessage } from './patients/take-patient-message.ts';
import { readSlackSetup, type SlackSettings } from './slack-settings.ts';
import { type SlackTiming, slackTiming } from './slack-timing.ts';
import { createLinkStaff } from './staff/link-staff.ts';

export type SlackDeps = {
  settings: SlackSettings;
  receive: Receive;
  staffActions: StaffActions;
  store: Store;
  sender: Sender;
  blocks: Blocks;
  /** Where staff open the console, such as `https://chat.example.org/console`; a ticket is at `/tickets/<number>` below. */
  consoleUrl: string;
  now: Clock;
  log: Log;
  timing?: SlackTiming;
};

export type Slack = {
  /** Takes Slack's events at `/slack/events`; `undefined` in Socket Mode. Register it without a prefix. */
  plugin: FastifyPluginAsync | undefined;
  /** Begins to deliver what waits for Slack. Does not wait for Slack, and does not fail when Slack is down. */
  start(): Promise<void>;
  /** Ends the posts under way; call it before the store is closed. */
  stop(): Promise<void>;
};

/** Slack for staff, and for patients where the clinic named channels. Throws `SlackSettingsError` on a missing setting. */
export function createSlack(deps: SlackDeps): Slack {
  const { settings, store, log, now, timing = slackTiming } = deps;
  const setup = readSlackSetup(settings);
  const { staffChannel, patientChannels, botToken } = setup;
  const { answerWithinMs } = timing;
  const stopping = new AbortController();
  const logger = boltLog(log);
  const clients = createSlackClients(setup, { logger, timing });

  const pacer = createPacer(timing, stopping.signal);
  const out = { ...deps, ...setup, client: clients.outbox, pacer };
  const { deliver: slack_patient, sayAtOnce } = createPatientDelivery(out);
  const slack_staff = createCardDelivery(out);
  const deliver = { slack_patient, slack_staff };
  const pump = createPump({ store, deliver, timing, now, log, stopping });

  const take = createTakePatientMessage({ ...deps, patientChannels, sayAtOnce, answerWithinMs });
  const linkStaff = createLinkStaff({ store, client: clients.quick, log });
  const staff = { ...deps, staffChannel, linkStaff };
  const entrance = createEntrance(setup, { logger, now, timing, log });
  createBoltApp({ botToken, receiver: entrance.receiver, clients, take, staff, logger });

  let open = Promise.resolve();
  return {
    plugin: entrance.plugin,
    async start() {
      warnOfPatientChannels(settings, log);
      pump.start();
      open = entrance.keepOpen(stopping.signal);
    },
    async stop() {
      await pump.stop();
      await open;
    },
  };
}

function warnOfPatientChannels(settings: SlackSettings, log: Log): void {
  const { SLACK_PATIENT_CHANNELS: channels = [], SLACK_STAFF_CHANNEL: staffChannel = '' } =
    settings;
  if (channels.length === 0) return;
  log.warn(
    { channels },
    'SLACK_PATIENT_CHANNELS is set: patients may write on Slack, in these channels and in direct messages. Slack does not allow this to a HIPAA-covered clinic, whatever its plan. Unset it unless this is a community that is no such clinic',
  );
  if (channels.includes(staffChannel)) {
    log.warn({ staffChannel }, 'the staff channel cannot be a patient channel; it stays for staff');
  }
}
