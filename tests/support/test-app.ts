import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/shared/log.ts';

const ROOT = new URL('../../', import.meta.url);

/** A clock that stands still until it is told to move. */
export function aClock(start = '2026-11-23T15:00:00.000Z') {
  let at = Date.parse(start);
  return {
    now: () => new Date(at).toISOString(),
    wait(ms: number) {
      at += ms;
    },
  };
}

/** The whole program on a store in memory, with settings of the test's own. */
export function aTestApp(
  env: Record<string, string> = {},
  now: () => string = aClock().now,
): Promise<App> {
  return openApp({
    config: readConfig({ STORE: 'memory', PORT: '0', ...env }),
    root: ROOT,
    log: silentLog,
    now,
  });
}
