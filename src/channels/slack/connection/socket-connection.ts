import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { backOffMs } from '../../../shared/back-off.ts';
import type { Log } from '../../../shared/log.ts';
import type { SlackTiming } from '../slack-timing.ts';

type Deps = {
  appToken: string;
  apiUrl: string | undefined;
  timing: SlackTiming;
  logger: Logger;
  log: Log;
};

export type SocketConnection = {
  receiver: SocketModeReceiver;
  /** Connects, and connects again whenever the connection ends, until the signal is aborted. Never rejects. */
  keepOpen(signal: AbortSignal): Promise<void>;
};

/**
 * Socket Mode. We connect again ourselves: Bolt's own way leaves a rejected promise behind when Slack refuses, and
 * that ends the process, the web chat with it.
 */
export function createSocketConnection(deps: Deps): SocketConnection {
  const { appToken, apiUrl, timing, logger, log } = deps;
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl && { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        timeout: timing.callWithinMs,
      },
    },
  });
  const ended = () => new Promise((resolve) => receiver.client.once('disconnected', resolve));
  return {
    receiver,
    async keepOpen(signal) {
      signal.addEventListener('abort', () => receiver.stop().catch(() => undefined));
      for (let failures = 0; !signal.aborted; ) {
        try {
          await receiver.start();
          if (signal.aborted) return await receiver.stop();
          log.info({}, 'connected to Slack by Socket Mode');
          failures = 0;
          await ended();
        } catch (err) {
          failures += 1;
          log.error({ err, failures }, 'no connection to Slack by Socket Mode; it is tried again');
        }
        await timing.wait(backOffMs(Math.max(failures, 1), timing), signal);
      }
    },
  };
}
