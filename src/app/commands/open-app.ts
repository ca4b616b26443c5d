import type { App, Settings } from '../../app.ts';

/** Commands that need no app do not wait for its parts to be loaded, which takes a second. */
export async function openApp(settings: Settings): Promise<App> {
  const app = await import('../../app.ts');
  return app.openApp(settings);
}
