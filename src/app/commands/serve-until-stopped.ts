import type { App } from '../../app.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { type Config, readConfig } from '../../config.ts';
import { SECOND_MS } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createLog } from '../observing/create-log.ts';
import { noTracing, type Tracing } from '../observing/tracing.ts';
import { type Served, serve } from '../serving/serve.ts';
import { versionOf } from '../settings.ts';
import { openApp } from './open-app.ts';
import type { Process } from './process.ts';

export async function serveUntilStopped(
  { env, root, stop }: Process,
  terminal: Terminal,
): Promise<void> {
  const config = readConfig(env);
  const log = createLog(config.LOG_LEVEL);
  const tracing = await tracingOf(config, { version: versionOf(root), log });
  const app = await openApp({ config, root, log, tracing });
  const served = await serveOrSay(app);
  const lines = [
    `Askwell is ready (${config.MODE} mode).`,
    `  Chat for patients:  ${served.url}/`,
    `  Console for staff:  ${served.url}/console`,
    ...(served.setupLink ? [`  Make the first admin, once: ${served.setupLink}`] : []),
  ];
  try {
    terminal.out(`${lines.join('\n')}\n`);
    await untilAborted(stop);
    terminal.out('Stopping: finishing what is under way.\n');
  } finally {
    await served.close({ drainMs: config.DRAIN_SECONDS * SECOND_MS });
  }
}

/** Nothing of OpenTelemetry is loaded without a collector. */
async function tracingOf(
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Config,
  named: { version: string; log: Log },
): Promise<Tracing> {
  if (endpoint === undefined) return noTracing;
  const { openTracing } = await import('../observing/open-tracing.ts');
  return openTracing({ endpoint, ...named });
}

export async function serveOrSay(app: App): Promise<Served> {
  return serve(app).catch(async (error: unknown) => {
    await app.close();
    throw portError(error, app.config);
  });
}

export function untilAborted(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((done) => stop.addEventListener('abort', () => done(), { once: true }));
}

function portError(error: unknown, { HOST, PORT }: Config): unknown {
  const taken = (error as { code?: unknown } | null)?.code === 'EADDRINUSE';
  if (!taken) return error;
  return new Error(
    `${HOST}:${PORT} is in use by another program. Stop it, or set PORT to a free one.`,
  );
}
