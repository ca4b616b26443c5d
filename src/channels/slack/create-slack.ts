import { setMaxListeners } from 'node:events';
import type { App } from '@slack/bolt';
import type { FastifyPluginAsync } from 'fastify';
import type { StaffActions } from '../../conversation/desk/staff-actions.ts';
import type { Feedback } from '../../conversation/feedback/create-feedback.ts';
import type { Deliver } from '../../conversation/outbox/delivery.ts';
import type { Sender } from '../../conversation/reply/sender.ts';
import { createReportAnswer } from '../../conversation/reports/report-answer.ts';
import type { Clocks } from '../../escalation/clocks/create-clocks.ts';
import type { Blocks } from '../../safety/load-blocks.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { Receive } from '../channel.ts';
import { boltLog } from './connection/bolt-log.ts';
import { createBoltApp } from './connection/create-bolt-app.ts';
import { createEntrance } from './connection/create-entrance.ts';
import { createSlackClients } from './connection/slack-clients.ts';
import { createPatientWords } from './messages/patient-words.ts';
import { createDeliverers } from './outbox/create-deliverers.ts';
import { createBeganWithUs } from './patients/began-with-us.ts';
import { createTakePatientMessage } from './patients/take-patient-message.ts';
import { listenToReports } from './reports/listen-to-reports.ts';
import { readSlackSetup, type SlackSettings } from './slack-settings.ts';
import { type SlackTiming, slackTiming } from './slack-timing.ts';
import { createLinkStaff } from './staff/link-staff.ts';
import { listenToStaff } from './staff/listen-to-staff.ts';

export type SlackDeps = {
  settings: SlackSettings;
  receive: Receive;
  feedback: Feedback;
  staffActions: StaffActions;
  clocks: Clocks;
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
  /** For the outbox. */
  deliver: { slack_patient: Deliver; slack_staff: Deliver };
  /** Opens the connection. Does not wait for Slack, and does not fail when Slack is down. */
  start(): Promise<void>;
  /** Takes nothing in any more, and ends the waiting between posts: stop the outbox in the same breath. */
  stop(): Promise<void>;
};

/** Slack for staff, and for patients where the clinic named channels. Throws `SlackSettingsError` on a missing setting. */
export function createSlack(deps: SlackDeps): Slack {
  const { settings, store, log, now, timing = slackTiming } = deps;
  const setup = readSlackSetup(settings);
  const { answerWithinMs } = timing;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Each channel that rests between two posts listens for the end.
  setMaxListeners(0, signal);
  const logger = boltLog(log);
  const clients = createSlackClients(setup, { logger, timing });
  const words = createPatientWords(deps);

  const out = { ...deps, ...setup, client: clients.outbox, words, timing, signal };
  const { deliver, sayAtOnce } = createDeliverers(out);
  const beganWithUs = createBeganWithUs({ ...setup, client: clients.quick, log });
  const taking = { ...deps, ...setup, sayAtOnce, beganWithUs, answerWithinMs };
  const take = createTakePatientMessage(taking);

  const linkStaff = createLinkStaff({ store, client: clients.quick, log });
  const reportAnswer = createReportAnswer({ store, posts: true, now });
  const forPatients = setup.patientChannels.size > 0;
  const listen = (app: App) => {
    const patientWords = forPatients ? words.notice : undefined;
    listenToStaff(app, { ...deps, ...setup, linkStaff, patientWords });
    listenToReports(app, { reportAnswer, linkStaff, store, words, log });
  };
  const entrance = createEntrance(setup, { logger, now, timing, log });
  const { receiver, plugin } = entrance;
  createBoltApp({ ...setup, receiver, clients, take, listen, logger, log });

  let open = Promise.resolve();
  return {
    plugin,
    deliver,
    async start() {
      warnOfPatientChannels(settings, log);
      open = entrance.keepOpen(signal);
    },
    async stop() {
      stopping.abort();
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
