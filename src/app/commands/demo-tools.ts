import type { DemoTools } from '../../cli/demo/demo-command.ts';
import { readConfig } from '../../config.ts';
import { systemClock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';
import { createLog } from '../observing/create-log.ts';
import { demoParts } from './demo-parts.ts';
import { openApp } from './open-app.ts';
import type { Process } from './process.ts';
import { serveOrSay, untilAborted } from './serve-until-stopped.ts';

/** On the demo's folder, with nothing else of the settings: no Slack, no mail, no other store. */
export function demoTools({ env, root, stop }: Process): DemoTools {
  const { HOST, PORT, LOG_LEVEL = 'error' } = env;
  const configOf = (folder: string) =>
    readConfig({ HOST, PORT, LOG_LEVEL, DATA_DIR: folder, MODE: 'demo' });
  return {
    now: systemClock,
    stop,
    open: async (folder, now) =>
      demoParts(await openApp({ config: configOf(folder), root, log: silentLog, now })),
    async serve(folder, ready) {
      const config = configOf(folder);
      const app = await openApp({ config, root, log: createLog(config.LOG_LEVEL) });
      const served = await serveOrSay(app);
      try {
        ready(served.url);
        await untilAborted(stop);
      } finally {
        await served.close();
      }
    },
  };
}
