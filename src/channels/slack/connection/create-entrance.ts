import type { Logger, Receiver } from '@slack/bolt';
import type { FastifyPluginAsync } from 'fastify';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { SlackSetup } from '../slack-settings.ts';
import type { SlackTiming } from '../slack-timing.ts';
import { createFastifyReceiver } from './fastify-receiver.ts';
import { createSocketConnection } from './socket-connection.ts';

export type Entrance = {
  receiver: Receiver;
  plugin: FastifyPluginAsync | undefined;
  /** Resolves when the signal is aborted. */
  keepOpen(signal: AbortSignal): Promise<void>;
};

type Deps = { logger: Logger; now: Clock; timing: SlackTiming; log: Log };

/** The way in that the settings chose. */
export function createEntrance({ entrance, apiUrl }: SlackSetup, deps: Deps): Entrance {
  switch (entrance.kind) {
    case 'socket': {
      const { appToken } = entrance;
      return { plugin: undefined, ...createSocketConnection({ ...deps, apiUrl, appToken }) };
    }
    case 'events': {
      const receiver = createFastifyReceiver({ ...deps, signingSecret: entrance.signingSecret });
      return { plugin: receiver.plugin, receiver, keepOpen: async () => {} };
    }
  }
}
