import type { App, Logger, Receiver } from '@slack/bolt';
import { CHOICE_ACTION } from '../patients/read-choice.ts';
import type { TakePatientMessage } from '../patients/take-patient-message.ts';
import { listenToButtons, type StaffDeps } from '../staff/staff-buttons.ts';
import { listenToWindow } from '../staff/staff-window.ts';
import { PersistFirstApp } from './persist-first-app.ts';
import type { SlackClients } from './slack-clients.ts';

type Deps = {
  botToken: string;
  receiver: Receiver;
  clients: SlackClients;
  take: TakePatientMessage;
  staff: StaffDeps;
  logger: Logger;
};

/** Bolt with our listeners. It asks Slack nothing when it starts, so that it starts while Slack is down. */
export function createBoltApp({ botToken, receiver, clients, take, staff, logger }: Deps): App {
  const app = new PersistFirstApp(
    {
      receiver,
      authorize: async () => ({ botToken }),
      logger,
      logLevel: logger.getLevel(),
      clientOptions: clients.quickOptions,
      ignoreSelf: false, // it would need our user id from Slack; reading an event leaves bots out
      convoStore: false,
      attachFunctionToken: false,
    },
    take,
  );
  app.error(async (err) => {
    staff.log.error({ err }, 'something asked for on Slack was not done');
    throw err; // so that Slack is not told it was
  });
  app.action(CHOICE_ACTION, ({ ack }) => ack());
  listenToButtons(app, staff);
  listenToWindow(app, staff);
  return app;
}
