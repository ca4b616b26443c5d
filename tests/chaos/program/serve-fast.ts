import { pino } from 'pino';
import { systemWait, type Wait } from '../../../src/shared/clock.ts';

/**
 * The built program, `askwell serve`, but that it waits a part only of the time between posts and between tries. A
 * script of its own, so that it can be killed. Arguments: the package's root, how many times as fast, a file for the log.
 */
const [, , root = '', speed = '1', logFile = ''] = process.argv;
const built = (path: string) => new URL(`dist/${path}`, root).href;

const { openApp }: typeof import('../../../src/app.ts') = await import(built('app.js'));
const { serve }: typeof import('../../../src/app/serving/serve.ts') = await import(
  built('app/serving/serve.js')
);
const { readConfig }: typeof import('../../../src/config.ts') = await import(built('config.js'));

const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL }, pino.destination(logFile));
const app = await openApp({ config, root: new URL(root), log });
const wait: Wait = (ms, signal) => systemWait(ms / Number(speed), signal);
const served = await serve(app, { wait });

process.on('message', async () => {
  const waiting = (await app.store.conversations.withOutbox()).length;
  process.send?.({ kind: 'waiting', waiting });
});
process.once('SIGTERM', async () => {
  await served.close();
  process.disconnect();
});
process.send?.({ kind: 'ready', setupLink: served.setupLink });
