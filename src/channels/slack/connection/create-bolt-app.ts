import type { App, Logger, Receiver } from '@slack/bolt';
import type { Log } from '../../../shared/log.ts';
import { CHOICE_ACTION, HELPED_ACTION } from '../messages/patient-post.ts';
import type { TakePatientMessage } from '../patients/take-patient-message.ts';
import { PersistFirstApp } from './persist-first-app.ts';
import type { SlackClients } from './slack-clients.ts';

type Deps = {
  botToken: string;
  receiver: Receiver;
  clients: SlackClients;
  take: TakePatientMessage;
  /** Adds what Bolt is to listen to, beside patients' messages. */
  listen: (app: App) => void;
  logger: Logger;
  log: Log;
};

/** Bolt with our listeners. It asks Slack nothing when it starts, so that it starts while Slack is down. */
export function createBoltApp(deps: Deps): void {
  const { botToken, receiver, clients, take, listen, logger, log } = deps;
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
    log.error({ err }, 'something asked for on Slack was not done');
    throw err; // so that Slack is not told it was
  });
  for (const action of [CHOICE_ACTION, HELPED_ACTION]) app.action(action, ({ ack }) => ack());
  listen(app);
}
